//! `/awards`: what waits for the approver whom the policy names.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Read, Refuse, Result, time};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Approver, Lead, Move, Organization, Person, SignedIn, Waits};
use serde::Deserialize;

use crate::{
    award::{Refusal, award},
    store,
};

#[derive(Template)]
#[template(path = "approve.html")]
struct View {
    waiting: Vec<Line>,
    may_approve: bool,
    refusal: Option<Box<dyn Refuse>>,
}

/// No name: it is awarded for what was demonstrated.
struct Line {
    pursuit: Id<Pursuit>,
    title: String,
    since: String,
}

pub async fn show(
    State(app): State<App>,
    _by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
) -> Result<Page> {
    page(&app, approver.as_ref(), lead.as_ref(), None).await
}

#[derive(Deserialize)]
pub struct Approved {
    pursuit: Id<Pursuit>,
}

pub async fn approve(
    State(app): State<App>,
    _by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
    Form(form): Form<Approved>,
) -> Result<Response> {
    let by = approver.clone().ok_or(Error::Absent)?;
    match approved(&app, &by, form.pursuit).await {
        Ok(()) => Ok(Redirect::to("/awards").into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            Ok(page(&app, approver.as_ref(), lead.as_ref(), Some(refusal)).await?.refused())
        }
    }
}

async fn approved(app: &App, by: &Approver, id: Id<Pursuit>) -> Result<()> {
    let mut tx = app.begin().await?;
    let panel = store::asked(&mut tx, by.organizations(), id).await?.ok_or(Error::Absent)?;
    let pursuit = learn::pursuit(&mut tx, id).await?;
    if pursuit.is_withdrawn() {
        return Err(Refusal::NotAllowed.into());
    }
    award(&mut tx, &pursuit, panel, Some(by.id())).await?;
    store::answered(&mut tx, &pursuit).await?;
    tx.commit().await
}

async fn page(
    app: &App,
    approver: Option<&Approver>,
    lead: Option<&Lead>,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let places: Vec<Id<Organization>> = approver
        .map(|it| it.organizations())
        .into_iter()
        .chain(lead.map(|it| it.organizations()))
        .flatten()
        .copied()
        .collect();
    let waiting = waiting(app, &mut read, &places).await?;
    Page::new("Awards", &View { waiting, may_approve: approver.is_some(), refusal })
}

async fn waiting(app: &App, read: &mut Read, places: &[Id<Organization>]) -> Result<Vec<Line>> {
    let asked = store::waiting(read, places).await?;
    let ids: Vec<_> = asked.iter().map(|(pursuit, _)| *pursuit).collect();
    let pursuits = learn::pursuits(read, &ids).await?;
    let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
    let versions = design::versions(read, &versions).await?;
    let zone = time::zone(&app.site().time_zone);
    let line = |(pursuit, at): (Id<Pursuit>, Timestamp)| {
        let version = versions.get(&pursuits.get(&pursuit)?.version)?;
        let title = version.document.title.to_string();
        Some(Line { pursuit, title, since: time::short_day(at, &zone) })
    };
    Ok(asked.into_iter().filter_map(line).collect())
}

/// What waits for an approver.
pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let places = people::appointments(read, &[person]).await?;
    let places: Vec<_> = places
        .into_iter()
        .filter(|it| it.role == people::Role::Approver && it.holds_at(now))
        .map(|it| it.place.at)
        .collect();
    let waiting = store::waiting(read, &places).await?.len();
    let words = match waiting {
        0 => return Ok(vec![]),
        1 => "An award waits for your approval".to_owned(),
        many => format!("{many} awards wait for your approval"),
    };
    let detail = Some("What was demonstrated, ready to be signed".into());
    Ok(vec![Move { words, detail, link: "/awards".into(), due_at: None, waits: Waits::ForYou }])
}
