//! What waits for somebody here: reviews for assessors, feedback for educators, empty seats for leads.
//! (That a submission is in, `submit` says.)

use foundation::{Error, Id, Read, Result};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Lead, Move, Person, Waits};

use crate::{
    desk, empty_seats,
    progress::{Standing, criteria, standings},
};

pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let mut moves = for_assessor(read, person, now).await?;
    moves.extend(for_educator(read, person).await?);
    moves.extend(for_lead(read, person, now).await?);
    Ok(moves)
}

async fn for_assessor(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let (waiting, _) = desk::desk(read, person, now).await?;
    let review = |it: desk::Waiting| Move {
        words: if it.begun { "Go on with a review".into() } else { "Review a submission".into() },
        detail: Some(format!("{} · about {} minutes", it.title, it.minutes)),
        link: format!("/panels/{}", it.panel),
        due_at: Some(it.due_at),
        waits: Waits::ForYou,
    };
    Ok(waiting.into_iter().map(review).collect())
}

async fn for_educator(read: &mut Read, person: Id<Person>) -> Result<Vec<Move>> {
    let held = learn::of_person(read, person).await?;
    let ids: Vec<Id<Pursuit>> = held.iter().map(|it| it.id).collect();
    let mut standings = standings(read, &ids).await?;
    let mut moves = vec![];
    for id in ids {
        let Some((standing, version)) = standings.remove(&id) else { continue };
        if let Standing::Decided(it) = standing
            && !it.outcome.finding.is_demonstrated()
        {
            moves.push(Move {
                words: format!(
                    "Read what to strengthen: {}",
                    criteria(it.outcome.outstanding().len())
                ),
                detail: Some(version.document.title.to_string()),
                link: format!("/pursuits/{id}/feedback"),
                due_at: None,
                waits: Waits::ForYou,
            });
        }
    }
    Ok(moves)
}

async fn for_lead(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let lead = match Lead::acting(read, person, now).await {
        Ok(lead) => lead,
        Err(Error::Absent) => return Ok(vec![]),
        Err(error) => return Err(error),
    };
    let troubled = empty_seats::troubled(read, &lead, now).await?;
    let empty = troubled.iter().filter(|it| it.empty > 0).count();
    let late = troubled.iter().filter(|it| !it.late.is_empty()).count();
    let line = |words: String| Move {
        words,
        detail: None,
        link: "/panels".into(),
        due_at: None,
        waits: Waits::ForYou,
    };
    let empty = match empty {
        0 => None,
        1 => Some("A submission waits for an assessor".into()),
        several => Some(format!("{several} submissions wait for an assessor")),
    };
    let late = match late {
        0 => None,
        1 => Some("A review is late".into()),
        several => Some(format!("{several} reviews are late")),
    };
    Ok(empty.into_iter().chain(late).map(line).collect())
}
