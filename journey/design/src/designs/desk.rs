//! `/designs`: what designers work on, and what became of it.

use askama::Template;
use axum::extract::State;
use foundation::{App, Id, Page, Result, time};
use people::Designer;

use crate::{Draft, store};

#[derive(Template)]
#[template(path = "designs/desk.html")]
struct View {
    drafts: Vec<Begun>,
    designs: Vec<Design>,
}

struct Begun {
    id: Id<Draft>,
    title: String,
    saved: String,
}

struct Design {
    slug: String,
    title: String,
    newest: i64,
    shown: Option<i64>,
}

pub async fn show(State(app): State<App>, by: Designer) -> Result<Page> {
    let mut read = app.read().await?;
    let issuers = super::issuers(&mut read, &by).await?;
    let zone = time::zone(issuers.first().map_or("UTC", |it| &it.time_zone));
    let drafts = store::drafts::all(&mut read, &by).await?;
    let headings = store::headings(&mut read, by.custodians()).await?;
    let shown = store::publications::shown(&mut read, by.custodians()).await?;
    let designs = headings.chunk_by(|a, b| a.microcredential_id == b.microcredential_id);
    let view = View {
        drafts: drafts
            .iter()
            .map(|it| Begun {
                id: it.id,
                title: it.title(),
                saved: time::moment(it.saved_at, &zone),
            })
            .collect(),
        designs: designs
            .map(|versions| Design {
                slug: versions[0].slug.clone(),
                title: versions[0].title.clone(),
                newest: versions[0].number,
                shown: versions.iter().find(|it| shown.contains(&it.id)).map(|it| it.number),
            })
            .collect(),
    };
    Page::new("Design", &view)
}
