//! Pages about this instance itself: is it well, what it does with what it is told, how to use it.

use askama::Template;
use axum::extract::State;
use foundation::{App, Error, Page, Result};
use people::{Routes, Who, get};

pub fn routes() -> Routes {
    Routes::of([
        get("/healthz", Who::Anyone, well),
        get("/privacy", Who::Anyone, privacy),
        get("/accessibility", Who::Anyone, accessibility),
    ])
}

/// 200 when it can read its database.
async fn well(State(app): State<App>) -> Result<&'static str, Error> {
    app.read().await?;
    Ok("well\n")
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy<'a> {
    site: &'a str,
}

async fn privacy(State(app): State<App>) -> Result<Page> {
    Page::new("Privacy", &Privacy { site: &app.site().name })
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Accessibility<'a> {
    site: &'a str,
}

async fn accessibility(State(app): State<App>) -> Result<Page> {
    Page::new("Accessibility", &Accessibility { site: &app.site().name })
}
