//! Another e-mail address: asked for here, confirmed by a link that is sent to it.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Path, Result, web::ClientAddress};
use serde::Deserialize;

use crate::{
    Address, Refusal, SignedIn, account,
    form::{Field, Troubles},
    letters,
    link::{self, Link, Purpose},
    session::Token,
    store,
    throttle::Tries,
};

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    address: String,
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "account/address.html")]
struct ChangeAddress<'a> {
    troubles: &'a Troubles,
    address: Field<'a>,
    password: Field<'a>,
}

#[derive(Template)]
#[template(path = "account/address_sent.html")]
struct Sent<'a> {
    address: &'a Address,
}

/// `GET /account/address`
pub async fn page(_: SignedIn) -> Result<Page> {
    shown("", &Troubles::default())
}

/// `POST /account/address`
pub async fn send(
    State(app): State<App>,
    who: SignedIn,
    Extension(from): Extension<ClientAddress>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut troubles = Troubles::default();
    let address = troubles.check(Address::read(&typed.address));
    let proven = troubles.note(account::prove(&app, &who, from, typed.password).await)?;
    if let (Some(address), Some(())) = (address, proven)
        && troubles.note(ask(&app, &who, from, &address).await)?.is_some()
    {
        let sent = Sent { address: &address };
        return Ok(Page::new("Look into your mailbox", &sent)?.into_response());
    }
    Ok(shown(&typed.address, &troubles)?.refused())
}

fn shown(address: &str, troubles: &Troubles) -> Result<Page> {
    let main = ChangeAddress {
        troubles,
        address: Field::address("New e-mail address", address, troubles),
        password: Field::present_password("Your password", troubles),
    };
    Page::new("Change your e-mail address", &main)
}

/// Whose address it may be already is told to that mailbox alone.
async fn ask(app: &App, who: &SignedIn, from: ClientAddress, address: &Address) -> Result<()> {
    Tries::letter(address.as_str(), from).count(app).await?;
    let mut tx = app.begin().await?;
    match store::addresses::owner(&mut tx, address).await? {
        Some(owner) if owner == who.id() => return Err(Refusal::AddressIsYours.into()),
        Some(_) => letters::address_in_use(&mut tx, address).await?,
        None => {
            let mut link = Link::new(Purpose::Address, tx.now());
            (link.person, link.address) = (Some(who.id()), Some(address.to_string()));
            let token = link.keep(&mut tx).await?;
            letters::confirm_address(&mut tx, (address, who.id()), &token).await?;
        }
    }
    tx.commit().await
}

#[derive(Template)]
#[template(path = "account/confirm_address.html")]
struct Confirm<'a> {
    token: &'a str,
    address: &'a str,
    name: &'a str,
    troubles: &'a Troubles,
}

const ANOTHER: &str = "<p><a href=\"/account/address\">Change your e-mail address</a></p>";

/// `GET /addresses/{token}`. Whoever is signed in as somebody else doesn't learn whose it is.
pub async fn confirm_page(
    State(app): State<App>,
    who: SignedIn,
    Path(token): Path<String>,
) -> Result<Response> {
    match offered(&app, &who, &token).await? {
        Some(address) => {
            let page = confirm_shown(&who, &token, &address, &Troubles::default())?;
            Ok(page.into_response())
        }
        None => link::spent(ANOTHER),
    }
}

/// `POST /addresses/{token}`
pub async fn confirm(
    State(app): State<App>,
    who: SignedIn,
    Path(token): Path<String>,
) -> Result<Response> {
    let Some(address) = offered(&app, &who, &token).await? else { return link::spent(ANOTHER) };
    let mut troubles = Troubles::default();
    match troubles.note(change(&app, &who, &token).await)? {
        Some(true) => Ok(Redirect::to("/account?changed=address").into_response()),
        Some(false) => link::spent(ANOTHER),
        None => Ok(confirm_shown(&who, &token, &address, &troubles)?.refused()),
    }
}

fn confirm_shown(who: &SignedIn, token: &str, address: &str, troubles: &Troubles) -> Result<Page> {
    let name = who.name();
    Page::new("Confirm your new address", &Confirm { token, address, name, troubles })
}

async fn offered(app: &App, who: &SignedIn, token: &str) -> Result<Option<String>> {
    let digest = Token::of(token).digest();
    let mut read = app.read().await?;
    let link = store::links::find(&mut read, &digest, Purpose::Address, app.clock.now()).await?;
    Ok(link.filter(|it| it.person == Some(who.id())).and_then(|it| it.address))
}

/// The new one takes the place of the old, which is told, and is nobody's any more: a district gives
/// the addresses of those who left to others.
async fn change(app: &App, who: &SignedIn, token: &str) -> Result<bool> {
    let mut tx = app.begin().await?;
    let digest = Token::of(token).digest();
    let link = store::links::use_up(&mut tx, &digest, Purpose::Address).await?;
    let Some(address) = link.and_then(|it| it.address) else { return Ok(false) };
    let address = Address::read(&address)?;
    let old = store::addresses::main(&mut tx, &[who.id()]).await?.remove(&who.id());
    if !store::addresses::keep(&mut tx, who.id(), &address).await? {
        return Err(Refusal::AddressTaken.into());
    }
    if let Some(old) = old {
        letters::address_changed(&mut tx, &old, who.id()).await?;
        store::addresses::drop(&mut tx, who.id(), &old).await?;
    }
    store::addresses::make_main(&mut tx, who.id(), &address).await?;
    store::links::void(&mut tx, Purpose::Password, who.id()).await?;
    tx.commit().await?;
    Ok(true)
}
