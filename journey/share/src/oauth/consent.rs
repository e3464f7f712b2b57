//! `/oauth/authorize`: who asks, what for, and yes or no.

use askama::Template;
use axum::{
    extract::State,
    http::header::CONTENT_SECURITY_POLICY,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Query, Refuse, Result, web::content_policy};
use jiff::SignedDuration;
use people::SignedIn;
use serde::Deserialize;

use super::{
    AUTHORIZATION, Permission,
    asked::{Asked, Back, Refusal, Request},
    host,
};
use crate::{secret::Secret, store, store::tokens::Kind};

/// Long enough for a slow network (Open Badges 3.0, §7.2.3).
const CODE_LASTS: SignedDuration = SignedDuration::from_secs(600);
const MOST_PERMISSIONS: i64 = 100;

#[derive(Template)]
#[template(path = "oauth/consent.html")]
struct View<'a> {
    path: &'static str,
    name: &'a str,
    place: String,
    host: &'a super::Host,
    scopes: Vec<&'static str>,
    who: &'a str,
    asked: &'a Asked,
    refusal: Option<Box<dyn Refuse>>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "<h1>We can’t ask you this</h1><p role=\"alert\">{{ why }}</p><p><a href=\"/sharing\">See whom you let in</a></p>"
)]
struct NotAsked {
    why: String,
}

/// `GET`
pub async fn ask(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    match request(&app, asked).await? {
        Ok(request) => Ok(page(&app, &who, &request, None)?.into_response()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    answer: String,
    #[serde(flatten)]
    asked: Asked,
}

/// `POST`: what is asked is looked at again, since a form could be changed.
pub async fn answer(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let request = match request(&app, form.asked).await? {
        Ok(request) => request,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let back = match form.answer.as_str() {
        "allow" => match allow(&app, &who, &request).await {
            Ok(code) => {
                let scope = request.scopes.to_string();
                request.asked.back(&app, &[("code", code.as_str()), ("scope", &scope)])
            }
            Err(error) => return page(&app, &who, &request, Some(error.refusal()?)).map(refused),
        },
        "refuse" => request.asked.back(&app, &[("error", "access_denied")]),
        _ => {
            let undecided: Error = Refusal::Undecided.into();
            return page(&app, &who, &request, Some(undecided.refusal()?)).map(refused);
        }
    };
    Ok(leads_back(&app, &request.asked, Redirect::to(&back.0).into_response()))
}

async fn request(app: &App, asked: Asked) -> Result<Result<Request, Response>> {
    let by = match asked.by(&mut *app.read().await?).await {
        Ok(by) => by,
        Err(error) => {
            let why = error.refusal()?.to_string();
            let page = Page::new("We can’t ask you this", &NotAsked { why })?;
            return Ok(Err(page.with_status(axum::http::StatusCode::BAD_REQUEST)));
        }
    };
    Ok(asked.request(app, by).map_err(|Back(to)| Redirect::to(&to).into_response()))
}

/// From now on the host may, as soon as it shows the code.
async fn allow(app: &App, who: &SignedIn, request: &Request) -> Result<Secret> {
    let (id, code): (Id<Permission>, _) = (Id::fresh(), Secret::fresh());
    let scope = request.scopes.to_string();
    let mut tx = app.begin().await?;
    store::profiles::begin(&mut tx, who.id()).await?;
    if store::permissions::count(&mut tx, who.id()).await? >= MOST_PERMISSIONS {
        return Err(Refusal::TooMany.into());
    }
    store::hosts::used(&mut tx, request.by.id).await?;
    store::permissions::keep(&mut tx, id, request.by.id, who.id(), &scope).await?;
    let token = store::tokens::Token {
        permission: id,
        kind: Kind::Code,
        scope: &scope,
        redirect_uri: Some(&request.asked.redirect_uri),
        code_challenge: Some(&request.asked.code_challenge),
        ends_at: tx.now() + CODE_LASTS,
    };
    store::tokens::keep(&mut tx, &code.digest(), token).await?;
    tx.commit().await?;
    Ok(code)
}

fn page(
    app: &App,
    who: &SignedIn,
    request: &Request,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Response> {
    let host = &request.by.host;
    let view = View {
        path: AUTHORIZATION,
        name: &host.client_name,
        place: host.name_of_its_place(),
        host,
        scopes: request.scopes.words(),
        who: who.name(),
        asked: &request.asked,
        refusal,
    };
    let page = Page::new(format!("Let {} in?", host.client_name), &view)?;
    Ok(leads_back(app, &request.asked, page.into_response()))
}

fn refused(mut page: Response) -> Response {
    *page.status_mut() = axum::http::StatusCode::CONFLICT;
    page
}

/// Browsers let a form lead to another site only where the page says which.
fn leads_back(app: &App, asked: &Asked, mut response: Response) -> Response {
    let policy = content_policy(app.site(), &host::origin(&asked.redirect_uri));
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}
