//! A holder shows a draft to a coach of hers, place by place, until she ends it.

use foundation::{App, Conn, Error, Id, Result};
use jiff::Timestamp;
use people::{Coach, Educator, Organization, Person};

use crate::{Place, Pursuit, Refusal, outline, store, task_list::coaches};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDraft {
    pub id: Id<SharedDraft>,
    pub custodian: Id<Organization>,
    pub pursuit: Id<Pursuit>,
    pub place: Place,
    pub coach: Id<Person>,
    /// The holder whose words they are.
    pub by: Id<Person>,
    pub at: Timestamp,
}

/// What is shared already stays so.
pub async fn share(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    coach: Option<Id<Person>>,
    places: &[Place],
) -> Result<()> {
    let mut tx = app.begin().await?;
    let pursuit = store::pursuits::lock(&mut tx, by, id).await?;
    pursuit.in_progress()?;
    let now = tx.now();
    let theirs = coaches(&mut tx, by.id(), now).await?;
    let coach = theirs.iter().find(|it| Some(it.id) == coach).ok_or(Refusal::NothingToShare)?;
    let version = design::version(&mut tx, pursuit.version).await?;
    let there = outline(&version.document);
    let may = |it: &&Place| !it.is_private() && there.contains(it);
    if places.is_empty() || !places.iter().all(|it| may(&it)) {
        return Err(Refusal::NothingToShare.into());
    }
    for place in places {
        let draft = SharedDraft {
            id: Id::random(),
            custodian: pursuit.custodian,
            pursuit: id,
            place: place.clone(),
            coach: coach.id,
            by: by.id(),
            at: now,
        };
        store::drafts::share(&mut tx, &pursuit, &draft).await?;
    }
    tx.commit().await
}

pub async fn end(app: &App, by: &Educator, id: Id<Pursuit>, draft: Id<SharedDraft>) -> Result<()> {
    let mut tx = app.begin().await?;
    let pursuit = store::pursuits::lock(&mut tx, by, id).await?;
    store::drafts::end(&mut tx, &pursuit, draft).await?;
    tx.commit().await
}

/// One that this coach may read now: it is shared, and they still coach whoever shared it.
pub async fn shared_with(
    conn: &mut Conn,
    coach: &Coach,
    id: Id<SharedDraft>,
    now: Timestamp,
) -> Result<SharedDraft> {
    let shared = store::drafts::with_coach(conn, coach.id()).await?;
    let draft = shared.into_iter().find(|it| it.id == id).ok_or(Error::Absent)?;
    let coached = people::related(conn, coach.id(), people::Relation::CoachOf, now).await?;
    if coached.contains(&draft.by) { Ok(draft) } else { Err(Error::Absent) }
}
