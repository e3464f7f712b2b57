//! A forgotten password: a link by mail. The answer is the same for an address that we don't know,
//! and takes as long: whose it is, is looked up afterwards.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use foundation::{App, Form, Job, Page, Result, web::ClientAddress};
use serde::{Deserialize, Serialize};

use crate::{
    Address,
    form::{Field, Troubles},
    letters,
    link::{Link, Purpose},
    store,
    throttle::Tries,
};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    address: String,
}

#[derive(Template)]
#[template(path = "forgotten.html")]
struct Forgotten<'a> {
    troubles: &'a Troubles,
    address: Field<'a>,
}

#[derive(Template)]
#[template(path = "forgotten_sent.html")]
struct Sent<'a> {
    address: &'a Address,
}

/// `GET /forgotten`
pub async fn page() -> Result<Page> {
    shown("", &Troubles::default())
}

/// `POST /forgotten`
pub async fn send(
    State(app): State<App>,
    Extension(from): Extension<ClientAddress>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut troubles = Troubles::default();
    let address = troubles.check(Address::read(&typed.address));
    if let Some(address) = address
        && troubles.note(ask(&app, from, &address).await)?.is_some()
    {
        return Ok(
            Page::new("Look into your mailbox", &Sent { address: &address })?.into_response()
        );
    }
    Ok(shown(&typed.address, &troubles)?.refused())
}

fn shown(address: &str, troubles: &Troubles) -> Result<Page> {
    let address = Field::address("E-mail address", address, troubles);
    Page::new("A new password", &Forgotten { troubles, address })
}

async fn ask(app: &App, from: ClientAddress, address: &Address) -> Result<()> {
    Tries::letter(address.as_str(), from).count(app).await?;
    let mut tx = app.begin().await?;
    let mut asked = Link::new(Purpose::Forgotten, tx.now());
    asked.address = Some(address.to_string());
    let asked = asked.keep(&mut tx).await?.digest();
    tx.queue(&SendLink { asked }).await?;
    tx.commit().await
}

/// The job of sending a link to whoever it is that asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendLink {
    asked: String,
}

impl Job for SendLink {
    const NAME: &'static str = "people.send_link";

    fn effect_key(&self) -> String {
        self.asked.clone()
    }
}

/// Looks up whose address it was, if anybody's, and writes to them.
pub async fn send_link(app: App, job: SendLink) -> Result<()> {
    let mut tx = app.begin().await?;
    let asked = store::links::use_up(&mut tx, &job.asked, Purpose::Forgotten).await?;
    let Some(address) = asked.and_then(|it| it.address) else { return Ok(()) };
    if let Ok(address) = Address::read(&address)
        && let Some(person) = store::addresses::owner(&mut tx, &address).await?
    {
        let mut link = Link::new(Purpose::Password, tx.now());
        link.person = Some(person);
        let token = link.keep(&mut tx).await?;
        letters::new_password(&mut tx, (address.as_str(), person), &token).await?;
    }
    tx.commit().await
}
