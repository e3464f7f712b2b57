//! Signatures are made with no transaction open: canonical form and signing take their time.
//!
//! Many are made at once, as after a state has awarded thousands: while some are signed, the facts of
//! the next are read, and those before are written.

use std::{
    collections::HashMap,
    num::NonZero,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::available_parallelism,
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

/// So many are signed while as many are read and written.
const AT_ONCE: usize = 250;

pub async fn sign(app: App, jobs: Vec<Sign>) -> Result<()> {
    let mut jobs = jobs.chunks(AT_ONCE);
    let mut issuers = Issuers::default();
    let (mut read, mut signed) = (None, vec![]);
    loop {
        let next = jobs.next();
        let is_last = next.is_none() && read.is_none();
        let (next, made, kept) = tokio::join!(
            Batch::read(&app, next.unwrap_or_default(), &mut issuers),
            signatures(&app, read.take()),
            keep(&app, &signed),
        );
        kept?;
        if is_last {
            return Ok(());
        }
        (read, signed) = (next?, made?);
    }
}

/// Who signs, asked once.
type Issuers = HashMap<Id<Organization>, Arc<Signing>>;

/// Credentials that are signed in one moment.
struct Batch {
    made: Vec<(Made, i64)>,
    known: Known,
    issuers: Issuers,
    created: Timestamp,
}

impl Batch {
    /// None if all that is asked for is signed.
    async fn read(app: &App, jobs: &[Sign], issuers: &mut Issuers) -> Result<Option<Batch>> {
        let made = unsigned(app, jobs).await?;
        if made.is_empty() {
            return Ok(None);
        }
        let credentials: Vec<&Made> = made.iter().map(|(it, _)| it).collect();
        ask(app, &credentials, issuers).await?;
        let known = Known::of(app, &credentials).await?;
        // After their keys began.
        let created = app.clock.now();
        Ok(Some(Batch { made, known, issuers: issuers.clone(), created }))
    }

    fn sign(&self, app: &App, which: Range<usize>) -> Result<Vec<Edition>> {
        let mut compiled = learned().pop().unwrap_or_else(|| Compiled::new(Contexts::built_in()));
        let signed =
            self.made[which].iter().map(|it| self.edition(app, it, &mut compiled)).collect();
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

/// Who signs these, as far as it isn't known yet.
async fn ask(app: &App, made: &[&Made], issuers: &mut Issuers) -> Result<()> {
    let mut new: Vec<_> = made.iter().map(|it| it.credential.issuer).collect();
    new.retain(|it| !issuers.contains_key(it));
    if new.is_empty() {
        return Ok(());
    }
    let mut tx = app.begin().await?;
    for organization in people::organizations(&mut tx, &new).await? {
        let id = organization.id;
        issuers.insert(id, Arc::new(Issuer::signing(&mut tx, app, organization).await?));
    }
    tx.note(note::PUBLIC_URL, &app.site().origin()).await?;
    tx.commit().await
}

/// Made on every core, each a share.
async fn signatures(app: &App, batch: Option<Batch>) -> Result<Vec<Edition>> {
    let Some(batch) = batch.map(Arc::new) else { return Ok(vec![]) };
    let all = batch.made.len();
    let share = all.div_ceil(available_parallelism().map_or(1, NonZero::get));
    let signing = (0..all).step_by(share).map(|begin| {
        let (batch, app) = (batch.clone(), app.clone());
        spawn_blocking(move || batch.sign(&app, begin..all.min(begin + share)))
    });
    let mut signed = Vec::with_capacity(all);
    for share in signing.collect::<Vec<_>>() {
        signed.extend(share.await.map_err(anyhow::Error::from)??);
    }
    Ok(signed)
}

async fn keep(app: &App, editions: &[Edition]) -> Result<()> {
    if editions.is_empty() {
        return Ok(());
    }
    let mut tx = app.begin().await?;
    store::keep_editions(&mut tx, editions).await?;
    tx.commit().await
}
