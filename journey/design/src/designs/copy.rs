//! `/designs/copies/{slug}`: a published microcredential, from whomever, becomes the beginning of
//! one's own.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Page, Path, Refuse, Result};
use people::{Designer, Organization};
use serde::Deserialize;

use crate::{Version, draft, published_by_slug};

#[derive(Template)]
#[template(path = "designs/copy.html")]
struct View {
    slug: String,
    title: String,
    theirs: String,
    license: Option<String>,
    issuers: Vec<Organization>,
    refusal: Option<Box<dyn Refuse>>,
}

struct Found {
    version: Version,
    theirs: Organization,
    issuers: Vec<Organization>,
}

async fn found(app: &App, by: &Designer, slug: &str) -> Result<Found> {
    let mut read = app.read().await?;
    let version = published_by_slug(&mut read, slug).await?;
    let theirs = people::organizations(&mut read, &[version.issuer]).await?;
    let theirs = theirs.into_iter().next().ok_or(Error::Absent)?;
    Ok(Found { version, theirs, issuers: super::issuers(&mut read, by).await? })
}

impl View {
    fn of(found: Found, refusal: Option<Box<dyn Refuse>>) -> View {
        let document = found.version.document;
        View {
            slug: document.slug.to_string(),
            title: document.title.to_string(),
            theirs: found.theirs.name,
            license: document.license.map(String::from),
            issuers: found.issuers,
            refusal,
        }
    }
}

pub async fn show(State(app): State<App>, by: Designer, Path(slug): Path<String>) -> Result<Page> {
    let view = View::of(found(&app, &by, &slug).await?, None);
    Page::new(format!("Copy: {}", view.title), &view)
}

#[derive(Deserialize)]
pub struct For {
    #[serde(default)]
    issuer: Option<String>,
}

pub async fn copy(
    State(app): State<App>,
    by: Designer,
    Path(slug): Path<String>,
    Form(sent): Form<For>,
) -> Result<Response> {
    let found = found(&app, &by, &slug).await?;
    let ours = match super::chosen(found.issuers.clone(), sent.issuer.as_deref()) {
        Ok(ours) => ours,
        Err(error) => {
            let view = View::of(found, Some(error.refusal()?));
            return Ok(Page::new(format!("Copy: {}", view.title), &view)?.refused());
        }
    };
    let text = draft::copy_of(&found.version, &found.theirs.name, &ours);
    let from = Some(found.version.microcredential);
    let id = draft::begin(&app, &by, ours.id, text, from).await?;
    Ok(Redirect::to(&format!("/designs/drafts/{id}")).into_response())
}
