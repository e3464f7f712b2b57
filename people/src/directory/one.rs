//! `/people/{id}`: one person's roles and relations, and what an administrator may change of them.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Conn, Error, Form, Id, Page, Path, Result, time};
use serde::Deserialize;

use super::{
    invite::{chosen_at, chosen_role, organizations, roles},
    names, role_words,
};
use crate::{
    Address, Administrator, Appointment, Organization, Person, Place, Refusal, Related, Relation,
    appoint::{appoint, end_role, ids, reach, relate},
    form::{Choice, Field, Select, Troubles},
    store,
};

#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    role: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    address: String,
}

#[derive(Template)]
#[template(path = "directory/one.html")]
struct One<'a> {
    person: &'a Person,
    main_address: Option<&'a String>,
    held: &'a [Line<Appointment>],
    past: &'a [Line<Appointment>],
    relations: &'a [Line<Related>],
    troubles: &'a Troubles,
    role: Select<'a>,
    at: Select<'a>,
    kind: Select<'a>,
    address: Field<'a>,
}

/// A role or a relation as it is listed.
struct Line<T> {
    id: Id<T>,
    words: String,
    since: String,
}

/// `GET /people/{id}`
pub async fn page(
    State(app): State<App>,
    by: Administrator,
    Path(id): Path<Id<Person>>,
) -> Result<Page> {
    shown(&app, &by, id, &Typed::default(), &Troubles::default()).await
}

/// `POST /people/{id}/roles`
pub async fn give_role(
    State(app): State<App>,
    by: Administrator,
    Path(id): Path<Id<Person>>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let reach = reach(&mut tx, &by).await?;
    store::people::within(&mut tx, &ids(&reach), id).await?.ok_or(Error::Absent)?;
    let mut troubles = Troubles::default();
    let role = troubles.check(chosen_role(&typed.role));
    let at = troubles.check(chosen_at(&reach, &typed.at));
    if let (Some(role), Some(at)) = (role, at) {
        let given = appoint(&mut tx, id, role, Place::of(at), Some(by.id())).await;
        if troubles.note(given)?.is_some() {
            tx.commit().await?;
            return Ok(back_to(id));
        }
    }
    drop(tx);
    Ok(shown(&app, &by, id, &typed, &troubles).await?.refused())
}

/// `POST /people/{id}/roles/{appointment}/end`
pub async fn take_role(
    State(app): State<App>,
    by: Administrator,
    Path((id, appointment)): Path<(Id<Person>, Id<Appointment>)>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let mut troubles = Troubles::default();
    if troubles.note(end_role(&mut tx, &by, id, appointment).await)?.is_some() {
        tx.commit().await?;
        return Ok(back_to(id));
    }
    drop(tx);
    Ok(shown(&app, &by, id, &Typed::default(), &troubles).await?.refused())
}

/// `POST /people/{id}/relations`
pub async fn add_relation(
    State(app): State<App>,
    by: Administrator,
    Path(id): Path<Id<Person>>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let here = ids(&reach(&mut tx, &by).await?);
    store::people::within(&mut tx, &here, id).await?.ok_or(Error::Absent)?;
    let mut troubles = Troubles::default();
    let kind = troubles.check(chosen_kind(&typed.kind));
    let toward = troubles.note(found(&mut tx, &here, &typed.address).await)?;
    if let (Some(kind), Some(toward)) = (kind, toward) {
        let custodian = custodian_of(&mut tx, &here, toward).await?;
        if troubles.note(relate(&mut tx, custodian, id, kind, toward).await)?.is_some() {
            tx.commit().await?;
            return Ok(back_to(id));
        }
    }
    drop(tx);
    Ok(shown(&app, &by, id, &typed, &troubles).await?.refused())
}

/// `POST /people/{id}/relations/{relation}/end`
pub async fn end_relation(
    State(app): State<App>,
    by: Administrator,
    Path((id, relation)): Path<(Id<Person>, Id<Related>)>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let reach = reach(&mut tx, &by).await?;
    store::people::within(&mut tx, &ids(&reach), id).await?.ok_or(Error::Absent)?;
    let custodians: Vec<_> = reach.iter().map(|it| it.custodian).collect();
    if !store::relations::end_of(&mut tx, &custodians, id, relation).await? {
        return Err(Error::Absent);
    }
    tx.commit().await?;
    Ok(back_to(id))
}

fn back_to(id: Id<Person>) -> Response {
    Redirect::to(&format!("/people/{id}")).into_response()
}

fn chosen_kind(typed: &str) -> Result<Relation, Refusal> {
    Relation::ALL.into_iter().find(|it| it.name() == typed).ok_or(Refusal::RelationUnknown)
}

async fn found(conn: &mut Conn, here: &[Id<Organization>], typed: &str) -> Result<Id<Person>> {
    let address = Address::read(typed)?;
    let owner = store::addresses::owner(conn, &address).await?.ok_or(Refusal::NobodyThere)?;
    let person = store::people::within(conn, here, owner).await?;
    Ok(person.ok_or(Refusal::NobodyThere)?.id)
}

/// Where the records of whom it is toward are kept, as far as this administrator sees.
async fn custodian_of(
    conn: &mut Conn,
    here: &[Id<Organization>],
    person: Id<Person>,
) -> Result<Id<Organization>> {
    let roles = store::appointments::of(conn, &[person]).await?;
    let role = roles.iter().rev().find(|it| here.contains(&it.place.at));
    Ok(role.ok_or(Error::Absent)?.place.custodian)
}

async fn shown(
    app: &App,
    by: &Administrator,
    id: Id<Person>,
    typed: &Typed,
    troubles: &Troubles,
) -> Result<Page> {
    let now = app.clock.now();
    let mut read = app.read().await?;
    let reach = reach(&mut read, by).await?;
    let here = ids(&reach);
    let person = store::people::within(&mut read, &here, id).await?.ok_or(Error::Absent)?;
    let zone = time::zone(&reach.first().ok_or(Error::Absent)?.time_zone);
    let organization_names = names(&reach);
    let line = |it: &Appointment| Line {
        id: it.id,
        words: role_words(it, &organization_names),
        since: match it.ends_at {
            Some(end) => format!("{} to {}", time::day(it.begins_at, &zone), time::day(end, &zone)),
            None => format!("since {}", time::day(it.begins_at, &zone)),
        },
    };
    let roles_there = store::appointments::of(&mut read, &[id]).await?;
    let ours = roles_there.iter().filter(|it| here.contains(&it.place.at));
    let (held, past): (Vec<_>, Vec<_>) = ours.partition(|it| it.holds_at(now));
    let relations = store::relations::touching(&mut read, &[id], now).await?;
    let others: Vec<_> = relations.iter().map(|it| it.other(id)).collect();
    let other_names = store::people::names(&mut read, &others).await?;
    let related = |it: &Related| {
        let way = if it.person == id { it.kind.words() } else { it.kind.words_back() };
        let other = other_names.get(&it.other(id)).map_or("somebody", String::as_str);
        let since = format!("since {}", time::day(it.begins_at, &zone));
        Line { id: it.id, words: format!("{way} {other}"), since }
    };
    let custodians: Vec<_> = reach.iter().map(|it| it.custodian).collect();
    let seen = relations.iter().filter(|it| custodians.contains(&it.custodian));
    let kinds = Relation::ALL.map(|it| Choice { value: it.name(), words: it.words().to_owned() });
    let main_addresses = store::addresses::main(&mut read, &[id]).await?;
    let main = One {
        person: &person,
        main_address: main_addresses.get(&id),
        held: &held.into_iter().map(line).collect::<Vec<_>>(),
        past: &past.into_iter().map(line).collect::<Vec<_>>(),
        relations: &seen.map(related).collect::<Vec<_>>(),
        troubles,
        role: roles(&typed.role, troubles),
        at: organizations(&reach, &typed.at, troubles),
        kind: Select::new("kind", "They are", kinds.into(), &typed.kind, troubles),
        address: Field::another_s_address(
            "Of whom: their e-mail address",
            &typed.address,
            troubles,
        ),
    };
    Page::new(person.name.clone(), &main)
}
