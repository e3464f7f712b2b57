//! `/designs/new`: a document is pasted, uploaded, or begun from a pattern.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Page, Refuse, Result};
use people::{Designer, Organization};

use super::sent::Sent;
use crate::draft;

/// Short, right in form, and with something to fill in everywhere.
const PATTERN: &str = include_str!("pattern.md");

#[derive(Template)]
#[template(path = "designs/begin.html")]
struct View {
    issuers: Vec<Organization>,
    chosen: Option<String>,
    document: String,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn refused_at(&self, field: &str) -> bool {
        self.refusal.as_ref().is_some_and(|it| it.field() == Some(field))
    }
}

pub async fn show(State(app): State<App>, by: Designer) -> Result<Page> {
    let issuers = super::issuers(&mut *app.read().await?, &by).await?;
    let view = View { issuers, chosen: None, document: PATTERN.into(), refusal: None };
    Page::new("Begin a draft", &view)
}

pub async fn begin(State(app): State<App>, by: Designer, sent: Sent) -> Result<Response> {
    let issuers = super::issuers(&mut *app.read().await?, &by).await?;
    let chosen = sent.issuer.clone();
    let begun = match sent.refused {
        Some(refused) => Err(refused.into()),
        None => match super::chosen(issuers.clone(), sent.issuer.as_deref()) {
            Ok(issuer) => draft::begin(&app, &by, issuer.id, sent.document.clone(), None).await,
            Err(error) => Err(error),
        },
    };
    match begun {
        Ok(id) => Ok(Redirect::to(&format!("/designs/drafts/{id}")).into_response()),
        Err(error) => {
            let refusal = Some(error.refusal()?);
            let view = View { issuers, chosen, document: sent.document, refusal };
            Ok(Page::new("Begin a draft", &view)?.refused())
        }
    }
}
