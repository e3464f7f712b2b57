//! A new password, by a link that was sent to the owner's mailbox.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Path, Result, web::ClientAddress};
use serde::Deserialize;

use crate::{
    Password,
    form::{Field, Troubles},
    letters,
    link::{self, Purpose},
    password::Hash,
    session::{self, Token},
    store,
    throttle::Tries,
};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    new_password: String,
}

#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPassword<'a> {
    token: &'a str,
    troubles: &'a Troubles,
    new_password: Field<'a>,
}

const ANOTHER: &str = "<p><a href=\"/forgotten\">Ask for another</a></p>";

/// `GET /passwords/{token}`
pub async fn page(State(app): State<App>, Path(token): Path<String>) -> Result<Response> {
    match usable(&app, &token).await? {
        true => Ok(shown(&token, &Troubles::default())?.into_response()),
        false => link::spent(ANOTHER),
    }
}

/// `POST /passwords/{token}`
pub async fn send(
    State(app): State<App>,
    Extension(from): Extension<ClientAddress>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    if !usable(&app, &token).await? {
        return link::spent(ANOTHER);
    }
    let mut troubles = Troubles::default();
    let Some(password) = troubles.check(Password::choose(typed.new_password)) else {
        return Ok(shown(&token, &troubles)?.refused());
    };
    match set(&app, from, &token, password.hash().await?).await? {
        Some(session) => {
            let cookie = [(SET_COOKIE, session.cookie(&app))];
            Ok((cookie, Redirect::to("/account?changed=password")).into_response())
        }
        None => link::spent(ANOTHER),
    }
}

fn shown(token: &str, troubles: &Troubles) -> Result<Page> {
    let new_password = Field::new_password("New password", troubles);
    Page::new("Choose a new password", &NewPassword { token, troubles, new_password })
}

async fn usable(app: &App, token: &str) -> Result<bool> {
    let digest = Token::of(token).digest();
    let mut read = app.read().await?;
    let found = store::links::find(&mut read, &digest, Purpose::Password, app.clock.now()).await?;
    Ok(found.is_some())
}

/// Whoever was signed in with the old one no longer is; whoever holds the link is.
async fn set(app: &App, from: ClientAddress, token: &str, hash: Hash) -> Result<Option<Token>> {
    let mut tx = app.begin().await?;
    let digest = Token::of(token).digest();
    let link = store::links::use_up(&mut tx, &digest, Purpose::Password).await?;
    let Some(person) = link.and_then(|it| it.person) else { return Ok(None) };
    let person = store::people::human(&mut tx, person).await?;
    store::links::void(&mut tx, Purpose::Password, person).await?;
    store::passwords::set(&mut tx, person, &hash).await?;
    store::sessions::end_all(&mut tx, person).await?;
    for address in store::addresses::all(&mut tx, person).await? {
        Tries::guess(&address, from).forget(&mut tx).await?;
    }
    letters::password_changed(&mut tx, person).await?;
    let session = session::begin(&mut tx, person).await?;
    tx.commit().await?;
    Ok(Some(session))
}
