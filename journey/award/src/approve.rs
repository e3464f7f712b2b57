//! `/awards`: what waits for the approver whom the policy names.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Read, Refuse, Result, time};
use jiff::{Timestamp, tz::TimeZone};
use learn::Pursuit;
use people::{Approver, Lead, Move, Organization, Person, Role, SignedIn, Waits};
use serde::Deserialize;

use crate::{
    award::{Refusal, award},
    by_rule::approver,
    store,
};

#[derive(Template)]
#[template(path = "approve.html")]
struct View {
    waiting: Vec<Line>,
    refusal: Option<Box<dyn Refuse>>,
}

/// No name: it is awarded for what was demonstrated.
struct Line {
    pursuit: Id<Pursuit>,
    title: String,
    since: String,
    /// By whoever looks.
    may_approve: bool,
}

pub async fn show(
    State(app): State<App>,
    by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
) -> Result<Page> {
    page(&app, &Steward::of(&by, approver.as_ref(), lead.as_ref()), None).await
}

#[derive(Deserialize)]
pub struct Approved {
    pursuit: Id<Pursuit>,
}

pub async fn approve(
    State(app): State<App>,
    by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
    Form(form): Form<Approved>,
) -> Result<Response> {
    let steward = Steward::of(&by, approver.as_ref(), lead.as_ref());
    match approved(&app, &steward, form.pursuit).await {
        Ok(()) => Ok(Redirect::to("/awards").into_response()),
        Err(error) => Ok(page(&app, &steward, Some(error.refusal()?)).await?.refused()),
    }
}

async fn approved(app: &App, by: &Steward, id: Id<Pursuit>) -> Result<()> {
    let mut tx = app.begin().await?;
    learn::pursuit(&mut tx, id).await?;
    let pursuit = learn::hold(&mut tx, id).await?;
    let policy = design::version(&mut tx, pursuit.version).await?.document.review;
    if !by.serve(&pursuit, approver(&policy)) {
        return Err(Error::Absent);
    }
    let Some(panel) = store::asked(&mut tx, &by.places(), id).await? else {
        let awarded = store::of_pursuits(&mut tx, &[id]).await?;
        return Err(awarded.get(&id).map_or(Error::Absent, |_| Refusal::AlreadyAwarded.into()));
    };
    if pursuit.is_withdrawn() {
        return Err(Refusal::NotAllowed.into());
    }
    let accounts = people::accounts(&mut tx, &[by.person]).await?;
    if accounts.iter().any(|it| pursuit.is_held_by(*it)) {
        return Err(Refusal::YourOwn.into());
    }
    award(&mut tx, &pursuit, panel, Some(by.person)).await?;
    store::answered(&mut tx, &pursuit).await?;
    tx.commit().await
}

/// Somebody who may say yes for an issuer, and in which role where.
struct Steward {
    person: Id<Person>,
    roles: Vec<(Role, Id<Organization>)>,
}

impl Steward {
    fn of(by: &SignedIn, approver: Option<&Approver>, lead: Option<&Lead>) -> Steward {
        let approves = approver.into_iter().flat_map(|it| it.organizations());
        let leads = lead.into_iter().flat_map(|it| it.organizations());
        let roles = approves.map(|at| (Role::Approver, *at));
        Steward { person: by.id(), roles: roles.chain(leads.map(|at| (Role::Lead, *at))).collect() }
    }

    /// Are they who is asked about this one?
    fn serve(&self, pursuit: &Pursuit, role: Role) -> bool {
        self.roles.contains(&(role, pursuit.issuer))
    }

    fn places(&self) -> Vec<Id<Organization>> {
        self.roles.iter().map(|(_, at)| *at).collect()
    }
}

async fn page(app: &App, by: &Steward, refusal: Option<Box<dyn Refuse>>) -> Result<Page> {
    let mut read = app.read().await?;
    let zone = time::zone(&app.site().time_zone);
    let waiting = waiting(&mut read, by, &zone).await?;
    Page::new("Awards", &View { waiting, refusal })
}

async fn waiting(read: &mut Read, by: &Steward, zone: &TimeZone) -> Result<Vec<Line>> {
    let asked = store::waiting(read, &by.places()).await?;
    let ids: Vec<_> = asked.iter().map(|(pursuit, _)| *pursuit).collect();
    let pursuits = learn::pursuits(read, &ids).await?;
    let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
    let versions = design::versions(read, &versions).await?;
    let accounts = people::accounts(read, &[by.person]).await?;
    let line = |(id, at): (Id<Pursuit>, Timestamp)| {
        let pursuit = pursuits.get(&id).filter(|it| !it.is_withdrawn())?;
        let document = &versions.get(&pursuit.version)?.document;
        let own = accounts.iter().any(|it| pursuit.is_held_by(*it));
        Some(Line {
            pursuit: id,
            title: document.title.to_string(),
            since: time::short_day(at, zone),
            may_approve: by.serve(pursuit, approver(&document.review)) && !own,
        })
    };
    Ok(asked.into_iter().filter_map(line).collect())
}

/// What waits for an approver, or a lead where a policy names them.
pub async fn moves(read: &mut Read, person: Id<Person>, now: Timestamp) -> Result<Vec<Move>> {
    let held = people::appointments(read, &[person]).await?;
    let held = held.into_iter().filter(|it| it.holds_at(now));
    let roles = held.map(|it| (it.role, it.place.at)).collect();
    let waiting = waiting(read, &Steward { person, roles }, &TimeZone::UTC).await?;
    let words = match waiting.iter().filter(|it| it.may_approve).count() {
        0 => return Ok(vec![]),
        1 => "An award waits for your approval".to_owned(),
        many => format!("{many} awards wait for your approval"),
    };
    let detail = Some("What was demonstrated, ready to be signed".into());
    Ok(vec![Move { words, detail, link: "/awards".into(), due_at: None, waits: Waits::ForYou }])
}
