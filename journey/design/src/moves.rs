//! What a designer left open.

use foundation::{Error, Id, Read, Result};
use jiff::Timestamp;
use people::{Designer, Move, Person, Waits};

use crate::store;

pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let designer = match Designer::acting(read, person, now).await {
        Ok(designer) => designer,
        Err(Error::Absent) => return Ok(vec![]),
        Err(error) => return Err(error),
    };
    let drafts = store::drafts::all(read, &designer).await?;
    let theirs = drafts.iter().filter(|it| it.begun_by == person).map(|it| Move {
        words: format!("Go on with your draft “{}”", it.title()),
        detail: None,
        link: format!("/designs/drafts/{}", it.id),
        due_at: None,
        waits: Waits::ForYou,
    });
    Ok(theirs.collect())
}
