//! `/verify`: anyone checks a credential, without an account.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Form, Id, Page, Result};
use openbadges::verify::{Check, Given};
use serde::Deserialize;

use crate::{Credential, store};

#[derive(Template)]
#[template(path = "verify_page.html")]
struct View {
    typed: String,
    problem: Option<&'static str>,
    checks: Vec<(&'static str, Check)>,
}

pub async fn show() -> Result<Page> {
    Page::new("Verify a credential", &View { typed: String::new(), problem: None, checks: vec![] })
}

#[derive(Deserialize)]
pub struct Typed {
    credential: String,
}

/// An address or an id of ours leads to its page, which checks everything. A whole credential is
/// checked here; what stands elsewhere isn't fetched, so that this page can't be made to knock on
/// other doors.
pub async fn check(State(app): State<App>, Form(form): Form<Typed>) -> Result<Response> {
    let typed = form.credential.trim();
    if let Some(id) = ours(&app, typed)
        && store::credential(&mut *app.read().await?, id).await.is_ok()
    {
        return Ok(Redirect::to(&format!("/credentials/{id}")).into_response());
    }
    let (problem, checks) = if typed.starts_with('{') {
        let report = openbadges::verify(typed.as_bytes(), &Given::default(), app.clock.now());
        (None, report.checks().map(|(name, check)| (name, check.clone())).to_vec())
    } else {
        (
            Some(
                "This is neither an address of a credential here nor a credential. Paste the address of its page, or the whole text of its file.",
            ),
            vec![],
        )
    };
    let refused = problem.is_some();
    let page = Page::new("Verify a credential", &View { typed: form.credential, problem, checks })?;
    Ok(if refused { page.refused() } else { page.into_response() })
}

/// The id in an address of ours, in the id of a pasted credential, or typed alone.
fn ours(app: &App, typed: &str) -> Option<Id<Credential>> {
    let said: Option<serde_json::Value> = serde_json::from_str(typed).ok();
    if said.is_some() {
        return None; // a pasted text is checked as it is, not as we keep it
    }
    let path = typed.strip_prefix(&app.site().origin()).unwrap_or(typed);
    let id = path.strip_prefix("/credentials/").unwrap_or(path);
    id.split(['.', '?', '#', '/']).next()?.parse().ok()
}
