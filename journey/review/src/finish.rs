//! An assessor sends their review; the one that decides brings the decision with it.

use std::collections::HashMap;

use design::document::Key;
use foundation::{App, Id, Result, Tx};
use people::{Person, SignedIn};
use vault::Content;

use crate::{
    Panel, Qualification,
    decide::decide,
    fill::{FillSeats, fill_or_tell},
    nearness,
    note::{KeptNote, kept},
    notes::{Gap, scored},
    panel::{Refusal, Stage},
    policy::is_free,
    qualify::{qualification_of, qualify_named},
    seat::Because,
    store::{panels, reviews},
    work::Work,
};

/// What came of sending it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    Sent,
    /// It isn't whole yet: nothing was sent.
    Gaps(Vec<(Key, Gap)>),
    /// They turned out to stand too near: someone else reviews it.
    TooNear,
}

/// Sends the notes as they are kept, if they are still of revision `seen`.
pub async fn finish(
    app: &App,
    by: &SignedIn,
    id: Id<Panel>,
    seen: Option<i64>,
) -> Result<Finished> {
    let mut tx = app.begin().await?;
    let panel = panels::lock_seated(&mut tx, by.id(), id).await?;
    // Held, so that it isn't withdrawn meanwhile.
    let pursuit = learn::hold(&mut tx, panel.pursuit).await?;
    panel.open_to(by.id())?;
    if pursuit.is_withdrawn() {
        return Err(Refusal::Withdrawn.into());
    }
    let work = Work::of(&mut tx, &panel).await?;

    let kept = kept(&mut tx, &panel, by.id(), &work.submission.criteria).await?;
    if seen != Some(kept.revision) {
        return Err(Refusal::ChangedSince.into());
    }
    let levels = match scored(&work.version.document.rubric, &kept.notes()) {
        Ok(levels) => levels,
        Err(gaps) => return Ok(Finished::Gaps(gaps)),
    };
    nearness::exclude_near(&mut tx, &work).await?;
    if nearness::is_barred(&mut tx, &panel, by.id()).await? {
        leave_to_the_next(&mut tx, panel, &work, by.id()).await?;
        tx.commit().await?;
        return Ok(Finished::TooNear);
    }
    let qualification = may_score(&mut tx, &panel, &work, by.id()).await?;
    let was_free = is_free(waiting(&mut tx, by.id()).await?);

    let mut panel = panel.hear(by.id(), levels, tx.now())?;
    if !nearness::are_independent(&mut tx, &panel).await? {
        return Err(Refusal::NotIndependent.into());
    }
    keep_review(&mut tx, &panel, by.id(), qualification, &kept.each).await?;
    vault::end_grants(&mut tx, by.id(), &work.contents()).await?;
    match panel.stage() {
        Stage::AwaitingAdjudicator => fill_or_tell(&mut tx, &mut panel, &work).await?,
        Stage::Decided(_) => decide(&mut tx, &panel, &work).await?,
        Stage::AwaitingAssessors { .. } | Stage::Withdrawn => {}
    }
    if !was_free {
        tx.queue(&FillSeats { after: format!("review {} {}", panel.id, by.id()) }).await?;
    }
    tx.commit().await?;
    Ok(Finished::Sent)
}

/// Nobody scores what they can't see, nor a rubric that they aren't qualified for.
async fn may_score(
    tx: &mut Tx,
    panel: &Panel,
    work: &Work,
    by: Id<Person>,
) -> Result<Id<Qualification>> {
    let (contents, now) = (work.contents(), tx.now());
    if vault::open_to(tx, by, &contents, now).await?.len() < contents.len() {
        return Err(Refusal::OutOfSight.into());
    }
    if work.pursuit.named_reviewer == Some(by) {
        return qualify_named(tx, panel.issuer, by, &panel.rubric_digest).await;
    }
    let qualification = qualification_of(tx, panel.issuer, by, &panel.rubric_digest).await?;
    Ok(qualification.ok_or(Refusal::NotQualified)?)
}

/// Seals the words, and keeps the review that was heard last.
async fn keep_review(
    tx: &mut Tx,
    panel: &Panel,
    by: Id<Person>,
    qualification: Id<Qualification>,
    kept: &[KeptNote],
) -> Result<()> {
    let written = kept.iter().filter(|it| !it.note.feedback.trim().is_empty());
    let words: HashMap<Key, Id<Content>> =
        written.filter_map(|it| Some((it.note.criterion.clone(), it.content?))).collect();
    let ids: Vec<Id<Content>> = words.values().copied().collect();
    let commitments = vault::seal(tx, by, &ids).await?;
    let sealed = |(key, id): (Key, Id<Content>)| {
        let commitment = commitments.get(&id)?.clone();
        Some((key, (id, commitment)))
    };
    let feedback = words.into_iter().filter_map(sealed).collect();
    let review = panel.reviews.iter().find(|it| it.assessor == by).ok_or(Refusal::Left)?;
    reviews::keep(tx, panel, review, qualification, &feedback).await?;
    panels::end_turn(tx, panel, by).await
}

async fn leave_to_the_next(tx: &mut Tx, panel: Panel, work: &Work, by: Id<Person>) -> Result<()> {
    crate::leave::replace(tx, panel, work, by, Because::TooNear).await
}

async fn waiting(tx: &mut Tx, by: Id<Person>) -> Result<usize> {
    Ok(panels::waiting(tx, &[by]).await?.remove(&by).unwrap_or(0))
}
