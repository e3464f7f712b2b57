//! `/pursuits/{id}`: what is done, and what comes next.

use askama::Template;
use axum::extract::State;
use design::Version;
use foundation::{App, Conn, Error, Html, Id, Page, Path, Read, Result, time};
use jiff::tz::TimeZone;
use people::{Holder, Person, Relation};

use crate::{
    Facts, Notice, Notices, Pursuit, Stage, Step, TaskList, name_choice, promise::promise,
    step::in_order, store,
};

#[derive(Template)]
#[template(path = "task_list.html")]
struct View {
    /// Whoever has left reads, and changes nothing.
    teaches: bool,
    pursuit: Pursuit,
    version: Version,
    zone: TimeZone,
    steps: Vec<Step>,
    notices: Vec<Notice>,
    facts: Vec<(String, Html)>,
    promise: Vec<String>,
    coaches: Vec<String>,
    reviewer: Option<String>,
}

impl View {
    /// What was withdrawn has nothing to do next.
    fn next(&self) -> Option<&Step> {
        let over = matches!(self.pursuit.stage, Stage::Withdrawn { .. });
        self.steps.iter().find(|it| it.is_next()).filter(|_| self.teaches && !over)
    }

    fn day(&self, at: &jiff::Timestamp) -> String {
        time::day(*at, &self.zone)
    }

    fn is_practicing(&self) -> bool {
        self.pursuit.stage == Stage::Practicing && self.teaches
    }
}

pub async fn show(State(app): State<App>, by: Holder, Path(id): Path<Id<Pursuit>>) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = store::pursuits::held_by(&mut read, &by, id).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let zone = zone(&mut read, &pursuit).await?;
    let steps = steps(&mut read, &pursuit, by.id()).await?;
    let filled = read.fill::<Notices>(&[id]).await.remove(&id).unwrap_or_default();
    let notices = filled.into_iter().flatten().collect();
    let filled = read.fill::<Facts>(&[id]).await.remove(&id).unwrap_or_default();
    let facts = filled.into_iter().flatten().collect();
    let coaches = coaches(&mut read, by.id(), app.clock.now()).await?;
    let coaches = coaches.into_iter().map(|it| it.name).collect();
    let named: Vec<_> = pursuit.named_reviewer.into_iter().collect();
    let reviewer = people::names(&mut read, &named).await?.into_values().next();
    let promise = promise(&version.document.review);
    let title = version.document.title.to_string();
    let teaches = by.teaches();
    let view =
        View { teaches, pursuit, version, zone, steps, notices, facts, promise, coaches, reviewer };
    Page::new(title, &view)
}

/// Every room's, in their order.
async fn steps(read: &mut Read, pursuit: &Pursuit, by: Id<Person>) -> Result<Vec<Step>> {
    let filled = read.fill::<TaskList>(&[pursuit.id]).await.remove(&pursuit.id);
    let mut steps: Vec<Step> = filled.unwrap_or_default().into_iter().flatten().collect();
    steps.extend(name_choice::step(read, pursuit, by).await?);
    Ok(in_order(steps))
}

/// The zone that its days are meant in.
pub async fn zone(conn: &mut Conn, pursuit: &Pursuit) -> Result<TimeZone> {
    let custodian = people::organizations(conn, &[pursuit.custodian]).await?.pop();
    Ok(time::zone(&custodian.ok_or(Error::Absent)?.time_zone))
}

/// Who coaches this person now.
pub async fn coaches(
    conn: &mut Conn,
    person: Id<Person>,
    now: jiff::Timestamp,
) -> Result<Vec<Person>> {
    let ids = people::related_to(conn, person, Relation::CoachOf, now).await?;
    let names = people::names(conn, &ids).await?;
    let coach = |id: Id<Person>| Some(Person { id, name: names.get(&id)?.clone() });
    Ok(ids.into_iter().filter_map(coach).collect())
}
