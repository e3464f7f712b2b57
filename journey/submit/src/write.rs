//! An educator writes, and it is kept.

use foundation::{App, Error, Id, Result, Tx};
use learn::{Place, Pursuit};
use people::Educator;
use vault::Saved;

use crate::{
    Refusal,
    store::answers,
    words::{LONGEST, tidy},
    work::{can_be_written, standing},
};

/// What stands in the field now, and which words it began with: 0 for none.
#[derive(Debug)]
pub struct Typed {
    pub words: String,
    pub revision: i64,
}

/// Keeps what was typed, unless something newer stands there or the place is closed.
pub async fn write(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    place: &Place,
    typed: &Typed,
) -> Result<Saved> {
    let mut tx = app.begin().await?;
    let saved = keep(&mut tx, by, id, place, typed).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn keep(
    tx: &mut Tx,
    by: &Educator,
    id: Id<Pursuit>,
    place: &Place,
    typed: &Typed,
) -> Result<Saved> {
    // Whoever submits locks it, too: no word slips in once it is read for sealing.
    let pursuit = learn::lock(tx, by, id).await?;
    can_be_written(&pursuit, place)?;
    let version = design::version(tx, pursuit.version).await?;
    place.title(&version.document).ok_or(Error::Absent)?;
    let standing = standing(tx, &pursuit, &version.document).await?;
    let number = standing.may_change(&version.document, place)?;
    let words = tidy(&typed.words);
    if words.len() > LONGEST {
        return Err(Refusal::TooLong.into());
    }
    let (custodian, owner) = (pursuit.custodian, pursuit.owner());
    let Some(content) = answers::answer(tx, &pursuit, place, number).await? else {
        let content = Id::random();
        let saved = vault::save(tx, custodian, owner, content, &words, 0).await?;
        answers::keep(tx, &pursuit, place, number, content).await?;
        return Ok(saved);
    };
    let there = vault::draft(tx, owner, content).await?;
    let newest = there.as_ref().map_or(0, |it| it.revision);
    if newest != typed.revision && there.is_some_and(|it| it.words != words) {
        return Err(Refusal::Stale.into());
    }
    vault::save(tx, custodian, owner, content, &words, newest).await
}
