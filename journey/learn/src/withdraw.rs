//! `/pursuits/{id}/withdrawal`: a pursuit ends, the facts stay, and nothing is decided.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Id, Page, Path, Refuse, Result};
use people::Educator;

use crate::{Pursuit, Withdrawn, store};

pub async fn withdraw(app: &App, by: &Educator, id: Id<Pursuit>) -> Result<()> {
    let mut tx = app.begin().await?;
    let pursuit = store::pursuits::lock(&mut tx, by, id).await?;
    pursuit.in_progress()?;
    store::pursuits::withdraw(&mut tx, &pursuit).await?;
    store::drafts::end_all(&mut tx, &pursuit).await?;
    tx.announce(Withdrawn { pursuit: id }).await?;
    tx.commit().await
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct View {
    pursuit: Id<Pursuit>,
    title: String,
    shut: Option<Box<dyn Refuse>>,
}

pub async fn show(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
) -> Result<Page> {
    page(&app, &by, id).await
}

pub async fn end(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
) -> Result<Response> {
    match withdraw(&app, &by, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/pursuits/{id}")).into_response()),
        // The page says itself why it can't be.
        Err(error) => error.refusal().map(|_| ()).and(page(&app, &by, id).await).map(Page::refused),
    }
}

async fn page(app: &App, by: &Educator, id: Id<Pursuit>) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = store::pursuits::held_by(&mut read, by, id).await?;
    let title = design::version(&mut read, pursuit.version).await?.document.title.to_string();
    let shut = pursuit.in_progress().err().map(|it| Box::new(it) as Box<dyn Refuse>);
    Page::new("Withdraw", &View { pursuit: id, title, shut })
}
