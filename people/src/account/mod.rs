//! One's own account: name, e-mail address, password, and where one is signed in.

pub mod address;
pub mod name;
pub mod password;
pub mod signed_out;

use askama::Template;
use axum::extract::State;
use foundation::{App, Page, Query, Result, web::ClientAddress};
use serde::Deserialize;

use crate::{Refusal, SignedIn, password::matches, store, throttle::Tries};

#[derive(Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    changed: String,
}

#[derive(Template)]
#[template(path = "account/account.html")]
struct Account<'a> {
    name: &'a str,
    addresses: &'a [String],
    sessions: i64,
    changed: &'a str,
}

/// `GET /account`
pub async fn page(State(app): State<App>, who: SignedIn, Query(done): Query<Done>) -> Result<Page> {
    let mut read = app.read().await?;
    let main = Account {
        name: who.name(),
        addresses: &store::addresses::all(&mut read, who.id()).await?,
        sessions: store::sessions::count(&mut read, who.id(), app.clock.now()).await?,
        changed: &done.changed,
    };
    Page::new("Your account", &main)
}

/// Whoever found an open browser doesn't know the password, and may not guess at it for long.
async fn prove(app: &App, who: &SignedIn, from: ClientAddress, typed: String) -> Result<()> {
    let tries = Tries::guess(&who.id().to_string(), from);
    tries.count(app).await?;
    let hash = store::passwords::find(&mut *app.read().await?, who.id()).await?;
    if !matches(typed, hash).await? {
        return Err(Refusal::WrongPassword.into());
    }
    let mut tx = app.begin().await?;
    tries.forgive(&mut tx).await?;
    tx.commit().await
}
