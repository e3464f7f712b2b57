//! Somebody leaves: "I know this person", or their time is over. The next sits down.

use foundation::{App, Id, Result, Tx};
use people::{Lead, Person, SignedIn};
use vault::Content;

use crate::{
    Panel,
    fill::fill_or_tell,
    panel::Refusal,
    policy::{Reason, review_due},
    seat::Because,
    store::{nearness, notes, panels},
    work::Work,
};

/// What came of "I know this person".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
    /// Somebody else reviews it; what was noted is destroyed.
    Left,
    /// Their review was sent before: it stands, and they aren't asked about this person's work again.
    Noted,
}

/// At any moment, and never again for this pursuit.
pub async fn know_them(app: &App, by: &SignedIn, id: Id<Panel>) -> Result<Parting> {
    let mut tx = app.begin().await?;
    let panel = panels::lock_seated(&mut tx, by.id(), id).await?;
    let (custodian, pursuit) = (panel.custodian, panel.pursuit);
    nearness::exclude(&mut tx, custodian, pursuit, by.id(), Reason::KnowsThem).await?;
    let parting = match panel.open_to(by.id()) {
        Ok(_) => {
            let work = Work::of(&mut tx, &panel).await?;
            replace(&mut tx, panel, &work, by.id(), Because::KnowsThem).await?;
            Parting::Left
        }
        Err(_) => Parting::Noted,
    };
    tx.commit().await?;
    Ok(parting)
}

/// A lead asks someone else in the place of whoever is late.
pub async fn ask_another(app: &App, by: &Lead, id: Id<Panel>, assessor: Id<Person>) -> Result<()> {
    let mut tx = app.begin().await?;
    let panel = panels::lock_led(&mut tx, by, id).await?;
    learn::hold(&mut tx, panel.pursuit).await?;
    panel.open_to(assessor)?;
    let work = Work::of(&mut tx, &panel).await?;
    if work.policy().reviewer_role.is_some() {
        return Err(Refusal::Named.into());
    }
    let turn = panel.turn_of(assessor).ok_or(Refusal::Left)?;
    if review_due(work.policy(), turn.seated_at, &work.issuer_zone) > tx.now() {
        return Err(Refusal::StillInTime.into());
    }
    replace(&mut tx, panel, &work, assessor, Because::Late).await?;
    tx.commit().await
}

/// Ends a turn, with all that it allowed, and looks for the next.
pub async fn replace(
    tx: &mut Tx,
    panel: Panel,
    work: &Work,
    person: Id<Person>,
    because: Because,
) -> Result<()> {
    let mut panel = panel.leave(person, because, tx.now())?;
    panels::end_turn(tx, &panel, person).await?;
    vault::end_grants(tx, person, &work.contents()).await?;
    if because != Because::Late {
        destroy_notes(tx, &panel, person).await?;
    }
    if work.pursuit.is_withdrawn() {
        return Ok(());
    }
    fill_or_tell(tx, &mut panel, work).await
}

async fn destroy_notes(tx: &mut Tx, panel: &Panel, person: Id<Person>) -> Result<()> {
    let kept = notes::of(tx, panel.id, person).await?;
    let words: Vec<Id<Content>> = kept.iter().filter_map(|it| it.feedback).collect();
    notes::forget(tx, panel, person).await?;
    vault::destroy(tx, &words).await
}
