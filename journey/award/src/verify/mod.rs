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
    bake::unbake,
    jose::Jws,
    validate::Problem,
    verify::{Check, Report},
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
        && let Some(id) = ours(&app, &typed)
        && store::credential(&mut *app.read().await?, id).await.is_ok()
    {
        return Ok(Redirect::to(&format!("/credentials/{id}")).into_response());
    }
    let mut look = Look::begin(&app, from);
    let badge = match badge(&mut look, sent).await {
        Ok(badge) => badge,
        Err(error) => Err(error.refusal()?.to_string()),
    };
    let found = match badge {
        Ok(badge) => match look.given(badge.as_bytes()).await {
            Ok(given) => Ok((badge, given)),
            Err(error) => Err(error.refusal()?.to_string()),
        },
        Err(why) => Err(why),
    };
    match found {
        Ok((badge, given)) => {
            let (text, now) = (badge.clone(), app.clock.now());
            let report = tokio::task::spawn_blocking(move || {
                openbadges::verify(text.as_bytes(), &given, now)
            });
            let report = report.await.context("checking a badge")?;
            let found = found_of(&app, &badge, &report);
            Ok(Page::new(format!("Verified: {}", found.told.title), &found)?.into_response())
        }
        Err(why) => {
            let view = asked(&app, sent_back(typed), Some(why));
            Ok(Page::new("Verify a credential", &view)?.refused())
        }
    }
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
    let bare = match String::from_utf8(bytes) {
        Ok(text) if !text.trim_start().starts_with('<') => text.trim().to_owned(),
        Ok(page) if is_page(&page) => {
            return Err("At this address is a page, not a badge. Download the badge there, and send its file.".into());
        }
        Ok(picture) => unbake(picture.as_bytes()).map_err(|_| unbaked())?,
        Err(other) if other.as_bytes().starts_with(b"\x89PNG") => {
            unbake(other.as_bytes()).map_err(|_| unbaked())?
        }
        Err(_) => return Err(neither.into()),
    };
    let is_one = bare.starts_with('{') || Jws::read(&bare).is_ok();
    if is_one { Ok(bare) } else { Err(neither.into()) }
}

fn unbaked() -> String {
    "No credential is baked into this picture. It may have been saved again by a program that took it out: ask for the badge as it was issued.".into()
}

fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

fn found_of(app: &App, badge: &str, report: &Report) -> Found {
    let says: Value = match Jws::read(badge).and_then(|it| it.claims()) {
        Ok(claims) => Value::Object(claims),
        Err(_) => openbadges::json::parse(badge.as_bytes()).unwrap_or_default(),
    };
    let told = Told::of(&says, app.clock.now(), &time::zone(&app.site().time_zone));
    let path = says["id"].as_str().and_then(|it| ours(app, it));
    Found {
        valid_until: told.valid_until.clone(),
        verdict: verdict(report, told.is_over),
        checks: report.checks().map(|(name, check)| (name, check.clone())).to_vec(),
        problems: report.problems.clone(),
        path: path.map(|id| format!("/credentials/{id}")),
        told,
    }
}

/// A text of many kilobytes isn't worth sending back.
fn sent_back(typed: String) -> String {
    if typed.len() > 64 * 1024 { String::new() } else { typed }
}

/// The id in an address of ours, or typed alone.
fn ours(app: &App, typed: &str) -> Option<Id<Credential>> {
    let path = typed.strip_prefix(&app.site().origin()).unwrap_or(typed);
    let id = path.strip_prefix("/credentials/").unwrap_or(path);
    id.split(['.', '?', '#', '/']).next()?.parse().ok()
}
