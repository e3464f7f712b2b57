//! `/sharing`: whom somebody lets in, what came from elsewhere, and how to end either.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Redirect};
use foundation::{App, Error, Id, Page, Path, Result, time};
use jiff::tz::TimeZone;
use people::SignedIn;
use serde_json::{Map, Value};

use crate::{
    api::elsewhere::{Elsewhere, Said},
    oauth::{Host, Scopes},
    store,
    store::permissions::Given,
};

#[derive(Template)]
#[template(path = "sharing.html")]
struct View {
    hosts: Vec<Connected>,
    credentials: Vec<Kept>,
    added: Vec<(String, String)>,
}

/// A host with all that it may do, however often it was let in.
struct Connected {
    id: Id<Host>,
    name: String,
    place: String,
    scopes: Vec<&'static str>,
    since: String,
    used: Option<String>,
}

struct Kept {
    id: Id<Elsewhere>,
    title: String,
    issuer: String,
    issued: String,
    unknown: Vec<String>,
}

pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Page> {
    let zone = time::zone(&app.site().time_zone);
    let mut read = app.read().await?;
    let given = store::permissions::of(&mut read, who.id(), app.clock.now()).await?;
    let lines = store::elsewhere::of(&mut read, who.id()).await?;
    let profile = store::profiles::find(&mut read, who.id()).await?;
    let added: Map<String, Value> =
        profile.and_then(|(_, it)| serde_json::from_str(&it).ok()).unwrap_or_default();
    let words = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let view = View {
        hosts: connected(given, &zone),
        credentials: lines.into_iter().map(|it| kept(it, &zone)).collect(),
        added: added.into_iter().map(|(name, value)| (name, words(value))).collect(),
    };
    Page::new("Sharing", &view)
}

/// The newest permission comes first, and speaks for its host.
fn connected(given: Vec<Given>, zone: &TimeZone) -> Vec<Connected> {
    let mut order = vec![];
    let mut by_host: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for one in given {
        let host = one.host.to_string();
        if !by_host.contains_key(&host) {
            order.push(host.clone());
        }
        by_host.entry(host).or_default().push(one);
    }
    let all = order.into_iter().filter_map(|host| by_host.remove(&host));
    all.filter_map(|all| {
        let newest = all.first()?;
        let host: Host = serde_json::from_str(&newest.metadata).ok()?;
        let scopes: Vec<&str> = all.iter().map(|it| it.scope.as_str()).collect();
        let used = all.iter().filter_map(|it| it.used_at).max();
        let since = all.iter().map(|it| it.given_at).min()?;
        Some(Connected {
            id: newest.host,
            place: host.name_of_its_place(),
            name: host.client_name,
            scopes: Scopes::read(&scopes.join(" ")).words(),
            since: time::day(since, zone),
            used: used.map(|it| time::moment(it, zone)),
        })
    })
    .collect()
}

fn kept(line: store::elsewhere::Line, zone: &TimeZone) -> Kept {
    let said: Vec<Said> = serde_json::from_str(&line.report).unwrap_or_default();
    let unknown = said.into_iter().filter(|it| !it.passed).map(|it| it.says);
    Kept {
        id: line.id,
        title: line.title,
        issuer: line.issuer_name,
        issued: time::day(line.issued_at.0, zone),
        unknown: unknown.collect(),
    }
}

/// `POST /sharing/{host}/end`. Every token that it has is worth nothing from now on.
pub async fn take_back(
    State(app): State<App>,
    who: SignedIn,
    Path(host): Path<Id<Host>>,
) -> Result<Redirect> {
    let mut tx = app.begin().await?;
    if store::permissions::end_all(&mut tx, who.id(), host).await? == 0 {
        return Err(Error::Absent);
    }
    tx.commit().await?;
    Ok(Redirect::to("/sharing"))
}

/// `POST /sharing/credentials/{id}/removal`
pub async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Id<Elsewhere>>,
) -> Result<Redirect> {
    let mut tx = app.begin().await?;
    if !store::elsewhere::remove(&mut tx, who.id(), id).await? {
        return Err(Error::Absent);
    }
    tx.commit().await?;
    Ok(Redirect::to("/sharing"))
}

/// `POST /sharing/profile/removal`
pub async fn clear_profile(State(app): State<App>, who: SignedIn) -> Result<Redirect> {
    let mut tx = app.begin().await?;
    store::profiles::keep(&mut tx, who.id(), "{}").await?;
    tx.commit().await?;
    Ok(Redirect::to("/sharing"))
}
