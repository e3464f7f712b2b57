//! What is known of many awards, read at once: each credential states its part of it.

use std::collections::HashMap;

use anyhow::Context;
use design::Version;
use foundation::{App, Id, Read, Result};
use learn::{NameChoice, Pursuit};
use openbadges::model::{Achievement, BitstringStatusListEntry};
use people::Person;
use review::Decision;
use sha2::{Digest, Sha256};
use vault::Seen;

use crate::{
    Credential,
    achievement::Offered,
    credential::{Facts, Shown},
    issuer::{self, Issuer},
    status_list,
    store::{self, Choice, Made},
};

pub struct Known {
    pursuits: HashMap<Id<Pursuit>, Pursuit>,
    versions: HashMap<Id<Version>, Version>,
    /// What each of the versions is to whoever earns it: the same in all their credentials.
    achievements: HashMap<Id<Version>, Achievement>,
    decisions: HashMap<Id<Pursuit>, Decision>,
    addresses: HashMap<Id<Person>, String>,
    names: HashMap<Id<Person>, String>,
    choices: HashMap<(Id<Pursuit>, Id<Person>), NameChoice>,
    evidence: HashMap<Id<Credential>, Vec<Shown>>,
}

impl Known {
    pub async fn of(app: &App, made: &[&Made]) -> Result<Known> {
        let mut read = app.read().await?;
        let ids: Vec<_> = made.iter().map(|it| it.given.pursuit).collect();
        let people: Vec<_> = made.iter().map(|it| it.given.person).collect();
        let pursuits = learn::pursuits(&mut read, &ids).await?;
        let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
        let versions = design::versions(&mut read, &versions).await?;
        let slugs: Vec<_> =
            versions.values().flat_map(|it| it.document.framework_slugs()).collect();
        let frameworks = design::frameworks(&mut read, &slugs).await?;
        let offered = |version| Offered { site: app.site(), version, frameworks: &frameworks };
        Ok(Known {
            achievements: versions
                .iter()
                .map(|(id, version)| (*id, offered(version).achievement()))
                .collect(),
            decisions: review::decisions(&mut read, &pursuits, &versions).await?,
            addresses: people::main_addresses(&mut read, &people).await?,
            names: people::names(&mut read, &people).await?,
            choices: learn::name_choices(&mut read, &ids).await?,
            evidence: evidence(app, &mut read, made).await?,
            pursuits,
            versions,
        })
    }

    /// What one credential states.
    pub fn facts<'a>(
        &'a self,
        app: &'a App,
        issuer: &'a Issuer,
        Made { credential, given, .. }: &'a Made,
    ) -> Result<Facts<'a>> {
        let pursuit = self.pursuits.get(&given.pursuit).context("what was awarded was pursued")?;
        let version = self.versions.get(&pursuit.version).context("a pursuit has its version")?;
        let achievement = self.achievements.get(&version.id).context("a version offers one")?;
        let decision = self.decisions.get(&pursuit.id).context("what was awarded was decided")?;
        let named = self.choices.get(&(pursuit.id, given.person));
        let name = self.names.get(&given.person).filter(|_| named == Some(&NameChoice::Shown));
        let list = status_list::address(app, &issuer.organization, credential.status_list);
        Ok(Facts {
            url: app.site().url(&format!("/credentials/{}", credential.id)),
            issuer_did: &issuer.did,
            issuer_name: &issuer.organization.name,
            issuer_url: issuer::address(app, &issuer.organization),
            version,
            achievement,
            decision,
            awarded_at: given.awarded_at,
            approved: given.approved_by.is_some(),
            subject_url: app.site().url(&format!("/subjects/{}", credential.subject)),
            address: self.addresses.get(&given.person).map(String::as_str),
            salt: &credential.salt,
            name: name.map(String::as_str),
            status: BitstringStatusListEntry::revocation(list, credential.status_index),
            evidence: self.evidence.get(&credential.id).cloned().unwrap_or_default(),
        })
    }
}

/// What holders chose to show, each piece with the digest of its bytes as they are now.
async fn evidence(
    app: &App,
    read: &mut Read,
    made: &[&Made],
) -> Result<HashMap<Id<Credential>, Vec<Shown>>> {
    let ids: Vec<_> = made.iter().map(|it| it.credential.id).collect();
    let mut chosen = store::shown_in(read, &ids).await?;
    let mut evidence = HashMap::new();
    for one in made {
        if let Some(chosen) = chosen.remove(&one.credential.id) {
            let shown = pieces(app, read, one, chosen).await?;
            evidence.insert(one.credential.id, shown);
        }
    }
    Ok(evidence)
}

async fn pieces(
    app: &App,
    read: &mut Read,
    Made { credential, given, .. }: &Made,
    chosen: Vec<Choice>,
) -> Result<Vec<Shown>> {
    let ids: Vec<_> = chosen.iter().map(|it| it.content).collect();
    let mut seen = vault::own(read, given.person, &ids).await?;
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
