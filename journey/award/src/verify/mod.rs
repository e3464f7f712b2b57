//! `/verify`: anyone drops a badge, without an account: its text, its file, its picture or its address.

mod needed;
mod sent;
mod told;

use anyhow::Context;
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Id, Page, Result, time, web::ClientAddress};
use openbadges::{
    bake::{is_picture, unbake},
    jose::Jws,
    ob2,
    validate::Problem,
    verify::Check,
};
use serde_json::Value;

use crate::{
    Credential, store,
    verdict::{Verdict, verdict},
};
use needed::Look;
use sent::Sent;
use told::{Told, Whom};

pub use sent::MOST_BYTES;

#[derive(Template)]
#[template(path = "verify/page.html")]
struct View {
    typed: String,
    problem: Option<String>,
    fetches: bool,
}

#[derive(Template)]
#[template(path = "verify/found.html")]
struct Found {
    told: Told,
    valid_until: Option<String>,
    verdict: Verdict,
    checks: Vec<(&'static str, Check)>,
    problems: Vec<Problem>,
    /// Its own page, if it is one of ours.
    path: Option<String>,
}

pub async fn show(State(app): State<App>) -> Result<Page> {
    Page::new("Verify a credential", &asked(&app, String::new(), None))
}

fn asked(app: &App, typed: String, problem: Option<String>) -> View {
    View { typed, problem, fetches: !app.outside().is_shut() }
}

/// An address or an id of ours leads to its page, which checks everything. What is sent is checked as
/// it is, not as we keep it.
pub async fn check(
    State(app): State<App>,
    Extension(from): Extension<ClientAddress>,
    sent: Sent,
) -> Result<Response> {
    let typed = sent.text.trim().to_owned();
    if sent.file.is_empty()
        && let Some(id) = ours(&app, &typed).or_else(|| alone(&typed))
        && store::credential(&mut *app.read().await?, id).await.is_ok()
    {
        return Ok(Redirect::to(&format!("/credentials/{id}")).into_response());
    }
    match checked(&app, &mut Look::begin(&app, from), sent).await {
        Ok(Ok(found)) => {
            let title = format!("Verified: {}", found.told.title);
            Ok(Page::new(title, &found)?.into_response())
        }
        Ok(Err(why)) => refused(&app, typed, why),
        Err(error) => {
            let why = error.refusal()?.to_string();
            refused(&app, typed, why)
        }
    }
}

fn refused(app: &App, typed: String, why: String) -> Result<Response> {
    // A text of many kilobytes isn't worth sending back.
    let typed = if typed.len() > 64 * 1024 { String::new() } else { typed };
    Ok(Page::new("Verify a credential", &asked(app, typed, Some(why)))?.refused())
}

/// What its check finds; or why there is nothing to check, as a sentence.
async fn checked(app: &App, look: &mut Look<'_>, sent: Sent) -> Result<Result<Found, String>> {
    let badge = match badge(look, sent).await? {
        Ok(badge) => badge,
        Err(why) => return Ok(Err(why)),
    };
    let (text, now) = (badge.clone(), app.clock.now());
    // What the check looks at, not what stands around it.
    let says = openbadges::verify::opened(badge.as_bytes()).unwrap_or_default();
    let zone = time::zone(&app.site().time_zone);
    let (told, report) = match ob2::is_one(&badge) {
        true => {
            let answers = look.answers(&badge).await?;
            let found = tokio::task::spawn_blocking(move || ob2::verify(&text, &answers, now));
            let (found, report) = found.await.context("checking a badge")?;
            let told = found.map(|it| Told::of_older(&it, now, &zone));
            (told.unwrap_or_else(|| Told::of(&Value::Null, now, &zone)), report)
        }
        false => {
            let given = look.given(badge.as_bytes()).await?;
            let report = tokio::task::spawn_blocking(move || {
                openbadges::verify(text.as_bytes(), &given, now)
            });
            (Told::of(&says, now, &zone), report.await.context("checking a badge")?)
        }
    };
    let path = says["id"].as_str().and_then(|it| ours(app, it));
    Ok(Ok(Found {
        valid_until: told.valid_until.clone(),
        verdict: verdict(&report, told.is_over),
        checks: report.checks().map(|(name, check)| (name, check.clone())).to_vec(),
        problems: report.problems,
        path: path.map(|id| format!("/credentials/{id}")),
        told,
    }))
}

/// The credential in what was sent, as JSON or as a compact JWS; or why there is none, as a sentence.
async fn badge(look: &mut Look<'_>, sent: Sent) -> Result<Result<String, String>> {
    if !sent.file.is_empty() {
        return Ok(credential_in(sent.file));
    }
    let text = sent.text.trim();
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(look.badge(text).await?.and_then(credential_in));
    }
    Ok(credential_in(text.as_bytes().to_vec()))
}

fn credential_in(bytes: Vec<u8>) -> Result<String, String> {
    let neither = "This is no badge that can be read here. Give its address, the text of its file, or the file itself: JSON, JWT, or the badge’s picture as PNG or SVG.";
    if is_page(&bytes) {
        return Err(
            "At this address is a page, not a badge. Download the badge there, and send its file."
                .into(),
        );
    }
    let bare = match is_picture(&bytes) {
        true => unbake(&bytes).map_err(|_| unbaked())?,
        false => str::from_utf8(&bytes).map_err(|_| neither)?.trim().to_owned(),
    };
    // An old picture may hold the address of its assertion alone.
    let is_one = bare.starts_with('{') || Jws::read(&bare).is_ok() || ob2::is_one(&bare);
    if is_one { Ok(bare) } else { Err(neither.into()) }
}

fn unbaked() -> String {
    "No credential is baked into this picture. It may have been saved again by a program that took it out: ask for the badge as it was issued.".into()
}

fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let begins =
        |with: &[u8]| start.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// The id in an address of ours.
fn ours(app: &App, url: &str) -> Option<Id<Credential>> {
    id_in(url.strip_prefix(&app.site().url("/credentials/"))?)
}

/// The id that somebody typed without the site's name.
fn alone(typed: &str) -> Option<Id<Credential>> {
    id_in(typed.strip_prefix("/credentials/").unwrap_or(typed))
}

fn id_in(text: &str) -> Option<Id<Credential>> {
    text.split(['.', '?', '#', '/']).next()?.parse().ok()
}
