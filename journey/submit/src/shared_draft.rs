//! `/cohort/drafts/{id}`: a draft that an educator shows to her coach, as it stands at this moment.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use evidence::Artifact;
use foundation::{App, Error, Id, Page, Path, Result, Tx};
use jiff::SignedDuration;
use learn::{Place, SharedDraft};
use people::Coach;
use vault::{Content, Seen};

use crate::{
    shown::{Showing, Shown, Stands, What},
    store,
    work::standing,
};

/// A file that the page names can be opened for so long; then the page is asked again, and with it
/// whether it is still shown.
const OPEN_FOR: SignedDuration = SignedDuration::from_mins(10);

#[derive(Template)]
#[template(path = "shared_draft.html")]
struct View {
    name: String,
    title: String,
    place: String,
    shown: Vec<Shown>,
}

pub async fn show(
    State(app): State<App>,
    by: Coach,
    Path(id): Path<Id<SharedDraft>>,
) -> Result<Page> {
    let mut tx = app.begin().await?;
    let now = tx.now();
    let draft = learn::shared_with(&mut tx, &by, id, now).await?;
    let pursuit = learn::pursuit(&mut tx, draft.pursuit).await?;
    pursuit.in_progress().map_err(|_| Error::Absent)?;
    let document = design::version(&mut tx, pursuit.version).await?.document;
    let number = standing(&mut tx, &pursuit, &document).await?.number();
    let answers = store::answers::of_number(&mut tx, pursuit.id, number).await?;
    let pieces = evidence::of(&mut tx, pursuit.id, number).await?;
    let stands = at(&draft.place, &answers, &pieces);
    let ids: Vec<_> = stands.iter().flat_map(Stands::contents).collect();
    let why = "to read it as you showed it to them";
    let seen = vault::look_shown(&mut tx, by.id(), pursuit.owner(), &ids, why).await?;
    open_files(&mut tx, &by, &seen).await?;
    let zone = learn::zone(&mut tx, &pursuit).await?;
    let name = people::names(&mut tx, &[draft.by]).await?.remove(&draft.by).unwrap_or_default();
    tx.commit().await?;
    let showing = Showing { app: &app, viewer: by.id(), document: &document, zone: &zone };
    let shown = showing.shown(stands, &seen).await?;
    let view = View {
        name,
        title: document.title.to_string(),
        place: draft.place.title(&document).unwrap_or_default(),
        shown,
    };
    Page::new("A draft shown to you", &view)
}

fn at(place: &Place, answers: &HashMap<Place, Id<Content>>, pieces: &[Artifact]) -> Vec<Stands> {
    let answer = answers.get(place).map(|content| Stands::answer(place, *content));
    let pieces = pieces.iter().filter(|it| it.place == *place);
    answer.into_iter().chain(pieces.map(Stands::evidence)).collect()
}

/// Files are sealed from the start, so they are granted like any other.
async fn open_files(tx: &mut Tx, by: &Coach, seen: &HashMap<Id<Content>, Seen>) -> Result<()> {
    let files = seen.iter().filter(|(_, it)| matches!(it, Seen::File(_)));
    let files: Vec<_> = files.map(|(id, _)| *id).collect();
    let until = tx.now() + OPEN_FOR;
    vault::grant(tx, by.id(), &files, until).await
}
