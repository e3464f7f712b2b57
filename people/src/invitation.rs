//! Coming in: an invitation names a role at an organization, and works once.

use askama::Template;
use axum::{
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Path, Result, Tx, Word};
use serde::Deserialize;

use crate::{
    Address, Organization, Password, Person, Place, Refusal, Role, Visitor, add_address,
    appoint::appoint,
    form::{Field, Troubles},
    letters,
    link::{self, Link, Purpose},
    local::Local,
    password::Hash,
    session::{self, Token},
    store,
};

/// Invites whoever reads mail at this address, and returns the link that they are sent.
pub async fn invite(
    tx: &mut Tx,
    organization: &Organization,
    role: Role,
    to: &Address,
    by: Option<Id<Person>>,
) -> Result<String> {
    let mut link = Link::new(Purpose::Invitation, tx.now());
    link.person = by;
    link.address = Some(to.to_string());
    link.organization = Some(organization.id);
    link.role = Some(Word(role));
    let token = link.keep(tx).await?;
    let url = tx.site().url(&format!("/invitations/{}", token.as_str()));
    letters::invitation(tx, to, (organization, role), &url).await?;
    Ok(url)
}

#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    new_password: String,
}

/// An invitation, as it is opened.
struct Invitation {
    organization: Organization,
    role: Role,
    address: Address,
    /// Somebody signs in with this address already.
    known: bool,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct Accept<'a> {
    invitation: &'a Invitation,
    token: &'a str,
    sign_in: String,
    visitor: Option<&'a Person>,
    troubles: &'a Troubles,
    name: Field<'a>,
    new_password: Field<'a>,
}

const ANOTHER: &str = "<p>Ask whoever invited you for another. Or <a href=\"/sign-in\">sign in</a>, \
     if you have accepted it already.</p>";

/// `GET /invitations/{token}`
pub async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    match open(&app, &token).await? {
        Some(it) => {
            let page = shown(&it, &token, &visitor, &Typed::default(), &Troubles::default())?;
            Ok(page.into_response())
        }
        None => link::spent(ANOTHER),
    }
}

/// `POST /invitations/{token}`
pub async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let Some(invitation) = open(&app, &token).await? else { return link::spent(ANOTHER) };
    if let Some(person) = visitor.person() {
        return match join(&app, &token, person.id).await? {
            true => Ok(Redirect::to("/today").into_response()),
            false => link::spent(ANOTHER),
        };
    }
    let mut troubles = Troubles::default();
    let name = troubles.check(Person::called(&typed.name));
    let password = troubles.check(Password::choose(typed.new_password.clone()));
    if let (Some(name), Some(password)) = (name, password) {
        let hash = password.hash().await?;
        match troubles.note(come_in(&app, &token, name, hash).await)? {
            Some(Some(session)) => {
                let cookie = [(SET_COOKIE, session.cookie(&app))];
                return Ok((cookie, Redirect::to("/today")).into_response());
            }
            Some(None) => return link::spent(ANOTHER),
            None => {}
        }
    }
    Ok(shown(&invitation, &token, &visitor, &typed, &troubles)?.refused())
}

fn shown(
    invitation: &Invitation,
    token: &str,
    visitor: &Visitor,
    typed: &Typed,
    troubles: &Troubles,
) -> Result<Page> {
    let main = Accept {
        invitation,
        token,
        sign_in: Local::of(&format!("/invitations/{token}")).to_sign_in(),
        visitor: visitor.person(),
        troubles,
        name: Field::name(&typed.name, troubles),
        new_password: Field::new_password("Choose a password", troubles),
    };
    Page::new("An invitation", &main)
}

async fn open(app: &App, token: &str) -> Result<Option<Invitation>> {
    let (digest, now) = (Token::of(token).digest(), app.clock.now());
    let mut read = app.read().await?;
    let link = store::links::find(&mut read, &digest, Purpose::Invitation, now).await?;
    let Some((organization, role, address)) = link.and_then(named) else { return Ok(None) };
    let organizations = store::organizations::find(&mut read, &[organization]).await?;
    let organization = organizations.into_iter().next().ok_or(Error::Absent)?;
    let address = Address::read(&address)?;
    let known = store::addresses::owner(&mut read, &address).await?.is_some();
    Ok(Some(Invitation { organization, role, address, known }))
}

fn named(link: Link) -> Option<(Id<Organization>, Role, String)> {
    Some((link.organization?, link.role?.0, link.address?))
}

/// Somebody who has an account takes one more role, and this address, unless it is somebody's.
async fn join(app: &App, token: &str, person: Id<Person>) -> Result<bool> {
    let mut tx = app.begin().await?;
    let Some(address) = take_role(&mut tx, token, person).await? else { return Ok(false) };
    add_address(&mut tx, person, &address).await?;
    tx.commit().await?;
    Ok(true)
}

/// Somebody new: an account, with the address that the invitation was sent to.
async fn come_in(app: &App, token: &str, name: String, hash: Hash) -> Result<Option<Token>> {
    let mut tx = app.begin().await?;
    let person = Person { id: Id::fresh(), name };
    store::people::keep(&mut tx, &person).await?;
    let Some(address) = take_role(&mut tx, token, person.id).await? else { return Ok(None) };
    if !add_address(&mut tx, person.id, &address).await? {
        return Err(Refusal::AddressTaken.into());
    }
    store::passwords::set(&mut tx, person.id, &hash).await?;
    let session = session::begin(&mut tx, person.id).await?;
    tx.commit().await?;
    Ok(Some(session))
}

async fn take_role(tx: &mut Tx, token: &str, person: Id<Person>) -> Result<Option<Address>> {
    let digest = Token::of(token).digest();
    let link = store::links::use_up(tx, &digest, Purpose::Invitation).await?;
    let by = link.as_ref().and_then(|it| it.person);
    let Some((organization, role, address)) = link.and_then(named) else { return Ok(None) };
    let organizations = store::organizations::find(tx, &[organization]).await?;
    let at = organizations.first().ok_or(Error::Absent)?;
    match appoint(tx, person, role, Place::of(at), by).await {
        Err(Error::Refused(_)) => {} // they hold it already
        other => drop(other?),
    }
    Ok(Some(Address::read(&address)?))
}
