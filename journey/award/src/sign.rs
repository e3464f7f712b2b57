//! The signature is made with no transaction open: canonical form and signing take their time.

use anyhow::{Context, anyhow};
use foundation::{App, Id, Job, Result, note};
use openbadges::{Contexts, Signer, model::BitstringStatusListEntry};
use serde::{Deserialize, Serialize};
use vault::Seen;

use crate::{
    Credential,
    credential::{Facts, Shown},
    issuer::{self, Issuer},
    revoke::is_revoked,
    status_list, store,
};

/// To sign one edition of a credential.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sign {
    pub credential: Id<Credential>,
    pub edition: i64,
}

impl Job for Sign {
    const NAME: &'static str = "award.sign";

    fn effect_key(&self) -> String {
        format!("{} edition {}", self.credential, self.edition)
    }
}

pub async fn sign(app: App, job: Sign) -> Result<()> {
    let mut tx = app.begin().await?;
    let (credential, award) = store::credential(&mut tx, job.credential).await?;
    let done = store::edition_exists(&mut tx, &credential, job.edition).await?;
    // What was taken back before it was signed is never signed.
    if done || is_revoked(&mut tx, credential.award).await? {
        return Ok(());
    }
    let organization = people::organizations(&mut tx, &[credential.issuer]).await?;
    let organization = organization.into_iter().next().context("an issuer is an organization")?;
    let issuer = Issuer::signing(&mut tx, &app, organization).await?;
    tx.note(note::PUBLIC_URL, &app.site().origin()).await?;
    tx.commit().await?;

    let document = {
        let mut read = app.read().await?;
        let pursuit = learn::pursuit(&mut read, award.pursuit).await?;
        let version = design::version(&mut read, pursuit.version).await?;
        let frameworks = design::frameworks(&mut read, &version.document.framework_slugs()).await?;
        let decision = review::decision(&mut read, award.pursuit).await?;
        let decision = decision.context("what was awarded was decided")?;
        let address =
            people::main_addresses(&mut read, &[award.person]).await?.remove(&award.person);
        let named = learn::name_choice(&mut read, award.pursuit, award.person).await?;
        let names = people::names(&mut read, &[award.person]).await?;
        let name = names.get(&award.person).filter(|_| named == Some(learn::NameChoice::Shown));
        let list = status_list::address(&app, &issuer.organization, credential.status_list);
        let facts = Facts {
            url: app.site().url(&format!("/credentials/{}", credential.id)),
            site: app.site(),
            issuer_did: &issuer.did,
            issuer_name: &issuer.organization.name,
            issuer_url: issuer::address(&app, &issuer.organization),
            version: &version,
            frameworks: &frameworks,
            decision: &decision,
            awarded_at: award.awarded_at,
            approved: award.approved_by.is_some(),
            subject_url: app.site().url(&format!("/subjects/{}", credential.subject)),
            address: address.as_deref(),
            salt: &credential.salt,
            name: name.map(String::as_str),
            status: BitstringStatusListEntry::revocation(list, credential.status_index),
            evidence: evidence(&app, &mut read, &credential, award.person).await?,
        };
        facts.credential().to_value()
    };
    let signer = Signer {
        key: &issuer.secret,
        verification_method: &issuer.method,
        created: app.clock.now(),
    };
    let signed =
        signer.sign(&document, Contexts::built_in()).map_err(|error| anyhow!("{error}"))?;
    let text = serde_json::to_string(&signed).map_err(anyhow::Error::from)?;

    let mut tx = app.begin().await?;
    store::keep_edition(&mut tx, &credential, job.edition, &text, issuer.key.id).await?;
    tx.commit().await
}

/// What she chose to show, each with the digest of its bytes as they are now.
async fn evidence(
    app: &App,
    read: &mut foundation::Read,
    credential: &Credential,
    owner: Id<people::Person>,
) -> Result<Vec<Shown>> {
    use sha2::{Digest, Sha256};
    let chosen = store::shown(read, credential.id).await?;
    let ids: Vec<_> = chosen.iter().map(|it| it.content).collect();
    let mut seen = vault::own(read, owner, &ids).await?;
    let mut shown = vec![];
    for choice in chosen {
        let sha256 = match seen.remove(&choice.content) {
            Some(Seen::Words(words)) => Sha256::digest(words).into(),
            Some(Seen::File(file)) => {
                Sha256::digest(app.files().whole(&file.object_key).await?).into()
            }
            Some(Seen::Destroyed { .. }) | None => continue,
        };
        let url =
            app.site().url(&format!("/credentials/{}/evidence/{}", credential.id, choice.content));
        shown.push(Shown { title: choice.title, url, sha256 });
    }
    Ok(shown)
}
