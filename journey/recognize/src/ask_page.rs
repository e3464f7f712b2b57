//! `/approvals/new?microcredential=…`: she asks before she starts, and reads what it is frozen to.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Page, Query, Refuse, Result};
use people::Educator;
use serde::Deserialize;

use crate::ask::{Offer, ask, offer};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Its slug.
    microcredential: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct View {
    offer: Offer,
    /// Who would answer.
    approver: Option<String>,
    sent: Sent,
    /// Why she can't ask now.
    shut: Option<Box<dyn Refuse>>,
    refusal: Option<Box<dyn Refuse>>,
}

impl View {
    fn error(&self, field: &str) -> Option<String> {
        let refusal = self.refusal.as_ref().filter(|it| it.field() == Some(field));
        refusal.map(ToString::to_string)
    }
}

pub async fn show(State(app): State<App>, by: Educator, Query(sent): Query<Sent>) -> Result<Page> {
    page(&app, &by, sent, None).await
}

pub async fn send(
    State(app): State<App>,
    by: Educator,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    match ask(&app, &by, &sent.microcredential, &sent.reason).await {
        Ok(_) => Ok(Redirect::to("/recognition").into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            Ok(page(&app, &by, sent, Some(refusal)).await?.refused())
        }
    }
}

async fn page(
    app: &App,
    by: &Educator,
    sent: Sent,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let offer = offer(&mut read, by, &sent.microcredential, app.clock.now()).await?;
    let (approver, shut) = match offer.open() {
        Ok((_, approver)) => (Some(approver), None),
        Err(why) => (None, Some(Box::new(why) as Box<dyn Refuse>)),
    };
    let approver = match approver {
        None => None,
        Some(id) => Some(people::names(&mut read, &[id]).await?.remove(&id).ok_or(Error::Absent)?),
    };
    // A refusal that the page says anyway isn't said twice.
    let refusal = refusal.filter(|_| shut.is_none());
    Page::new("Ask for approval", &View { offer, approver, sent, shut, refusal })
}
