//! `/pursuits/{id}/name`: shall her name stand in the credential? Asked once; it doesn't, unless she
//! says so.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Conn, Form, Id, Page, Path, Refuse, Result};
use people::{Educator, Holder, Person};
use serde::{Deserialize, Serialize};

use crate::{Pursuit, Refusal, Stage, Step, StepState, store};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameChoice {
    Shown,
    Withheld,
}

pub async fn choose(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    choice: Option<NameChoice>,
) -> Result<()> {
    let mut tx = app.begin().await?;
    let pursuit = store::pursuits::lock(&mut tx, by, id).await?;
    pursuit.in_progress()?;
    let choice = choice.ok_or(Refusal::NothingChosen)?;
    if !store::choices::choose(&mut tx, &pursuit, by.id(), choice).await? {
        return Err(Refusal::AnsweredAlready.into());
    }
    tx.commit().await
}

/// Stands between the parts and what comes after, until she has answered.
pub async fn step(conn: &mut Conn, pursuit: &Pursuit, by: Id<Person>) -> Result<Option<Step>> {
    let choice = store::choices::name_choice(conn, pursuit.id, by).await?;
    if choice.is_none() && pursuit.stage != Stage::Practicing {
        return Ok(None);
    }
    let detail = match choice {
        None => "Asked once, before the award. It doesn’t, unless you say so",
        Some(NameChoice::Shown) => "You said yes",
        Some(NameChoice::Withheld) => "You said no",
    };
    Ok(Some(Step {
        order: 390,
        key: "name".into(),
        words: "Shall your name stand in the credential?".into(),
        detail: Some(detail.into()),
        minutes: choice.is_none().then_some(1),
        link: Some(format!("/pursuits/{}/name", pursuit.id)),
        state: if choice.is_some() { StepState::Complete } else { StepState::ToDo },
    }))
}

#[derive(Template)]
#[template(path = "name_choice.html")]
struct View {
    pursuit: Pursuit,
    title: String,
    name: String,
    choice: Option<NameChoice>,
    /// It can't be said any more.
    closed: bool,
    refusal: Option<Box<dyn Refuse>>,
}

#[derive(Deserialize)]
pub struct Sent {
    choice: Option<String>,
}

pub async fn show(State(app): State<App>, by: Holder, Path(id): Path<Id<Pursuit>>) -> Result<Page> {
    page(&app, &by, id, None).await
}

pub async fn keep(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let choice = match sent.choice.as_deref() {
        Some("shown") => Some(NameChoice::Shown),
        Some("withheld") => Some(NameChoice::Withheld),
        _ => None,
    };
    match choose(&app, &by, id, choice).await {
        Ok(()) => Ok(Redirect::to(&format!("/pursuits/{id}")).into_response()),
        Err(error) => Ok(page(&app, &by, id, Some(error.refusal()?)).await?.refused()),
    }
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = store::pursuits::held_by(&mut read, by, id).await?;
    let title = design::version(&mut read, pursuit.version).await?.document.title.to_string();
    let choice = store::choices::name_choice(&mut read, id, by.id()).await?;
    let closed = pursuit.in_progress().is_err() || !by.teaches();
    let view = View { pursuit, title, name: by.name().to_owned(), choice, closed, refusal };
    Page::new("Your name in the credential", &view)
}
