//! `/pursuits/{id}/sharing`: which drafts her coach may read.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Fields, Id, Page, Path, Refuse, Result, time};
use people::{Educator, Person};

use crate::{
    Place, Pursuit, SharedDraft, outline,
    share::{end as end_it, share},
    store,
    task_list::{coaches, zone},
};

#[derive(Template)]
#[template(path = "sharing.html")]
struct View {
    pursuit: Pursuit,
    title: String,
    coaches: Vec<Person>,
    /// What can be shared, by its name in the form and as people call it.
    places: Vec<(Place, String)>,
    shared: Vec<Line>,
    refusal: Option<Box<dyn Refuse>>,
}

struct Line {
    id: Id<SharedDraft>,
    title: String,
    coach: String,
    since: String,
}

pub async fn show(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
) -> Result<Page> {
    page(&app, &by, id, None).await
}

pub async fn begin(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Pursuit>>,
    fields: Fields,
) -> Result<Response> {
    let coach = fields.get("coach").and_then(|it| it.parse().ok());
    let places: Vec<Place> = fields.all("place").filter_map(|it| it.parse().ok()).collect();
    match share(&app, &by, id, coach, &places).await {
        Ok(()) => Ok(back(id)),
        Err(error) => Ok(page(&app, &by, id, Some(error.refusal()?)).await?.refused()),
    }
}

pub async fn end(
    State(app): State<App>,
    by: Educator,
    Path((id, draft)): Path<(Id<Pursuit>, Id<SharedDraft>)>,
) -> Result<Response> {
    end_it(&app, &by, id, draft).await?;
    Ok(back(id))
}

fn back(id: Id<Pursuit>) -> Response {
    Redirect::to(&format!("/pursuits/{id}/sharing")).into_response()
}

async fn page(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    refusal: Option<Box<dyn Refuse>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let pursuit = store::pursuits::held_by(&mut read, by, id).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let coaches = coaches(&mut read, by.id(), app.clock.now()).await?;
    let shared = store::drafts::of_pursuit(&mut read, &pursuit).await?;
    let zone = zone(&mut read, &pursuit).await?;
    let named: Vec<_> = shared.iter().map(|it| it.coach).collect();
    let names = people::names(&mut read, &named).await?;
    let called = |place: &Place| place.title(&version.document).unwrap_or_default();
    let line = |it: &SharedDraft| Line {
        id: it.id,
        title: called(&it.place),
        coach: names.get(&it.coach).cloned().unwrap_or_default(),
        since: time::day(it.at, &zone),
    };
    let shared = shared.iter().map(line).collect();
    let places = outline(&version.document).into_iter().filter(|it| !it.is_private());
    let places = places
        .map(|it| {
            let title = called(&it);
            (it, title)
        })
        .collect();
    let view = View {
        pursuit,
        title: version.document.title.to_string(),
        coaches,
        places,
        shared,
        refusal,
    };
    Page::new("Show a draft to your coach", &view)
}
