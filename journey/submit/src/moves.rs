//! What an educator does next: it reopens the field that she left.

use design::Version;
use foundation::{Error, Id, Read, Result};
use jiff::Timestamp;
use learn::{Pursuit, Step};
use people::{Educator, Move, Person, Waits};

use crate::{
    Standing, Submission,
    gather::{Gathered, gather_all},
    missing::missing,
    open_now::{Work, works},
    steps::{List, address},
    store,
    submission::decision_by,
};

pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    match Educator::acting(read, person, now).await {
        Ok(_) => {}
        Err(Error::Absent) => return Ok(vec![]), // who has left reads, and changes nothing
        Err(error) => return Err(error),
    }
    let hers = learn::of_person(read, person).await?;
    let ids: Vec<_> = hers.iter().filter(|it| it.in_progress().is_ok()).map(|it| it.id).collect();
    let works = works(read, &ids).await?;
    let wanted: Vec<_> = works.iter().map(|it| (&it.pursuit, it.standing.number())).collect();
    let mut gathered = gather_all(read, &wanted).await?;
    let mut submissions = store::submissions::of_pursuits(read, &ids).await?;
    let mut moves = vec![];
    // In the order of `hers`: the newest first.
    for id in ids {
        let Some(work) = works.iter().find(|it| it.pursuit.id == id) else { continue };
        let submissions = submissions.remove(&id).unwrap_or_default();
        let gathered = gathered.remove(&id).unwrap_or_default();
        moves.extend(match (&work.standing, submissions.last()) {
            (Standing::Submitted { .. }, Some(last)) => {
                Some(waiting(work, last, &learn::zone(read, &work.pursuit).await?))
            }
            _ => {
                let document = &work.version.document;
                let left = left(work, &gathered);
                let list = List { work, document, gathered, submissions };
                next(&work.version, &work.pursuit, list.steps(), left)
            }
        });
    }
    Ok(moves)
}

fn waiting(work: &Work, last: &Submission, zone: &jiff::tz::TimeZone) -> Move {
    let days = work.version.document.review.days;
    Move {
        words: format!("Your {} submission is in", last.ordinal()),
        detail: Some(work.version.document.title.to_string()),
        link: format!("/pursuits/{}", work.pursuit.id),
        due_at: Some(decision_by(last.submitted_at, days, zone)),
        waits: Waits::ForOthers,
    }
}

/// The field that she wrote in last, where something is still missing.
fn left(work: &Work, gathered: &Gathered) -> Option<(String, String)> {
    let open = work.standing.open(&work.version.document)?;
    let last = gathered.answers.iter().filter(|(place, _)| open.places.contains(place));
    let (place, _) = last.max_by_key(|(place, it)| (it.saved_at, place.to_string()))?;
    let lacks = missing(&work.version.document, &open.places, gathered);
    let unfinished = lacks.iter().find(|it| it.place == *place)?;
    let field = unfinished.field.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    let title = place.title(&work.version.document)?;
    Some((title, format!("{}{field}", address(work.pursuit.id, place))))
}

fn next(
    version: &Version,
    pursuit: &Pursuit,
    mut steps: Vec<Step>,
    left: Option<(String, String)>,
) -> Option<Move> {
    steps.sort_by_key(|it| it.order);
    let (words, link) = match left {
        Some((title, link)) => (title, link),
        None => {
            let step = steps.into_iter().find(Step::is_next)?;
            (step.words, step.link.unwrap_or_else(|| format!("/pursuits/{}", pursuit.id)))
        }
    };
    Some(Move {
        words: format!("Go on with {words}"),
        detail: Some(version.document.title.to_string()),
        link,
        due_at: None,
        waits: Waits::ForYou,
    })
}
