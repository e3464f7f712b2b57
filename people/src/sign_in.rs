//! Signing in: an e-mail address and a password, and the way back to where one was going.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Query, Result, web::ClientAddress};
use serde::Deserialize;

use crate::{
    Refusal, Visitor,
    form::{Field, Troubles},
    local::Local,
    password,
    session::{self, Token},
    store,
    throttle::Tries,
    tidy,
};

#[derive(Default, Deserialize)]
pub struct Way {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    address: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    troubles: &'a Troubles,
    address: Field<'a>,
    password: Field<'a>,
    to: &'a str,
    demo: bool,
}

/// `GET /sign-in`
pub async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Query(way): Query<Way>,
) -> Result<Response> {
    let to = Local::of(&way.to);
    if visitor.person().is_some() {
        return Ok(Redirect::to(to.as_str()).into_response());
    }
    Ok(shown(&app, "", &to, &Troubles::default())?.into_response())
}

/// `POST /sign-in`
pub async fn send(
    State(app): State<App>,
    Extension(from): Extension<ClientAddress>,
    old: Option<Extension<Token>>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let to = Local::of(&typed.to);
    let old = old.map(|Extension(token)| token);
    match sign_in(&app, from, &typed.address, typed.password, old).await {
        Ok(token) => {
            let cookie = [(SET_COOKIE, token.cookie(&app))];
            Ok((cookie, Redirect::to(to.as_str())).into_response())
        }
        Err(error) => {
            let troubles = Troubles::of(error)?;
            Ok(shown(&app, &typed.address, &to, &troubles)?.refused())
        }
    }
}

fn shown(app: &App, address: &str, to: &Local, troubles: &Troubles) -> Result<Page> {
    let main = SignIn {
        troubles,
        address: Field::sign_in_address(address, troubles),
        password: Field::present_password("Password", troubles),
        to: to.as_str(),
        demo: app.site().demo,
    };
    Page::new("Sign in", &main)
}

/// Begins a session, and ends the one that this browser had.
async fn sign_in(
    app: &App,
    from: ClientAddress,
    address: &str,
    password: String,
    old: Option<Token>,
) -> Result<Token> {
    let address = address.trim().to_ascii_lowercase();
    let tries = Tries::guess(&address, from);
    tries.count(app).await?;
    let (person, hash) = store::addresses::login(&mut *app.read().await?, &address).await?.unzip();
    let right = password::matches(password, hash.clone()).await?;
    let (Some(person), Some(hash), true) = (person, hash, right) else {
        return Err(Refusal::WrongSignIn.into());
    };
    let mut tx = app.begin().await?;
    // It may have been changed while this one was compared.
    if !store::passwords::still(&mut tx, person, &hash).await? {
        return Err(Refusal::WrongSignIn.into());
    }
    tries.forgive(&mut tx).await?;
    if let Some(old) = old {
        store::sessions::end(&mut tx, &old.digest()).await?;
    }
    let token = session::begin(&mut tx, person).await?;
    tidy::see_to_it(&mut tx).await?;
    tx.commit().await?;
    Ok(token)
}
