//! `/issuers/{slug}`: who issues, the keys they ever signed with, and their lists of what was revoked.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, header::VARY},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Page, Path, Read, Result, time};
use openbadges::{
    contexts::{CREDENTIALS_V2, OPEN_BADGES},
    model::Profile,
};
use people::{Kind, Organization};
use serde_json::json;

use crate::{
    answer::{self, Kept},
    form::{self, Form},
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

/// A page for people; for programs, the profile as Open Badges 3.0 says it (§ Profile).
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    Path(asked): Path<String>,
) -> Result<Response> {
    let (slug, suffix) = asked.split_once('.').unwrap_or((&asked, ""));
    let wanted = match suffix {
        "" => form::wanted(&headers, &[Form::Page, Form::Json]),
        "json" => Some((Form::Json, "application/ld+json")),
        _ => return Err(Error::Absent),
    };
    let mut read = app.read().await?;
    let organization = issuing(&mut read, slug).await?;
    match wanted {
        None => Ok(answer::not_acceptable(&["text/html", "application/ld+json"])),
        Some((Form::Page, _)) => {
            let page = page(&app, &mut read, organization).await?;
            Ok(([(VARY, "accept")], page).into_response())
        }
        Some((_, name)) => {
            let url = issuer::address(&app, &organization);
            let issuer = Issuer::current(&mut read, &app, organization.clone()).await?;
            let profile = Profile::new(issuer.map_or(url.clone(), |it| it.did));
            let profile = profile.name(&organization.name).url(&url);
            let mut says = serde_json::to_value(profile).map_err(anyhow::Error::from)?;
            says["@context"] = json!([CREDENTIALS_V2, OPEN_BADGES]);
            Ok(answer::open(&headers, form::plain_json(name), Kept::Awhile, says.to_string()))
        }
    }
}

async fn page(app: &App, read: &mut Read, organization: Organization) -> Result<Page> {
    let zone = time::zone(&organization.time_zone);
    let keys = people::keys(read, &[organization.id]).await?;
    let line = |key: &people::Key| Line {
        public: key.public.clone(),
        from: time::day(key.begins_at, &zone),
        until: key.ends_at.map(|at| time::day(at, &zone)),
    };
    let keys = keys.iter().map(line).collect();
    let (name, slug) = (organization.name.clone(), organization.slug.clone());
    let did = Issuer::current(read, app, organization).await?.map(|it| it.did);
    Page::new(name.clone(), &View { name, slug, did, keys })
}

/// The controller document (Controlled Identifiers 1.0): every key with its dates.
pub async fn keys(
    State(app): State<App>,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let document = document(&app, &mut read, organization).await?;
    Ok(answer::open(&headers, "application/json", Kept::Awhile, document.to_string()))
}

/// All that an issuer signs with and did, by the name that its credentials give it.
pub async fn document(
    app: &App,
    read: &mut Read,
    organization: Organization,
) -> Result<serde_json::Value> {
    let keys = people::keys(read, &[organization.id]).await?;
    let issuer = Issuer::current(read, app, organization).await?.ok_or(Error::Absent)?;
    Ok(issuer::document(&issuer.did, &keys)?.write())
}

/// One of its keys as a JWK (RFC 7517). An address names a key, so what it says never changes.
pub async fn key(
    State(app): State<App>,
    headers: HeaderMap,
    Path((slug, public)): Path<(String, String)>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let keys = people::keys(&mut read, &[organization.id]).await?;
    let key = keys.iter().find(|it| it.public == public).ok_or(Error::Absent)?;
    let mut jwk = issuer::public(key)?.to_jwk();
    jwk["kid"] = public.into();
    Ok(answer::open(&headers, "application/jwk+json", Kept::Unchanged, jwk.to_string()))
}

pub async fn status(
    State(app): State<App>,
    headers: HeaderMap,
    Path((slug, list)): Path<(String, Id<StatusList>)>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let organization = issuing(&mut read, &slug).await?;
    let issuer = Issuer::current(&mut read, &app, organization).await?.ok_or(Error::Absent)?;
    let signed = status_list::signed(&mut read, &app, &issuer, list).await?;
    Ok(answer::open(&headers, "application/vc+ld+json", Kept::Awhile, signed.to_string()))
}

pub async fn issuing(read: &mut Read, slug: &str) -> Result<Organization> {
    let found = people::organization_called(read, slug).await?;
    found.filter(|it| !matches!(it.kind, Kind::School)).ok_or(Error::Absent)
}
