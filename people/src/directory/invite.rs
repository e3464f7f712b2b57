//! `/people/invite`: to an address, with a role.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Page, Result};
use serde::Deserialize;

use crate::{
    Address, Administrator, Organization, Refusal, Role,
    appoint::reach,
    form::{Choice, Field, Select, Troubles},
    invitation::invite,
};

#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    address: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    at: String,
}

#[derive(Template)]
#[template(path = "directory/invite.html")]
struct Invite<'a> {
    troubles: &'a Troubles,
    address: Field<'a>,
    role: Select<'a>,
    at: Select<'a>,
}

/// `GET /people/invite`
pub async fn page(State(app): State<App>, by: Administrator) -> Result<Page> {
    let reach = reach(&mut *app.read().await?, &by).await?;
    shown(&reach, &Typed::default(), &Troubles::default())
}

/// `POST /people/invite`
pub async fn send(
    State(app): State<App>,
    by: Administrator,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let reach = reach(&mut tx, &by).await?;
    let mut troubles = Troubles::default();
    let address = troubles.check(Address::read(&typed.address));
    let role = troubles.check(chosen_role(&typed.role));
    let at = troubles.check(chosen_at(&reach, &typed.at));
    let (Some(address), Some(role), Some(at)) = (address, role, at) else {
        return Ok(shown(&reach, &typed, &troubles)?.refused());
    };
    invite(&mut tx, at, role, &address, Some(by.id())).await?;
    tx.commit().await?;
    Ok(Redirect::to("/people").into_response())
}

fn shown(reach: &[Organization], typed: &Typed, troubles: &Troubles) -> Result<Page> {
    let main = Invite {
        troubles,
        address: Field::another_s_address("E-mail address", &typed.address, troubles),
        role: roles(&typed.role, troubles),
        at: organizations(reach, &typed.at, troubles),
    };
    Page::new("Invite somebody", &main)
}

pub(super) fn roles<'a>(chosen: &'a str, troubles: &'a Troubles) -> Select<'a> {
    let choices = Role::ALL.map(|it| Choice { value: it.name(), words: it.words().to_owned() });
    Select::new("role", "Role", choices.into(), chosen, troubles)
}

pub(super) fn organizations<'a>(
    reach: &[Organization],
    chosen: &'a str,
    troubles: &'a Troubles,
) -> Select<'a> {
    let choice = |it: &Organization| Choice { value: it.id.to_string(), words: it.name.clone() };
    Select::new("at", "At", reach.iter().map(choice).collect(), chosen, troubles)
}

pub(super) fn chosen_role(typed: &str) -> Result<Role, Refusal> {
    Role::ALL.into_iter().find(|it| it.name() == typed).ok_or(Refusal::RoleUnknown)
}

pub(super) fn chosen_at<'a>(
    reach: &'a [Organization],
    typed: &str,
) -> Result<&'a Organization, Refusal> {
    reach.iter().find(|it| it.id.to_string() == typed).ok_or(Refusal::OrganizationUnknown)
}
