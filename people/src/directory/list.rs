//! `/people`: who is there, with which roles, and who was invited.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Id, Page, Path, Query, Result, time};
use serde::Deserialize;
use url::form_urlencoded;

use super::{names, role_words};
use crate::{
    Administrator, Person,
    appoint::{ids, reach},
    store,
};

const ON_A_PAGE: i64 = 50;

#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: i64,
}

#[derive(Template)]
#[template(path = "directory/list.html")]
struct List<'a> {
    asked: &'a Asked,
    people: &'a [Row],
    more: bool,
    invitations: &'a [Waiting],
}

impl List<'_> {
    /// What is searched for, as a link carries it.
    fn letters(&self) -> String {
        form_urlencoded::byte_serialize(self.asked.q.as_bytes()).collect()
    }
}

struct Row {
    id: Id<Person>,
    name: String,
    address: String,
    roles: Vec<String>,
}

struct Waiting {
    handle: String,
    address: String,
    role: String,
    until: String,
}

/// `GET /people`
pub async fn page(
    State(app): State<App>,
    by: Administrator,
    Query(mut asked): Query<Asked>,
) -> Result<Page> {
    asked.page = asked.page.clamp(0, 1_000_000);
    let now = app.clock.now();
    let mut read = app.read().await?;
    let reach = reach(&mut read, &by).await?;
    let (names, here) = (names(&reach), ids(&reach));
    let window = (asked.page * ON_A_PAGE, ON_A_PAGE + 1);
    let mut found = store::people::at(&mut read, &here, asked.q.trim(), window).await?;
    let more = found.len() as i64 > ON_A_PAGE;
    found.truncate(ON_A_PAGE as usize);
    let people: Vec<_> = found.iter().map(|it| it.id).collect();
    let mut addresses = store::addresses::main(&mut read, &people).await?;
    let mut roles = store::appointments::of(&mut read, &people).await?;
    roles.retain(|it| it.holds_at(now) && here.contains(&it.place.at));
    let row = |person: Person| Row {
        id: person.id,
        name: person.name,
        address: addresses.remove(&person.id).unwrap_or_default(),
        roles: roles
            .iter()
            .filter(|it| it.person == person.id)
            .map(|it| role_words(it, &names))
            .collect(),
    };
    let people: Vec<Row> = found.into_iter().map(row).collect();
    let zone = time::zone(&reach.first().ok_or(Error::Absent)?.time_zone);
    let open = store::links::open_invitations(&mut read, &here, now).await?;
    let waiting = open.into_iter().filter_map(|(handle, link)| {
        let at = names.get(&link.organization?)?;
        let role = format!("{}, {at}", link.role?.0.words());
        let until = time::short_day(link.expires_at.0, &zone);
        Some(Waiting { handle, address: link.address?, role, until })
    });
    let invitations: Vec<Waiting> = waiting.collect();
    let main = List { asked: &asked, people: &people, more, invitations: &invitations };
    Page::new("People", &main)
}

/// `POST /people/invitations/{handle}/end`
pub async fn take_back(
    State(app): State<App>,
    by: Administrator,
    Path(handle): Path<String>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let here = ids(&reach(&mut tx, &by).await?);
    if !store::links::take_back(&mut tx, &handle, &here).await? {
        return Err(Error::Absent);
    }
    tx.commit().await?;
    Ok(Redirect::to("/people").into_response())
}
