//! How one is called.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Result};
use serde::Deserialize;

use crate::{
    Person, SignedIn,
    form::{Field, Troubles},
    store,
};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "account/name.html")]
struct Name<'a> {
    troubles: &'a Troubles,
    name: Field<'a>,
}

/// `GET /account/name`
pub async fn page(who: SignedIn) -> Result<Page> {
    shown(who.name(), &Troubles::default())
}

/// `POST /account/name`
pub async fn send(
    State(app): State<App>,
    who: SignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut troubles = Troubles::default();
    let Some(name) = troubles.check(Person::called(&typed.name)) else {
        return Ok(shown(&typed.name, &troubles)?.refused());
    };
    let mut tx = app.begin().await?;
    store::people::rename(&mut tx, who.id(), &name).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?changed=name").into_response())
}

fn shown(name: &str, troubles: &Troubles) -> Result<Page> {
    Page::new("Change your name", &Name { troubles, name: Field::name(name, troubles) })
}
