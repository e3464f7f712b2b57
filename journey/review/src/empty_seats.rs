//! `/panels`: what waits for an assessor, and who is late. For leads: without the educators' names, and
//! without scores.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Conn, Form, Id, Page, Path, Refuse, Result, time};
use jiff::Timestamp;
use people::{Lead, Organization, Person};
use serde::Deserialize;

use crate::{Panel, leave, panel::Stage, policy::review_due, store::panels};

/// A panel that somebody has to see to.
pub struct Troubled {
    pub panel: Id<Panel>,
    pub title: String,
    pub due: String,
    pub overdue: bool,
    pub third: bool,
    pub empty: usize,
    pub late: Vec<Late>,
}

pub struct Late {
    pub assessor: Id<Person>,
    pub name: String,
    pub since: String,
}

/// Those with an empty seat or somebody late, the most urgent first.
pub async fn troubled(conn: &mut Conn, by: &Lead, now: Timestamp) -> Result<Vec<Troubled>> {
    let open = panels::open_at(conn, by.custodians(), by.organizations()).await?;
    let versions: Vec<_> = open.iter().map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    let sitting = open.iter().flat_map(|it| &it.turns).filter(|it| it.is_open());
    let names = people::names(conn, &sitting.map(|it| it.assessor).collect::<Vec<_>>()).await?;
    let at: Vec<_> = open.iter().flat_map(|it| [it.issuer, it.custodian]).collect();
    let organizations = people::organizations(conn, &at).await?;
    let zone = |id: Id<Organization>| {
        let at = organizations.iter().find(|it| it.id == id);
        time::zone(at.map_or("UTC", |it| &it.time_zone))
    };

    let mut troubled = vec![];
    for panel in open {
        let Some(version) = versions.get(&panel.version) else { continue };
        let issuer_zone = zone(panel.issuer);
        let late = panel.turns.iter().filter(|it| it.is_open()).filter_map(|turn| {
            let due = review_due(&version.document.review, turn.seated_at, &issuer_zone);
            let name = names.get(&turn.assessor)?.clone();
            let (assessor, since) = (turn.assessor, time::day(due, &issuer_zone));
            (due < now).then_some(Late { assessor, name, since })
        });
        let late: Vec<Late> = late.collect();
        let empty = panel.empty_seats().len();
        if empty > 0 || !late.is_empty() {
            troubled.push(Troubled {
                panel: panel.id,
                title: version.document.title.to_string(),
                due: time::day(panel.due_at, &zone(panel.custodian)),
                overdue: panel.due_at < now,
                third: panel.stage() == Stage::AwaitingAdjudicator,
                empty,
                late,
            });
        }
    }
    Ok(troubled)
}

#[derive(Template)]
#[template(path = "empty_seats.html")]
struct View {
    troubled: Vec<Troubled>,
    refusal: Option<Box<dyn Refuse>>,
}

pub async fn show(State(app): State<App>, by: Lead) -> Result<Page> {
    page(&app, &by, None).await
}

#[derive(Deserialize)]
pub struct Another {
    assessor: Id<Person>,
}

/// Somebody else is asked in the place of whoever is late.
pub async fn ask_another(
    State(app): State<App>,
    by: Lead,
    Path(id): Path<Id<Panel>>,
    Form(form): Form<Another>,
) -> Result<Response> {
    match leave::ask_another(&app, &by, id, form.assessor).await {
        Ok(()) => Ok(Redirect::to("/panels").into_response()),
        Err(error) => Ok(page(&app, &by, Some(error.refusal()?)).await?.refused()),
    }
}

async fn page(app: &App, by: &Lead, refusal: Option<Box<dyn Refuse>>) -> Result<Page> {
    let mut read = app.read().await?;
    let troubled = troubled(&mut read, by, app.clock.now()).await?;
    Page::new("Panels", &View { troubled, refusal })
}
