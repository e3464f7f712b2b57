//! `/credentials/{id}/wallet`: for its holder, an offer that her wallet reads from the screen.

use std::collections::HashMap;

use askama::Template;
use award::{Credential, Way};
use axum::extract::State;
use foundation::{App, Error, Form, Html, Id, Page, Path, Read, Result, time};
use people::SignedIn;
use serde::Deserialize;

use super::{offer, qr};

#[derive(Template)]
#[template(path = "wallet/page.html")]
struct View {
    id: Id<Credential>,
    title: String,
    offered: Option<Shown>,
    is_https: bool,
}

struct Shown {
    picture: Html,
    by_reference: String,
    by_value: String,
    tx_code: Option<String>,
    until: String,
}

pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Id<Credential>>,
) -> Result<Page> {
    let title = title(&app, &who, id).await?;
    page(&app, id, title, None)
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// Where a credential's own page leads its holder.
pub async fn ways(
    _: &mut Read,
    credentials: &[Id<Credential>],
) -> Result<HashMap<Id<Credential>, Way>> {
    let way = |id: &Id<Credential>| {
        let path = format!("/credentials/{id}/wallet");
        (*id, Way { words: "Put it into a wallet", path })
    };
    Ok(credentials.iter().map(way).collect())
}

/// A new one; what was offered before and not taken is good no more. It stands in the answer alone:
/// an address with it would stay in the browser's history.
pub async fn offer(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Id<Credential>>,
    Form(typed): Form<Typed>,
) -> Result<Page> {
    let title = title(&app, &who, id).await?;
    let offered = offer::make(&app, who.id(), id, typed.code == "yes").await?;
    let zone = time::zone(&app.site().time_zone);
    let shown = Shown {
        picture: qr::svg(
            &offered.by_reference,
            "QR code with the offer, for your wallet’s camera",
        )?,
        by_reference: offered.by_reference,
        by_value: offered.by_value,
        tx_code: offered.tx_code,
        until: time::time_of_day(offered.ends_at, &zone),
    };
    page(&app, id, title, Some(shown))
}

/// What it is called, for whoever holds it; for everyone else there is nothing here.
async fn title(app: &App, who: &SignedIn, id: Id<Credential>) -> Result<String> {
    let mut read = app.read().await?;
    let people = people::accounts(&mut read, &[who.id()]).await?;
    let held = award::held_one(&mut read, &people, id).await?.ok_or(Error::Absent)?;
    let signed: serde_json::Value =
        serde_json::from_str(&held.text).map_err(anyhow::Error::from)?;
    let name = signed["credentialSubject"]["achievement"]["name"].as_str();
    Ok(name.unwrap_or("Your credential").to_owned())
}

fn page(app: &App, id: Id<Credential>, title: String, offered: Option<Shown>) -> Result<Page> {
    let is_https = app.site().is_https();
    Page::new("Put it into a wallet", &View { id, title, offered, is_https })
}
