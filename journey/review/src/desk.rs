//! `/reviews`: what waits for whoever reviews, and what they have done. Nothing here tells who else
//! reviews a submission, who came first, or how it went.

use askama::Template;
use axum::extract::State;
use foundation::{App, Conn, Id, Page, Result, time};
use jiff::Timestamp;
use people::{Person, SignedIn};

use crate::{
    Panel,
    minutes::minutes,
    policy::review_due,
    seat::TurnState,
    store::{notes, panels},
};

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
    let panels = panels::of_assessor(conn, person).await?;
    let versions: Vec<_> = panels.iter().map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    let issuers: Vec<_> = panels.iter().map(|it| it.issuer).collect();
    let issuers = people::organizations(conn, &issuers).await?;
    let open = panels.iter().filter(|it| it.open_to(person).is_ok());
    let submissions: Vec<_> = open.map(|it| it.submission).collect();
    let submissions = submit::submissions(conn, &submissions).await?;
    let begun = notes::begun_by(conn, person).await?;

    let (mut waiting, mut done) = (vec![], vec![]);
    for panel in panels {
        let (Some(turn), Some(version)) = (panel.turn_of(person), versions.get(&panel.version))
        else {
            continue;
        };
        let issuer = issuers.iter().find(|it| it.id == panel.issuer);
        let zone = time::zone(issuer.map_or("UTC", |it| &it.time_zone));
        let title = version.document.title.to_string();
        if let TurnState::Reviewed { at } = turn.state {
            done.push(Done { panel: panel.id, title, at, sent: time::day(at, &zone) });
        } else if let Some(submission) = submissions.get(&panel.submission) {
            let due_at = review_due(&version.document.review, turn.seated_at, &zone);
            waiting.push(Waiting {
                panel: panel.id,
                title,
                minutes: minutes(&version.document, &submission.criteria),
                due_at,
                due: time::day(due_at, &zone),
                late: due_at < now,
                begun: begun.contains(&panel.id),
            });
        }
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
