//! `/`: how it works, in a minute.

use askama::Template;
use axum::extract::State;
use foundation::{App, Page, Result};

use crate::{entry::Entry, store};

#[derive(Template)]
#[template(path = "home.html")]
struct View {
    newest: Vec<Entry>,
}

pub async fn show(State(app): State<App>) -> Result<Page> {
    let newest = store::newest(&mut *app.read().await?, 5).await?;
    Page::new("Microcredentials for educators", &View { newest })
}
