//! What we write to people about their accounts. Subjects tell nothing: they show on locked screens.

use askama::Template;
use foundation::{Id, Letter, Result, Tx};

use crate::{Address, Organization, Person, Role, session::Token, store};

/// Writes to somebody's main address; whoever has none isn't written to.
pub async fn write_to(
    tx: &mut Tx,
    person: Id<Person>,
    kind: &'static str,
    subject: impl Into<String>,
    body: impl Into<String>,
) -> Result<()> {
    let addresses = store::addresses::main(tx, &[person]).await?;
    let Some(address) = addresses.into_values().next() else { return Ok(()) };
    let (subject, body, person_id) = (subject.into(), body.into(), Some(person.to_string()));
    tx.write(Letter { kind, person_id, address, subject, body }).await
}

#[derive(Template)]
#[template(path = "letters/invitation.txt")]
struct Invitation<'a> {
    organization: &'a Organization,
    role: Role,
    site: &'a str,
    url: &'a str,
}

pub(crate) async fn invitation(
    tx: &mut Tx,
    to: &Address,
    (organization, role): (&Organization, Role),
    url: &str,
) -> Result<()> {
    let body = rendered(&Invitation { organization, role, site: &tx.site().name, url })?;
    write(tx, "people.invitation", to.as_str(), None, "An invitation to Cairn", body).await
}

#[derive(Template)]
#[template(path = "letters/new_password.txt")]
struct NewPassword<'a> {
    url: &'a str,
}

pub(crate) async fn new_password(tx: &mut Tx, to: (&str, Id<Person>), token: &Token) -> Result<()> {
    let url = tx.site().url(&format!("/passwords/{}", token.as_str()));
    let body = rendered(&NewPassword { url: &url })?;
    write(tx, "people.new_password", to.0, Some(to.1), "A new password", body).await
}

#[derive(Template)]
#[template(path = "letters/password_changed.txt")]
struct PasswordChanged<'a> {
    url: &'a str,
}

pub(crate) async fn password_changed(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let body = rendered(&PasswordChanged { url: &tx.site().url("/forgotten") })?;
    write_to(tx, person, "people.password_changed", "Your password was changed", body).await
}

#[derive(Template)]
#[template(path = "letters/confirm_address.txt")]
struct ConfirmAddress<'a> {
    url: &'a str,
}

pub(crate) async fn confirm_address(
    tx: &mut Tx,
    to: (&Address, Id<Person>),
    token: &Token,
) -> Result<()> {
    let url = tx.site().url(&format!("/addresses/{}", token.as_str()));
    let body = rendered(&ConfirmAddress { url: &url })?;
    let subject = "Confirm this e-mail address";
    write(tx, "people.confirm_address", to.0.as_str(), Some(to.1), subject, body).await
}

#[derive(Template)]
#[template(path = "letters/address_in_use.txt")]
struct AddressInUse;

pub(crate) async fn address_in_use(tx: &mut Tx, to: &Address) -> Result<()> {
    let body = rendered(&AddressInUse)?;
    let subject = "Your e-mail address at Cairn";
    write(tx, "people.address_in_use", to.as_str(), None, subject, body).await
}

#[derive(Template)]
#[template(path = "letters/address_changed.txt")]
struct AddressChanged;

/// To the old address, which isn't the person's any more once this is sent.
pub(crate) async fn address_changed(tx: &mut Tx, old: &str, person: Id<Person>) -> Result<()> {
    let body = rendered(&AddressChanged)?;
    let subject = "Your e-mail address was changed";
    write(tx, "people.address_changed", old, Some(person), subject, body).await
}

async fn write(
    tx: &mut Tx,
    kind: &'static str,
    address: &str,
    person: Option<Id<Person>>,
    subject: &str,
    body: String,
) -> Result<()> {
    let (address, subject) = (address.to_owned(), subject.to_owned());
    let person_id = person.map(|it| it.to_string());
    tx.write(Letter { kind, person_id, address, subject, body }).await
}

fn rendered(letter: &impl Template) -> Result<String> {
    Ok(letter.render().map_err(anyhow::Error::from)?)
}
