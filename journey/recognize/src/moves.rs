//! What waits for whom: answers before the start, and requests at the office.

use foundation::{Error, Id, Read, Result};
use jiff::Timestamp;
use people::{Move, Office, Person, Waits};

use crate::{approval::Stage, store};

/// More than anyone answers in a day.
const MOST: i64 = 200;

pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let mut moves = vec![];
    let asked = store::approvals::asked_of(read, person, MOST).await?;
    match asked.iter().filter(|it| it.stage() == Stage::Waiting).count() {
        0 => {}
        1 => moves.push(line("A request for approval waits for your answer".into(), "/approvals")),
        many => {
            moves.push(line(
                format!("{many} requests for approval wait for your answer"),
                "/approvals",
            ));
        }
    }
    let office = match Office::acting(read, person, now).await {
        Ok(office) => office,
        Err(Error::Absent) => return Ok(moves),
        Err(error) => return Err(error),
    };
    match store::claims::waiting(read, office.custodians()).await? {
        0 => {}
        1 => moves.push(line("A request for pay or credit waits".into(), "/claims")),
        many => moves.push(line(format!("{many} requests for pay or credit wait"), "/claims")),
    }
    Ok(moves)
}

fn line(words: String, link: &str) -> Move {
    Move { words, detail: None, link: link.into(), due_at: None, waits: Waits::ForYou }
}
