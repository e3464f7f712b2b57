//! `/pursuits/{id}/evidence/{place}/{piece}`: one piece as others will see it, and how it is removed.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Fields, Html, Id, Page, Path, Result, time};
use learn::{Place, Pursuit};
use people::{Educator, Holder};

use crate::{
    Artifact, Spot,
    caption::caption as keep_caption,
    lines::{Line, lines},
    remove::remove as remove_it,
    saved::{revision, saved, wants_json},
    shown::shown,
    store,
};

#[derive(Template)]
#[template(path = "piece_page.html")]
struct View {
    spot: Spot,
    line: Line,
    shown: Option<Html>,
    added: String,
    open: bool,
    /// A caption that was typed and refused, and why.
    refused: Option<(String, String)>,
}

type At = (Id<Pursuit>, Place, Id<Artifact>);

pub async fn show(
    State(app): State<App>,
    by: Holder,
    Path((id, place, piece)): Path<At>,
) -> Result<Page> {
    page(&app, &by, id, &place, piece, None).await
}

pub async fn caption(
    State(app): State<App>,
    by: Educator,
    Path((id, place, piece)): Path<At>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let spot = Spot::find(&app, &by, id, &place).await?;
    let words = fields.get("caption").ok_or(Error::Unreadable)?.to_owned();
    let kept = keep_caption(&app, &by, &spot, piece, &words, revision(&fields)?).await;
    if wants_json(&headers) {
        return saved(&app, &spot, kept).await;
    }
    let Err(error) = kept else {
        return Ok(Redirect::to(&format!("{}#pieces", spot.address())).into_response());
    };
    let refused = Some((words, error.refusal()?.to_string()));
    Ok(page(&app, &by, id, &place, piece, refused).await?.refused())
}

pub async fn remove(
    State(app): State<App>,
    by: Educator,
    Path((id, place, piece)): Path<At>,
) -> Result<Response> {
    let spot = Spot::find(&app, &by, id, &place).await?;
    remove_it(&app, &by, &spot, piece).await?;
    Ok(Redirect::to(&format!("{}#pieces", spot.address())).into_response())
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    place: &Place,
    piece: Id<Artifact>,
    refused: Option<(String, String)>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let spot = Spot::load(&mut read, by, id, place).await?;
    let piece = store::artifact(&mut read, id, piece).await?;
    if piece.place != *place {
        return Err(Error::Absent);
    }
    let prepared = spot.number == Some(piece.number);
    let open = prepared && spot.shut(&mut read).await?.is_none();
    let zone = learn::zone(&mut read, &spot.pursuit).await?;
    let ids: Vec<_> = piece.contents().collect();
    let seen = vault::own(&mut read, spot.owner(), &ids).await?;
    let pieces = std::slice::from_ref(&piece);
    let line = lines(&mut read, &spot, pieces, false).await?.pop().ok_or(Error::Absent)?;
    let shown = shown(app, by.id(), pieces, &seen, &zone).await?.pop().map(|it| it.html);
    let view =
        View { line, shown, added: time::moment(piece.added_at, &zone), open, refused, spot };
    Page::new(view.line.what.clone(), &view)
}
