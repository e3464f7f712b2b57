//! What can be worked on now: for the rooms that keep something for a submission.

use std::collections::HashMap;

use design::{Version, document::Key};
use foundation::{Conn, Id, Read, Result, Tx};
use learn::{MayChange, Open, Place, Pursuit};

use crate::{
    Refusal, Standing,
    store::{self, answers::Answer},
    work::{can_be_written, shown_by, standing},
};

/// For learn's `OpenNow`.
pub async fn open_now(read: &mut Read, ids: &[Id<Pursuit>]) -> Result<HashMap<Id<Pursuit>, Open>> {
    let works = works(read, ids).await?;
    let in_progress = works.into_iter().filter(|it| it.pursuit.in_progress().is_ok());
    let open = |it: Work| Some((it.pursuit.id, it.standing.open(&it.version.document)?));
    Ok(in_progress.filter_map(open).collect())
}

/// For learn's `MayChange`.
pub async fn may_change(conn: &mut Conn, may: MayChange) -> Result<()> {
    let pursuit = learn::pursuit(conn, may.pursuit).await?;
    can_be_written(&pursuit, &may.place)?;
    let version = design::version(conn, pursuit.version).await?;
    let standing = standing(conn, &pursuit, &version.document).await?;
    match standing.may_change(&version.document, &may.place)? {
        number if number == may.number => Ok(()),
        _ => Err(Refusal::Submitted.into()),
    }
}

/// A pursuit with all that says where it stands.
pub struct Work {
    pub pursuit: Pursuit,
    pub version: Version,
    pub standing: Standing,
}

/// Of these, in no order.
pub async fn works(conn: &mut Conn, ids: &[Id<Pursuit>]) -> Result<Vec<Work>> {
    let pursuits = learn::pursuits(conn, ids).await?;
    let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    let newest = store::submissions::newest(conn, ids).await?;
    let openings = store::openings::newest(conn, ids).await?;
    let work = |pursuit: Pursuit| {
        let version = versions.get(&pursuit.version)?.clone();
        let newest = newest.get(&pursuit.id).copied().unwrap_or(0);
        let standing = Standing::of(&version.document, newest, openings.get(&pursuit.id));
        Some(Work { pursuit, version, standing })
    };
    Ok(pursuits.into_values().filter_map(work).collect())
}

/// Opens the next submission, to show what wasn't demonstrated and only that. It starts from a copy
/// of what she submitted, to go on with; the submitted words stay untouched. Opened twice, or when
/// she has withdrawn, nothing happens.
pub async fn open_again(tx: &mut Tx, id: Id<Pursuit>, criteria: &[Key]) -> Result<()> {
    let pursuit = learn::hold(tx, id).await?;
    if pursuit.in_progress().is_err() {
        return Ok(());
    }
    let newest = store::submissions::newest(tx, &[id]).await?.remove(&id).unwrap_or(0);
    if newest == 0 || !store::openings::open(tx, &pursuit, newest + 1, criteria).await? {
        return Ok(());
    }
    let version = design::version(tx, pursuit.version).await?;
    let places = shown_by(&version.document, criteria);
    copy_words(tx, &pursuit, &places, newest + 1).await?;
    evidence::carry_over(tx, &pursuit, &places, newest + 1).await
}

async fn copy_words(tx: &mut Tx, pursuit: &Pursuit, places: &[Place], number: u32) -> Result<()> {
    let answers = store::answers::of(tx, &[pursuit.id]).await?;
    let latest = |place: &Place| answers.iter().rev().find(|it| it.place == *place).cloned();
    let latest: Vec<Answer> = places.iter().filter_map(latest).collect();
    let ids: Vec<_> = latest.iter().map(|it| it.content).collect();
    let drafts = vault::drafts(tx, pursuit.owner(), &ids).await?;
    for answer in latest {
        let Some(draft) = drafts.get(&answer.content) else { continue };
        let (content, custodian, owner) = (Id::random(), pursuit.custodian, pursuit.owner());
        vault::save(tx, custodian, owner, content, &draft.words, 0).await?;
        store::answers::keep(tx, pursuit, &answer.place, number, content).await?;
    }
    Ok(())
}
