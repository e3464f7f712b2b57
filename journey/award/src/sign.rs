//! Signatures are made with no transaction open: canonical form and signing take their time. After a
//! state has awarded thousands, many are made at once.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use anyhow::Context;
use foundation::{App, Error, Id, Job, Result, note};
use jiff::Timestamp;
use openbadges::{Contexts, Signer, compiled::Compiled};
use people::Organization;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::{
    Credential,
    issuer::{Issuer, Signing},
    known::Known,
    store::{self, Edition, Made},
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

pub async fn sign(app: App, jobs: Vec<Sign>) -> Result<()> {
    let Some(batch) = Batch::read(&app, &jobs).await? else { return Ok(()) };
    let signing = app.clone();
    let editions = spawn_blocking(move || batch.sign(&signing)).await;
    let editions = editions.map_err(anyhow::Error::from)??;
    let mut tx = app.begin().await?;
    tx.note(note::PUBLIC_URL, &app.site().origin()).await?;
    store::keep_editions(&mut tx, &editions).await?;
    tx.commit().await
}

/// Credentials that are signed in one moment.
struct Batch {
    made: Vec<(Made, i64)>,
    known: Known,
    issuers: HashMap<Id<Organization>, Signing>,
    created: Timestamp,
}

impl Batch {
    /// None if all that is asked for is signed.
    async fn read(app: &App, jobs: &[Sign]) -> Result<Option<Batch>> {
        let made = unsigned(app, jobs).await?;
        if made.is_empty() {
            return Ok(None);
        }
        let credentials: Vec<&Made> = made.iter().map(|(it, _)| it).collect();
        let issuers = issuers(app, &credentials).await?;
        let known = Known::of(app, &credentials).await?;
        // After their keys began.
        let created = app.clock.now();
        Ok(Some(Batch { made, known, issuers, created }))
    }

    fn sign(&self, app: &App) -> Result<Vec<Edition>> {
        let mut compiled = learned().pop().unwrap_or_else(|| Compiled::new(Contexts::built_in()));
        let signed = self.made.iter().map(|it| self.edition(app, it, &mut compiled)).collect();
        learned().push(compiled);
        signed
    }

    fn edition(
        &self,
        app: &App,
        (made, number): &(Made, i64),
        compiled: &mut Compiled,
    ) -> Result<Edition> {
        let credential = &made.credential;
        let issuer =
            self.issuers.get(&credential.issuer).context("an issuer is an organization")?;
        let signer = Signer {
            key: &issuer.secret,
            verification_method: &issuer.method,
            created: self.created,
        };
        let document = self.known.facts(app, issuer, made)?.credential();
        let document = serde_json::to_string(&document).map_err(anyhow::Error::from)?;
        let text = compiled.sign(&document, &signer).map_err(anyhow::Error::from)?;
        Ok(Edition {
            issuer: credential.issuer,
            credential: credential.id,
            number: *number,
            digest: hex::encode(Sha256::digest(&text)),
            text,
            key: issuer.key.id,
        })
    }
}

/// What was learned of one batch serves the next: there are as many of them as sign at once.
static LEARNED: Mutex<Vec<Compiled>> = Mutex::new(vec![]);

fn learned() -> MutexGuard<'static, Vec<Compiled<'static>>> {
    LEARNED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The credentials that lack the edition asked for.
async fn unsigned(app: &App, jobs: &[Sign]) -> Result<Vec<(Made, i64)>> {
    let ids: Vec<_> = jobs.iter().map(|it| it.credential).collect();
    let found = store::credentials(&mut *app.read().await?, &ids).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|it| (it.credential.id, it)).collect();
    let mut made = vec![];
    for job in jobs {
        let one = found.remove(&job.credential).ok_or(Error::Absent)?;
        // What was taken back before it was signed is never signed.
        if one.editions < job.edition && !one.is_revoked {
            made.push((one, job.edition));
        }
    }
    Ok(made)
}

/// Who signs these.
async fn issuers(app: &App, made: &[&Made]) -> Result<HashMap<Id<Organization>, Signing>> {
    let ids: HashSet<_> = made.iter().map(|it| it.credential.issuer).collect();
    let asked = people::organizations(&mut *app.read().await?, &Vec::from_iter(ids)).await?;
    let mut issuers = HashMap::new();
    for organization in asked {
        let id = organization.id;
        issuers.insert(id, Issuer::about_to_sign(app, organization).await?);
    }
    Ok(issuers)
}
