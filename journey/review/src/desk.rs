//! `/reviews`: what waits for whoever reviews, and what they have done. Nothing here tells who else
//! reviews a submission, who came first, or how it went.

use askama::Template;
use axum::extract::State;
use foundation::{App, Conn, Id, Page, Result, time};
use jiff::Timestamp;
use people::{Person, SignedIn};

use crate::{Panel, policy::review_due, seat::TurnState, store, work::Work};

pub struct Waiting {
    pub panel: Id<Panel>,
    pub title: String,
    pub minutes: u32,
    pub due_at: Timestamp,
    pub due: String,
    pub late: bool,
    pub begun: bool,
}

pub struct Done {
    pub panel: Id<Panel>,
    pub title: String,
    pub at: Timestamp,
    pub sent: String,
}

/// What waits for this person, the most urgent first, and what they have sent, the newest first.
pub async fn desk(
    conn: &mut Conn,
    person: Id<Person>,
    now: Timestamp,
) -> Result<(Vec<Waiting>, Vec<Done>)> {
    let (mut waiting, mut done) = (vec![], vec![]);
    for panel in store::panels::of_assessor(conn, person).await? {
        let Some(turn) = panel.turn_of(person) else { continue };
        let state = turn.state;
        if turn.is_over() || (turn.is_open() && panel.open_to(person).is_err()) {
            continue;
        }
        let work = Work::of(conn, &panel).await?;
        let title = work.title();
        if let TurnState::Reviewed { at } = state {
            let sent = time::day(at, &work.issuer_zone);
            done.push(Done { panel: panel.id, title, at, sent });
            continue;
        }
        let due_at = review_due(work.policy(), turn.seated_at, &work.issuer_zone);
        let due = time::day(due_at, &work.issuer_zone);
        let begun = !store::notes::of(conn, panel.id, person).await?.is_empty();
        let (panel, minutes, late) = (panel.id, work.minutes(), due_at < now);
        waiting.push(Waiting { panel, title, minutes, due_at, due, late, begun });
    }
    // By the day: to the second, it would tell what was submitted first.
    waiting.sort_by_cached_key(|it| (it.due_at.as_second() / 86_400, it.panel.to_string()));
    done.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok((waiting, done))
}

#[derive(Template)]
#[template(path = "desk.html")]
struct View {
    waiting: Vec<Waiting>,
    done: Vec<Done>,
}

pub async fn show(State(app): State<App>, by: SignedIn) -> Result<Page> {
    let mut read = app.read().await?;
    let (waiting, done) = desk(&mut read, by.id(), app.clock.now()).await?;
    Page::new("Reviews", &View { waiting, done })
}
