//! Somebody sits down, and sees the work.

use foundation::{App, Id, Job, Result, Tx};
use jiff::{SignedDuration, tz::TimeZone};
use people::{Person, Role};
use serde::{Deserialize, Serialize};

use crate::{
    Panel, leave, letters, nearness,
    policy::{Admission, Candidate, may_look_until},
    qualify::qualify_named,
    seat::{Because, Seat, TurnState},
    store::{panels, qualifications},
    work::Work,
};

/// How often we look whether somebody has become free, beside whenever somebody does.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Fills the empty seats, least busy first. Where nobody is free the program's leads are told: this
/// happens as a seat becomes empty, so they are told of it once.
pub async fn fill_or_tell(tx: &mut Tx, panel: &mut Panel, work: &Work) -> Result<()> {
    fill(tx, panel, work).await?;
    if !panel.empty_seats().is_empty() {
        letters::nobody_free(tx, panel, work).await?;
        look_again(tx).await?;
    }
    Ok(())
}

/// Fills as many of the empty seats as there is somebody for.
async fn fill(tx: &mut Tx, panel: &mut Panel, work: &Work) -> Result<()> {
    if panel.empty_seats().is_empty() {
        return Ok(());
    }
    nearness::exclude_near(tx, work).await?;
    let candidates = candidates(tx, panel, work).await?;
    let mut admission = Admission {
        from: work.policy().assessors,
        districts: vec![work.pursuit.custodian, work.pursuit.employer],
        barred: nearness::barred(tx, panel).await?,
        named: work.pursuit.named_reviewer,
    };
    for seat in panel.empty_seats() {
        if let Some(chosen) = admission.choose(seat, &candidates) {
            sit(tx, panel, work, seat, chosen.person).await?;
            admission.barred.insert(chosen.human);
        }
    }
    Ok(())
}

/// They may look at what was submitted, until their time is over.
async fn sit(
    tx: &mut Tx,
    panel: &mut Panel,
    work: &Work,
    seat: Seat,
    assessor: Id<Person>,
) -> Result<()> {
    let turn = panel.seat(seat, assessor, tx.now()).clone();
    panels::keep_turn(tx, panel, &turn).await?;
    let until = may_look_until(work.policy(), turn.seated_at, &work.issuer_zone);
    vault::grant(tx, assessor, &work.contents(), until).await?;
    tx.queue_at(&SeatLapses { panel: panel.id, assessor }, until).await?;
    letters::assigned(tx, panel, work, &turn).await
}

/// Who is qualified and an assessor now; or the one whom the educator accepted by name.
async fn candidates(tx: &mut Tx, panel: &Panel, work: &Work) -> Result<Vec<Candidate>> {
    if work.policy().reviewer_role.is_some() {
        return named(tx, panel, work).await;
    }
    let now = tx.now();
    let qualified = qualifications::for_rubric(tx, panel.issuer, &panel.rubric_digest, now).await?;
    let people: Vec<Id<Person>> = qualified.iter().map(|it| it.person).collect();
    let mut appointments = people::appointments(tx, &people).await?;
    appointments.retain(|it| it.holds_at(now));
    let humans = people::humans(tx, &people).await?;
    let waiting = panels::waiting(tx, &people).await?;
    let earlier = earlier_seats(tx, panel).await?;

    let mut candidates: Vec<Candidate> = vec![];
    for person in people {
        let theirs: Vec<_> = appointments.iter().filter(|it| it.person == person).collect();
        let assesses = theirs.iter().any(|it| it.role == Role::Assessor);
        let known = candidates.iter().any(|it| it.person == person);
        let Some(human) = humans.get(&person).filter(|_| assesses && !known) else { continue };
        candidates.push(Candidate {
            person,
            human: *human,
            districts: theirs.iter().map(|it| it.place.custodian).collect(),
            waiting: waiting.get(&person).copied().unwrap_or(0),
            sat_on: earlier.iter().find(|(it, _)| *it == person).map(|(_, seat)| *seat),
        });
    }
    Ok(candidates)
}

async fn named(tx: &mut Tx, panel: &Panel, work: &Work) -> Result<Vec<Candidate>> {
    let Some(person) = work.pursuit.named_reviewer else { return Ok(vec![]) };
    qualify_named(tx, panel.issuer, person, &panel.rubric_digest).await?;
    let human = people::human(tx, person).await?;
    Ok(vec![Candidate { person, human, districts: vec![], waiting: 0, sat_on: None }])
}

/// Who was heard on this pursuit before, and on which seat; the latest first.
async fn earlier_seats(tx: &mut Tx, panel: &Panel) -> Result<Vec<(Id<Person>, Seat)>> {
    let mut earlier = panels::of_pursuits(tx, &[panel.pursuit]).await?;
    earlier.retain(|it| it.id != panel.id);
    earlier.sort_by_key(|it| std::cmp::Reverse(it.convened_at));
    let turns = earlier.into_iter().flat_map(|it| it.turns);
    let heard = turns.filter(|it| matches!(it.state, TurnState::Reviewed { .. }));
    Ok(heard.map(|it| (it.assessor, it.seat)).collect())
}

/// To be done when somebody may have become free: qualified, or done with other work.
#[derive(Debug, Serialize, Deserialize)]
pub struct FillSeats {
    /// What happened, so that each occasion is one job.
    pub(crate) after: String,
}

impl Job for FillSeats {
    const NAME: &'static str = "review.fill_seats";

    fn effect_key(&self) -> String {
        self.after.clone()
    }
}

/// Each panel in a transaction of its own, so that none waits for another.
pub async fn fill_seats(app: App, _: FillSeats) -> Result<()> {
    let short = panels::short_of_assessors(&mut *app.read().await?).await?;
    let mut broken = Ok(());
    for id in short {
        broken = fill_one(&app, id).await.and(broken);
    }
    broken
}

async fn fill_one(app: &App, id: Id<Panel>) -> Result<()> {
    let mut tx = app.begin().await?;
    let mut panel = panels::lock(&mut tx, id).await?;
    // Held, so that it isn't withdrawn meanwhile.
    learn::hold(&mut tx, panel.pursuit).await?;
    let work = Work::of(&mut tx, &panel).await?;
    if !work.pursuit.is_withdrawn() {
        fill(&mut tx, &mut panel, &work).await?;
        if !panel.empty_seats().is_empty() {
            look_again(&mut tx).await?;
        }
    }
    tx.commit().await
}

/// Once an hour, however many seats are empty.
async fn look_again(tx: &mut Tx) -> Result<()> {
    let next = tx.now() + AGAIN;
    let hour = next.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H").to_string();
    tx.queue_at(&FillSeats { after: format!("the hour {hour}") }, next).await
}

/// Somebody's time with the work is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct SeatLapses {
    panel: Id<Panel>,
    assessor: Id<Person>,
}

impl Job for SeatLapses {
    const NAME: &'static str = "review.seat_lapses";

    fn effect_key(&self) -> String {
        format!("{} {}", self.panel, self.assessor)
    }
}

/// If they haven't reviewed it by now, someone else is asked.
pub async fn seat_lapses(app: App, job: SeatLapses) -> Result<()> {
    let mut tx = app.begin().await?;
    let panel = panels::lock(&mut tx, job.panel).await?;
    learn::hold(&mut tx, panel.pursuit).await?;
    if panel.open_to(job.assessor).is_ok() {
        let work = Work::of(&mut tx, &panel).await?;
        leave::replace(&mut tx, panel, &work, job.assessor, Because::Late).await?;
    }
    tx.commit().await
}
