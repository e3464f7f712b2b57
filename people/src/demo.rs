//! `/demo`: people to sign in as, without a password, and a credential to check. Only a demo has it:
//! the program refuses to serve a demo's data otherwise.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Read, Result, Slot};
use serde::Deserialize;

use crate::{
    Person,
    session::{self, Token},
    store,
};

/// Whom one may sign in as, in the order of their stories: filled by whoever made the demo.
pub struct DemoPeople;

impl Slot for DemoPeople {
    type Id = ();
    type Piece = Vec<DemoPerson>;
}

#[derive(Debug, Clone)]
pub struct DemoPerson {
    pub id: Id<Person>,
    /// "Educator, Maple Ridge High School".
    pub role: String,
    /// What they would do today, in one line.
    pub today: String,
}

/// What there is to check as a stranger, the first first: filled by whoever made it.
pub struct DemoCredentials;

impl Slot for DemoCredentials {
    type Id = ();
    type Piece = Vec<DemoCredential>;
}

#[derive(Debug, Clone)]
pub struct DemoCredential {
    pub title: String,
    /// Its page: `/credentials/…`.
    pub path: String,
}

#[derive(Template)]
#[template(path = "demo.html")]
struct Demo<'a> {
    people: &'a [DemoPerson],
    names: &'a HashMap<Id<Person>, String>,
    credentials: &'a [DemoCredential],
}

impl Demo<'_> {
    fn name(&self, person: &DemoPerson) -> &str {
        self.names.get(&person.id).map_or("Somebody", String::as_str)
    }
}

/// `GET /demo`
pub async fn page(State(app): State<App>) -> Result<Page> {
    let mut read = in_a_demo(&app).await?;
    let people = people(&mut read).await;
    let ids: Vec<_> = people.iter().map(|it| it.id).collect();
    let names = store::people::names(&mut read, &ids).await?;
    let credentials = read.fill::<DemoCredentials>(&[()]).await.remove(&()).unwrap_or_default();
    let credentials = credentials.concat();
    let main = Demo { people: &people, names: &names, credentials: &credentials };
    Page::new("People of this demo", &main)
}

#[derive(Deserialize)]
pub struct Typed {
    person: Id<Person>,
}

/// `POST /demo/sessions`. Only for those on the page.
pub async fn sign_in(
    State(app): State<App>,
    old: Option<Extension<Token>>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let people = people(&mut in_a_demo(&app).await?).await;
    if !people.iter().any(|it| it.id == typed.person) {
        return Err(Error::Absent);
    }
    let mut tx = app.begin().await?;
    if let Some(Extension(old)) = old {
        store::sessions::end(&mut tx, &old.digest()).await?;
    }
    let session = session::begin(&mut tx, typed.person).await?;
    tx.commit().await?;
    Ok(([(SET_COOKIE, session.cookie(&app))], Redirect::to("/today")).into_response())
}

async fn in_a_demo(app: &App) -> Result<Read> {
    if app.site().demo { app.read().await } else { Err(Error::Absent) }
}

async fn people(read: &mut Read) -> Vec<DemoPerson> {
    let filled = read.fill::<DemoPeople>(&[()]).await.remove(&());
    filled.unwrap_or_default().into_iter().flatten().collect()
}
