//! `/issuers/{slug}`: who issues, the keys they ever signed with, and their lists of what was revoked.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Page, Path, Read, Result, time};
use people::{Kind, Organization};

use crate::{
    badge_page::public,
    issuer::{self, Issuer},
    status_list::{self, StatusList},
};

#[derive(Template)]
#[template(path = "issuer_page.html")]
struct View {
    name: String,
    slug: String,
    did: Option<String>,
    keys: Vec<Line>,
}

struct Line {
    public: String,
    from: String,
    until: Option<String>,
}

pub async fn show(State(app): State<App>, Path(slug): Path<String>) -> Result<Page> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let zone = time::zone(&organization.time_zone);
    let keys = people::keys(&mut read, &[organization.id]).await?;
    let line = |key: &people::Key| Line {
        public: key.public.clone(),
        from: time::day(key.begins_at, &zone),
        until: key.ends_at.map(|at| time::day(at, &zone)),
    };
    let keys = keys.iter().map(line).collect();
    let issuer = Issuer::current(&mut read, &app, organization.clone()).await?;
    let did = issuer.map(|it| it.did);
    Page::new(organization.name.clone(), &View { name: organization.name, slug, did, keys })
}

/// The controller document (Controlled Identifiers 1.0): every key with its dates.
pub async fn keys(State(app): State<App>, Path(slug): Path<String>) -> Result<Response> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let keys = people::keys(&mut read, &[organization.id]).await?;
    let issuer = Issuer::current(&mut read, &app, organization).await?.ok_or(Error::Absent)?;
    let document = issuer::document(&issuer.did, &keys)?.write();
    Ok((public("application/json"), document.to_string()).into_response())
}

pub async fn status(
    State(app): State<App>,
    Path((slug, list)): Path<(String, Id<StatusList>)>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let issuer = Issuer::current(&mut read, &app, organization).await?.ok_or(Error::Absent)?;
    let signed = status_list::signed(&mut read, &app, issuer, list).await?;
    Ok((public("application/vc+ld+json"), signed.to_string()).into_response())
}

async fn issuing(read: &mut Read, slug: &str) -> Result<Organization> {
    let found = people::organization_called(read, slug).await?;
    found.filter(|it| !matches!(it.kind, Kind::School)).ok_or(Error::Absent)
}
