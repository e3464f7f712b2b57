//! `/ledger`: what was posted, in one chain for each district, and whether the chain holds.

use askama::Template;
use axum::{extract::State, response::Response};
use foundation::{App, Error, Id, Page, Query, Read, Result, time};
use people::{Office, Organization};
use serde::Deserialize;

use crate::{
    csv,
    ledger::{Posted, ReadSoFar},
    policy,
    shown::{day, zones},
    store,
};

/// On one page.
const MOST: usize = 50;

/// Read and checked at a time, however long the chain is.
const PART: i64 = 500;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Whose; where somebody works for the offices of several.
    of: Option<Id<Organization>>,
    /// The sequence of the last one on the page before.
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct View {
    of: Organization,
    others: Vec<Organization>,
    entries: i64,
    broken: Option<i64>,
    lines: Vec<Line>,
    more: Option<i64>,
}

struct Line {
    posted: Posted,
    name: String,
    by: String,
    on: String,
    effective: String,
}

pub async fn show(State(app): State<App>, by: Office, Query(asked): Query<Asked>) -> Result<Page> {
    let mut read = app.read().await?;
    let (of, others) = chosen(&mut read, &by, &asked).await?;
    let (entries, broken) = checked(&mut read, of.id).await?;
    let before = asked.before.unwrap_or(i64::MAX);
    let mut newest = store::ledger::before(&mut read, of.id, before, MOST as i64 + 1).await?;
    let more = newest.len() > MOST;
    newest.truncate(MOST);
    let more = newest.last().filter(|_| more).map(|it| it.entry.sequence);
    let lines = lines(&mut read, newest).await?;
    Page::new("Ledger", &View { of, others, entries, broken, lines, more })
}

/// How many entries follow from one another, and the first that doesn't.
async fn checked(read: &mut Read, of: Id<Organization>) -> Result<(i64, Option<i64>)> {
    let mut so_far = ReadSoFar::default();
    loop {
        let part = store::ledger::after(read, of, so_far.entries(), PART).await?;
        let broken = so_far.broken(part.iter().map(|it| (&it.entry, it.hash.as_str())));
        if part.is_empty() || broken.is_some() {
            return Ok((so_far.entries(), broken));
        }
    }
}

pub async fn csv(
    State(app): State<App>,
    by: Office,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let (of, _) = chosen(&mut read, &by, &asked).await?;
    let mut rows = vec![csv::row(&[
        "sequence",
        "recorded_at",
        "person",
        "name",
        "from_account",
        "to_account",
        "amount",
        "unit",
        "each",
        "effective_on",
        "school_year",
        "effect_key",
        "acted_by",
        "previous_hash",
        "hash",
    ])];
    let mut last = 0;
    loop {
        let part = store::ledger::after(&mut read, of.id, last, PART).await?;
        let Some(newest) = part.last() else { break };
        last = newest.entry.sequence;
        rows.extend(lines(&mut read, part).await?.iter().map(row));
    }
    Ok(csv::file("ledger.csv", &rows))
}

fn row(line: &Line) -> Vec<String> {
    let (posted, entry) = (&line.posted, &line.posted.entry);
    vec![
        entry.sequence.to_string(),
        entry.recorded_at.to_string(),
        posted.person.map(|it| it.to_string()).unwrap_or_default(),
        line.name.clone(),
        entry.from_account.clone(),
        entry.to_account.clone(),
        policy::plain(entry.amount),
        entry.unit.word().to_owned(),
        posted.each.word().to_owned(),
        entry.effective_on.clone(),
        entry.school_year.clone(),
        entry.effect_key.clone(),
        entry.acted_by.to_string(),
        entry.previous_hash.clone().unwrap_or_default(),
        posted.hash.clone(),
    ]
}

/// The district that is asked for, if it is one of theirs; else their first.
async fn chosen(
    read: &mut Read,
    by: &Office,
    asked: &Asked,
) -> Result<(Organization, Vec<Organization>)> {
    let mut theirs = people::organizations(read, by.custodians()).await?;
    let of = asked.of.or_else(|| by.custodians().first().copied());
    let at = theirs.iter().position(|it| Some(it.id) == of).ok_or(Error::Absent)?;
    let of = theirs.remove(at);
    Ok((of, theirs))
}

async fn lines(read: &mut Read, chain: Vec<Posted>) -> Result<Vec<Line>> {
    let people = chain.iter().filter_map(|it| it.person);
    let people: Vec<_> = people.chain(chain.iter().map(|it| it.entry.acted_by)).collect();
    let names = people::names(read, &people).await?;
    let zones = zones(read, chain.iter().map(|it| it.entry.organization)).await?;
    let line = |posted: Posted| {
        let zone = &zones.of(posted.entry.organization);
        let name = |id| names.get(&id).cloned().unwrap_or_default();
        Line {
            name: posted.person.map(name).unwrap_or_default(),
            by: name(posted.entry.acted_by),
            on: time::moment(posted.entry.recorded_at, zone),
            effective: day(&posted.entry.effective_on),
            posted,
        }
    };
    Ok(chain.into_iter().map(line).collect())
}
