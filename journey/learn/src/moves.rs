//! What a coach watches over. (What an educator does next, `submit` says: it knows the open field.)

use foundation::{Error, Id, Read, Result};
use jiff::Timestamp;
use people::{Coach, Move, Person, Relation, Waits};

use crate::{
    cohort::{is_quiet, running},
    store,
};

pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let coach = match Coach::acting(read, person, now).await {
        Ok(coach) => coach,
        Err(Error::Absent) => return Ok(vec![]),
        Err(error) => return Err(error),
    };
    let coached = people::related(read, person, Relation::CoachOf, now).await?;
    let running = running(read, &coached, coach.custodians()).await?;
    let shared = store::drafts::with_coach(read, person).await?;
    let open =
        |it: &crate::SharedDraft| running.iter().any(|p| p.id == it.pursuit && p.is_held_by(it.by));
    let drafts = shared.iter().filter(|it| open(it)).count();
    let quiet = running.iter().filter(|it| is_quiet(it, now)).count();
    let line = |words: String| Move {
        words,
        detail: None,
        link: "/cohort".into(),
        due_at: None,
        waits: Waits::ForOthers,
    };
    let drafts = match drafts {
        0 => None,
        1 => Some("A draft is shown to you".into()),
        several => Some(format!("{several} drafts are shown to you")),
    };
    let quiet = match quiet {
        0 => None,
        1 => Some("Someone whom you coach has gone quiet".into()),
        several => Some(format!("{several} whom you coach have gone quiet")),
    };
    Ok(drafts.into_iter().chain(quiet).map(line).collect())
}
