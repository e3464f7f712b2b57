//! Another password, by whoever knows the present one.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Result, web::ClientAddress};
use serde::Deserialize;

use crate::{
    Password, SignedIn, account,
    form::{Field, Troubles},
    letters,
    link::Purpose,
    password::Hash,
    session::{self, Token},
    store,
};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct ChangePassword<'a> {
    troubles: &'a Troubles,
    password: Field<'a>,
    new_password: Field<'a>,
}

/// `GET /account/password`
pub async fn page(_: SignedIn) -> Result<Page> {
    shown(&Troubles::default())
}

/// `POST /account/password`
pub async fn send(
    State(app): State<App>,
    who: SignedIn,
    Extension(from): Extension<ClientAddress>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut troubles = Troubles::default();
    let proven = troubles.note(account::prove(&app, &who, from, typed.password).await)?;
    let new = troubles.check(Password::choose(typed.new_password));
    let (Some(new), Some(())) = (new, proven) else {
        return Ok(shown(&troubles)?.refused());
    };
    let session = change(&app, &who, new.hash().await?).await?;
    let cookie = [(SET_COOKIE, session.cookie(&app))];
    Ok((cookie, Redirect::to("/account?changed=password")).into_response())
}

fn shown(troubles: &Troubles) -> Result<Page> {
    let main = ChangePassword {
        troubles,
        password: Field::present_password("Present password", troubles),
        new_password: Field::new_password("New password", troubles),
    };
    Page::new("Change your password", &main)
}

/// Every session ends, this one too: whoever changes it goes on with a new one.
async fn change(app: &App, who: &SignedIn, hash: Hash) -> Result<Token> {
    let mut tx = app.begin().await?;
    store::passwords::set(&mut tx, who.id(), &hash).await?;
    store::links::void(&mut tx, Purpose::Password, who.id()).await?;
    store::sessions::end_all(&mut tx, who.id()).await?;
    let session = session::begin(&mut tx, who.id()).await?;
    letters::password_changed(&mut tx, who.id()).await?;
    tx.commit().await?;
    Ok(session)
}
