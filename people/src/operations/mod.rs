//! `/operations`: what waits to follow (letters, jobs, announcements), what couldn't yet and why, and when it
//! is tried again. For administrators: nothing here says whom it is about.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{
    App, Form, Id, Page, Query, Read, Result,
    operations::{self, Failed, Waiting},
    time,
};
use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;

use crate::{Administrator, Move, Person, Waits};

const ON_A_PAGE: i64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: i64,
}

#[derive(Template)]
#[template(path = "operations/operations.html")]
struct View {
    waiting: Vec<Kind>,
    failed: Vec<Line>,
    page: i64,
    more: bool,
}

struct Kind {
    what: &'static str,
    it: Waiting,
    next: String,
}

struct Line {
    what: &'static str,
    it: Failed,
    since: String,
    next: String,
}

/// `GET /operations`
pub async fn page(
    State(app): State<App>,
    _by: Administrator,
    Query(asked): Query<Asked>,
) -> Result<Page> {
    let page = asked.page.clamp(0, 1_000_000);
    let zone = time::zone(&app.site().time_zone);
    let mut read = app.read().await?;
    let waiting = operations::waiting(&mut read).await?;
    let mut failed = operations::failed(&mut read, (page * ON_A_PAGE, ON_A_PAGE + 1)).await?;
    let more = failed.len() as i64 > ON_A_PAGE;
    failed.truncate(ON_A_PAGE as usize);
    let now = app.clock.now();
    let kind =
        |it: Waiting| Kind { what: words(&it.what), next: moment(it.next_at.0, now, &zone), it };
    let line = |it: Failed| Line {
        what: words(&it.what),
        since: time::moment(it.since_at.0, &zone),
        next: moment(it.due_at.0, now, &zone),
        it,
    };
    let (waiting, failed) =
        (waiting.into_iter().map(kind).collect(), failed.into_iter().map(line).collect());
    Page::new("Operations", &View { waiting, failed, page, more })
}

#[derive(Deserialize)]
pub struct Sent {
    /// Which; none for every one that failed.
    id: Option<String>,
}

/// `POST /operations/tries`: again, at once.
pub async fn try_again(
    State(app): State<App>,
    _by: Administrator,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    operations::try_again(&mut tx, sent.id.as_deref()).await?;
    tx.commit().await?;
    Ok(Redirect::to("/operations").into_response())
}

/// What couldn't be done waits for an administrator.
pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    match Administrator::acting(read, person, now).await {
        Ok(_) => {}
        Err(foundation::Error::Absent) => return Ok(vec![]),
        Err(error) => return Err(error),
    }
    let words = match operations::count_failed(read).await? {
        0 => return Ok(vec![]),
        1 => "Something couldn’t be done yet".to_owned(),
        several => format!("{several} things couldn’t be done yet"),
    };
    let detail = Some("Letters, signatures, or what follows from what others did".into());
    let link = "/operations".into();
    Ok(vec![Move { words, detail, link, due_at: None, waits: Waits::ForYou }])
}

fn words(what: &str) -> &'static str {
    match what {
        "letter" => "Letter",
        "job" => "Job",
        _ => "What follows",
    }
}

/// What is due is tried as soon as its turn comes.
fn moment(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    if at <= now { "at once".into() } else { time::moment(at, zone) }
}
