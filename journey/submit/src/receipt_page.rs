//! `/submissions/{id}`: that it arrived, and everything as it was submitted; for its holder alone.

use askama::Template;
use axum::extract::State;
use design::Version;
use evidence::Artifact;
use foundation::{App, Id, Page, Path, Result, time};
use people::Holder;

use crate::{
    Submission,
    shown::{Showing, Shown, Stands, What},
    store,
    submission::{Item, ItemKind, decision_by},
};

#[derive(Template)]
#[template(path = "receipt_page.html")]
struct View {
    submission: Submission,
    version: Version,
    moment: String,
    by: String,
    shown: Vec<Shown>,
    manifest: Vec<(String, String)>,
}

pub async fn show(
    State(app): State<App>,
    by: Holder,
    Path(id): Path<Id<Submission>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let submission = store::submissions::submission(&mut read, id).await?;
    let pursuit = learn::held_by(&mut read, &by, submission.pursuit).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let zone = learn::zone(&mut read, &pursuit).await?;
    let artifacts = evidence::of(&mut read, pursuit.id, submission.number).await?;
    let stands = stands(&submission, &artifacts);
    let ids: Vec<_> = submission.items.iter().map(|it| it.content).collect();
    let seen = vault::own(&mut read, pursuit.owner(), &ids).await?;
    let document = &version.document;
    let showing = Showing { app: &app, viewer: by.id(), document, zone: &zone };
    let shown = showing.shown(stands, &seen).await?;
    let until = decision_by(submission.submitted_at, version.document.review.days, &zone);
    let moment = time::moment(submission.submitted_at, &zone);
    let manifest = manifest(&submission, &version);
    let view = View { moment, by: time::day(until, &zone), shown, manifest, version, submission };
    Page::new("What you submitted", &view)
}

fn stands(submission: &Submission, artifacts: &[Artifact]) -> Vec<Stands> {
    let items = submission.items.iter().filter(|it| it.kind != ItemKind::Caption);
    let stands = items.map(|item| Stands {
        place: item.place.clone(),
        content: item.content,
        artifact: artifacts.iter().find(|it| Some(it.id) == item.artifact).cloned(),
    });
    stands.collect()
}

/// What the record holds of each for good.
fn manifest(submission: &Submission, version: &Version) -> Vec<(String, String)> {
    let line = |item: &Item| {
        let title = item.place.title(&version.document).unwrap_or_default();
        let title = match item.kind {
            ItemKind::Answer => title,
            ItemKind::Artifact => format!("{title}: a piece"),
            ItemKind::Caption => format!("{title}: its caption"),
        };
        (title, item.commitment.clone())
    };
    submission.items.iter().map(line).collect()
}
