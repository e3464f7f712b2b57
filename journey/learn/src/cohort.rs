//! `/cohort`: whom a coach supports, who has gone quiet, and the drafts that were shown to them.
//! Never a result, nor that something is not yet.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use design::Version;
use foundation::{App, Conn, Id, Page, Result, time};
use jiff::{SignedDuration, Timestamp};
use people::{Coach, Organization, Person, Relation};

use crate::{Pursuit, SharedDraft, Stage, store};

/// Whoever changed nothing for so long may need a word.
const QUIET_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

#[derive(Template)]
#[template(path = "cohort.html")]
struct View {
    lines: Vec<Line>,
    /// Whom they coach, too, and who has nothing in progress.
    others: Vec<String>,
    drafts: Vec<Draft>,
}

struct Line {
    name: String,
    title: String,
    quiet: bool,
    words: String,
}

struct Draft {
    id: Id<SharedDraft>,
    name: String,
    title: String,
    place: String,
    since: String,
}

pub async fn show(State(app): State<App>, by: Coach) -> Result<Page> {
    let now = app.clock.now();
    let mut read = app.read().await?;
    let coached = people::related(&mut read, by.id(), Relation::CoachOf, now).await?;
    let names = people::names(&mut read, &coached).await?;
    let mut running = running(&mut read, &coached, by.custodians()).await?;
    running.sort_by_key(|it| it.touched_at);
    let versions: Vec<_> = running.iter().map(|it| it.version).collect();
    let versions = design::versions(&mut read, &versions).await?;
    let lines = running.iter().map(|it| line(it, &names, &versions, now)).collect();
    let at_work = |id: &Id<Person>| running.iter().any(|it| it.is_held_by(*id));
    let others = coached.iter().filter(|id| !at_work(id));
    let others = others.filter_map(|id| names.get(id).cloned()).collect();
    let shared = store::drafts::with_coach(&mut read, by.id()).await?;
    let mut drafts = vec![];
    for draft in shared {
        let pursuit = running.iter().find(|it| it.id == draft.pursuit && it.is_held_by(draft.by));
        let Some(version) = pursuit.and_then(|it| versions.get(&it.version)) else { continue };
        drafts.push(Draft {
            id: draft.id,
            name: names.get(&draft.by).cloned().unwrap_or_default(),
            title: version.document.title.to_string(),
            place: draft.place.title(&version.document).unwrap_or_default(),
            since: time::short_day(draft.at, &time::zone(&app.site().time_zone)),
        });
    }
    Page::new("Whom you coach", &View { lines, others, drafts })
}

/// What they have in progress, where this coach's districts keep the record.
pub async fn running(
    conn: &mut Conn,
    coached: &[Id<Person>],
    custodians: &[Id<Organization>],
) -> Result<Vec<Pursuit>> {
    let mut running = store::pursuits::of_people(conn, coached).await?;
    running.retain(|it| it.stage == Stage::Practicing && custodians.contains(&it.custodian));
    Ok(running)
}

pub fn is_quiet(pursuit: &Pursuit, now: Timestamp) -> bool {
    now.duration_since(pursuit.touched_at) >= QUIET_AFTER
}

fn line(
    pursuit: &Pursuit,
    names: &HashMap<Id<Person>, String>,
    versions: &HashMap<Id<Version>, Version>,
    now: Timestamp,
) -> Line {
    let names: Vec<_> = pursuit.holders.iter().filter_map(|id| names.get(id).cloned()).collect();
    let days = now.duration_since(pursuit.touched_at).as_hours() / 24;
    Line {
        name: names.join(" and "),
        title: versions
            .get(&pursuit.version)
            .map(|it| it.document.title.to_string())
            .unwrap_or_default(),
        quiet: is_quiet(pursuit, now),
        words: match days {
            0 => "Worked on it in the last day".into(),
            1 => "Last worked on it a day ago".into(),
            days => format!("Last worked on it {days} days ago"),
        },
    }
}
