//! An educator starts: version, rubric and review policy are pinned.

use design::{Version, document::Key};
use foundation::{App, Conn, Id, Result};
use people::{Educator, Organization, Person};

use crate::{MayStart, Pursuit, Refusal, Started, pursuit::Stage, reviewer, store};

/// What she chose on the start page.
#[derive(Debug)]
pub struct Start {
    pub slug: Key,
    /// The version that the page showed her.
    pub version: Id<Version>,
    pub school: Id<Organization>,
    pub named_reviewer: Option<Id<Person>>,
    pub accepted: bool,
}

pub async fn start(app: &App, by: &Educator, start: &Start) -> Result<Id<Pursuit>> {
    let mut tx = app.begin().await?;
    let version = offered(&mut tx, &start.slug).await?;
    if version.id != start.version {
        return Err(Refusal::NewerVersion.into());
    }
    let place = by.places().iter().find(|it| it.at == start.school);
    let place = place.ok_or(Refusal::NotYourSchool)?;
    let now = tx.now();
    let named_reviewer =
        reviewer::chosen(&mut tx, by, &version, place.custodian, start, now).await?;
    tx.ask(may_start(by, place.custodian, &version)).await?;
    let pursuit = Pursuit {
        id: Id::fresh(),
        custodian: place.custodian,
        issuer: version.issuer,
        version: version.id,
        school: place.at,
        employer: place.custodian,
        holders: vec![by.id()],
        started_at: now,
        touched_at: now,
        named_reviewer,
        stage: Stage::Practicing,
    };
    store::pursuits::keep(&mut tx, by, &pursuit, &version).await?;
    if !store::pursuits::run(&mut tx, by.id(), &pursuit, version.microcredential).await? {
        return Err(Refusal::Running.into());
    }
    tx.announce(Started { pursuit: pursuit.id }).await?;
    tx.commit().await?;
    Ok(pursuit.id)
}

/// The version that the catalog shows now.
pub async fn offered(conn: &mut Conn, slug: &Key) -> Result<Version> {
    design::published_by_slug(conn, slug.as_str()).await
}

pub fn may_start(by: &Educator, custodian: Id<Organization>, version: &Version) -> MayStart {
    MayStart {
        person: by.id(),
        custodian,
        issuer: version.issuer,
        microcredential: version.microcredential,
        version: version.id,
    }
}
