//! `/designs/{slug}`: one of theirs, its versions, and which of them the catalog shows.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Path, Refuse, Result, time};
use people::{Designer, Organization};
use serde::Deserialize;

use crate::{Microcredential, draft, publish::publish as publish_it, store, version};

#[derive(Template)]
#[template(path = "designs/one.html")]
struct View {
    slug: String,
    title: String,
    versions: Vec<Kept>,
    refusal: Option<Box<dyn Refuse>>,
}

struct Kept {
    number: i64,
    title: String,
    imported: String,
    shown: bool,
}

impl View {
    fn is_shown(&self) -> bool {
        self.versions.iter().any(|it| it.shown)
    }
}

pub async fn show(State(app): State<App>, by: Designer, Path(slug): Path<String>) -> Result<Page> {
    let view = view(&app, &by, &slug, None).await?;
    Page::new(view.title.clone(), &view)
}

async fn view(
    app: &App,
    by: &Designer,
    slug: &str,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<View> {
    let mut read = app.read().await?;
    let (issuer, _) = theirs(&mut read, by, slug).await?;
    let shown = store::publications::shown(&mut read, &[issuer]).await?;
    let headings = store::headings(&mut read, &[issuer]).await?;
    let organization = people::organizations(&mut read, &[issuer]).await?;
    let zone = time::zone(organization.first().map_or("UTC", |it| &it.time_zone));
    let kept = headings.into_iter().filter(|it| it.slug == slug).map(|it| Kept {
        number: it.number,
        imported: time::moment(it.imported_at(), &zone),
        shown: shown.contains(&it.id),
        title: it.title,
    });
    let versions: Vec<Kept> = kept.collect();
    let title = versions.first().ok_or(Error::Absent)?.title.clone();
    Ok(View { slug: slug.to_owned(), title, versions, refusal })
}

type Theirs = (Id<Organization>, Id<Microcredential>);

async fn theirs(conn: &mut foundation::Conn, by: &Designer, slug: &str) -> Result<Theirs> {
    store::by_slug(conn, by.custodians(), slug).await?.ok_or(Error::Absent)
}

#[derive(Deserialize)]
pub struct Which {
    /// A version's number; none takes it out of the catalog.
    #[serde(default)]
    version: Option<i64>,
}

pub async fn publish(
    State(app): State<App>,
    by: Designer,
    Path(slug): Path<String>,
    Form(which): Form<Which>,
) -> Result<Response> {
    match published(&app, &by, &slug, which.version).await {
        Ok(()) => Ok(Redirect::to(&format!("/designs/{slug}")).into_response()),
        Err(error) => {
            let view = view(&app, &by, &slug, Some(error.refusal()?)).await?;
            Ok(Page::new(view.title.clone(), &view)?.refused())
        }
    }
}

async fn published(app: &App, by: &Designer, slug: &str, number: Option<i64>) -> Result<()> {
    let mut tx = app.begin().await?;
    let (issuer, microcredential) = theirs(&mut tx, by, slug).await?;
    let version = match number {
        None => None,
        Some(number) => {
            let headings = store::headings(&mut tx, &[issuer]).await?;
            let found = headings.iter().find(|it| it.slug == slug && it.number == number);
            Some(found.ok_or(Error::Absent)?.id)
        }
    };
    publish_it(&mut tx, issuer, microcredential, version, Some(by.id())).await?;
    tx.commit().await
}

/// The newest version as the beginning of the next.
pub async fn change(
    State(app): State<App>,
    by: Designer,
    Path(slug): Path<String>,
) -> Result<Redirect> {
    let mut read = app.read().await?;
    let (issuer, microcredential) = theirs(&mut read, &by, &slug).await?;
    let newest = store::newest(&mut read, issuer, microcredential).await?.ok_or(Error::Absent)?;
    let text = version(&mut read, newest.1).await?.text;
    drop(read);
    let id = draft::begin(&app, &by, issuer, text, None).await?;
    Ok(Redirect::to(&format!("/designs/drafts/{id}")))
}
