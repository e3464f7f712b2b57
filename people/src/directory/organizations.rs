//! `/organizations`: an administrator's organizations as they stand in the tree, and new ones below them.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Id, Page, Result};
use serde::Deserialize;

use super::invite::chosen_at;
use crate::{
    Administrator, Kind, Organization, Refusal,
    appoint::reach,
    form::{Choice, Field, Select, Troubles},
    organization::{Slug, may_stand_below},
    store,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    slug: String,
    kind: String,
    at: String,
}

#[derive(Template)]
#[template(path = "directory/organizations.html")]
struct Tree<'a> {
    lines: Vec<Line<'a>>,
    /// None, where nothing can stand below what is theirs.
    form: Option<New<'a>>,
    troubles: &'a Troubles,
}

struct New<'a> {
    name: Field<'a>,
    slug: Field<'a>,
    kind: Select<'a>,
    at: Select<'a>,
}

struct Line<'a> {
    it: &'a Organization,
    /// Under which of theirs it stands.
    under: Option<&'a str>,
}

/// `GET /organizations`
pub async fn page(State(app): State<App>, by: Administrator) -> Result<Page> {
    let reach = reach(&mut *app.read().await?, &by).await?;
    shown(&reach, &Typed::default(), &Troubles::default())
}

/// `POST /organizations`
pub async fn make(
    State(app): State<App>,
    by: Administrator,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let mut tx = app.begin().await?;
    let reach = reach(&mut tx, &by).await?;
    let mut troubles = Troubles::default();
    let name = troubles.check(Organization::called(&typed.name));
    let slug = troubles.check(Slug::read(&typed.slug));
    let parent = troubles.check(chosen_at(&reach, &typed.at));
    let kind = troubles.check(chosen_kind(&typed.kind));
    let kind = match (kind, parent) {
        (Some(kind), Some(parent)) => troubles.check(may_stand_below(kind, parent.kind)),
        _ => None,
    };
    if let (Some(name), Some(slug), Some(parent), Some(kind)) = (name, slug, parent, kind) {
        let made = Organization::new(kind, slug.as_str(), &name, Some(parent));
        if troubles.note(establish_new(&mut tx, &made).await)?.is_some() {
            tx.commit().await?;
            return Ok(Redirect::to("/organizations").into_response());
        }
    }
    drop(tx);
    Ok(shown(&reach, &typed, &troubles)?.refused())
}

/// Makes it, if no other is called so in addresses.
pub async fn establish_new(tx: &mut foundation::Tx, organization: &Organization) -> Result<()> {
    match store::organizations::keep_new(tx, organization).await? {
        true => Ok(()),
        false => Err(Refusal::SlugTaken.into()),
    }
}

fn chosen_kind(typed: &str) -> Result<Kind, Refusal> {
    let kinds = [Kind::School, Kind::District, Kind::Issuer];
    kinds.into_iter().find(|it| it.name() == typed).ok_or(Refusal::KindUnknown)
}

fn shown(reach: &[Organization], typed: &Typed, troubles: &Troubles) -> Result<Page> {
    let name_of = |id: Option<Id<Organization>>| {
        reach.iter().find(|it| Some(it.id) == id).map(|it| it.name.as_str())
    };
    let lines = reach.iter().map(|it| Line { it, under: name_of(it.parent) }).collect();
    let parents: Vec<&Organization> =
        reach.iter().filter(|it| !it.kind.below().is_empty()).collect();
    let mut kinds: Vec<Kind> = vec![];
    for kind in parents.iter().flat_map(|it| it.kind.below()) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    let kinds: Vec<Choice> =
        kinds.iter().map(|it| Choice { value: it.name(), words: it.words().into() }).collect();
    let choice = |it: &&Organization| Choice { value: it.id.to_string(), words: it.name.clone() };
    let form = (!parents.is_empty()).then(|| New {
        name: Field::text("name", "Its name", troubles).typed(&typed.name),
        slug: Field::text("slug", "Its name in addresses", troubles)
            .hinted(
                "Small letters, digits and single hyphens: maple-ridge-high. It stays for good.",
            )
            .typed(&typed.slug),
        kind: Select::new("kind", "What it is", kinds, &typed.kind, troubles),
        at: Select::new(
            "at",
            "Belongs to",
            parents.iter().map(choice).collect(),
            &typed.at,
            troubles,
        ),
    });
    Page::new("Organizations", &Tree { lines, form, troubles })
}
