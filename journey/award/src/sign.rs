//! Signatures are made with no transaction open: canonical form and signing take their time.
//!
//! Many are made at once, as after a state has awarded thousands: their facts are read together,
//! and while some are signed, those before are written.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use anyhow::Context;
use foundation::{App, Error, Id, Job, Result, note};
use jiff::Timestamp;
use openbadges::{Contexts, Signer, compiled::Compiled};
use people::Organization;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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

/// So many are signed while as many are written.
const AT_ONCE: usize = 100;

/// What it has learned of one batch serves the next.
static COMPILED: LazyLock<Mutex<Compiled<'static>>> =
    LazyLock::new(|| Mutex::new(Compiled::new(Contexts::built_in())));

pub async fn sign(app: App, jobs: Vec<Sign>) -> Result<()> {
    let (made, issuers) = unsigned(&app, &jobs).await?;
    let credentials: Vec<&Made> = made.iter().map(|(it, _)| it).collect();
    let known = Known::of(&app, &credentials).await?;
    let batch = Arc::new(Batch { known, issuers, created: app.clock.now() });

    let mut written = vec![];
    let mut made = made.into_iter();
    loop {
        let some: Vec<_> = made.by_ref().take(AT_ONCE).collect();
        let is_last = some.is_empty();
        let (signer, app_there) = (batch.clone(), app.clone());
        let signed = tokio::task::spawn_blocking(move || signer.sign(&app_there, &some));
        let (signed, kept) = tokio::join!(signed, keep(&app, &written));
        kept?;
        written = signed.map_err(anyhow::Error::from)??;
        if is_last {
            return Ok(());
        }
    }
}

/// The credentials that lack the edition asked for, and who signs them.
async fn unsigned(
    app: &App,
    jobs: &[Sign],
) -> Result<(Vec<(Made, i64)>, HashMap<Id<Organization>, Signing>)> {
    let mut tx = app.begin().await?;
    let ids: Vec<_> = jobs.iter().map(|it| it.credential).collect();
    let found = store::credentials(&mut tx, &ids).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|it| (it.credential.id, it)).collect();
    let mut made = vec![];
    for job in jobs {
        let one = found.remove(&job.credential).ok_or(Error::Absent)?;
        // What was taken back before it was signed is never signed.
        if one.editions < job.edition && !one.is_revoked {
            made.push((one, job.edition));
        }
    }
    let mut issuers = HashMap::new();
    let ids: Vec<_> = made.iter().map(|(it, _)| it.credential.issuer).collect();
    for organization in people::organizations(&mut tx, &ids).await? {
        issuers.insert(organization.id, Issuer::signing(&mut tx, app, organization).await?);
    }
    if !made.is_empty() {
        tx.note(note::PUBLIC_URL, &app.site().origin()).await?;
    }
    tx.commit().await?;
    Ok((made, issuers))
}

/// Credentials that are signed in one moment.
struct Batch {
    known: Known,
    issuers: HashMap<Id<Organization>, Signing>,
    created: Timestamp,
}

impl Batch {
    fn sign(&self, app: &App, made: &[(Made, i64)]) -> Result<Vec<Edition>> {
        let sign = |(made, number): &(Made, i64)| {
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
            let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
            let text = compiled.sign(&document, &signer).map_err(anyhow::Error::from)?;
            drop(compiled);
            Ok(Edition {
                issuer: credential.issuer,
                credential: credential.id,
                number: *number,
                digest: hex::encode(Sha256::digest(&text)),
                text,
                key: issuer.key.id,
            })
        };
        made.iter().map(sign).collect()
    }
}

async fn keep(app: &App, editions: &[Edition]) -> Result<()> {
    if editions.is_empty() {
        return Ok(());
    }
    let mut tx = app.begin().await?;
    store::keep_editions(&mut tx, editions).await?;
    tx.commit().await
}
