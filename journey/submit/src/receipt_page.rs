//! `/submissions/{id}`: that it arrived, and everything as it was submitted; for its holder alone.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use design::Version;
use evidence::{Artifact, ArtifactKind};
use foundation::{App, Id, Page, Path, Result, time};
use people::Educator;
use vault::Content;

use crate::{
    Submission,
    shown::{Shown, Standing, What, shown},
    store,
    submission::{ItemKind, decision_by},
};

#[derive(Template)]
#[template(path = "receipt_page.html")]
struct View {
    submission: Submission,
    version: Version,
    moment: String,
    by: String,
    shown: Vec<Shown>,
}

pub async fn show(
    State(app): State<App>,
    by: Educator,
    Path(id): Path<Id<Submission>>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let submission = store::submissions::submission(&mut read, id).await?;
    let pursuit = learn::held_by(&mut read, &by, submission.pursuit).await?;
    let version = design::version(&mut read, pursuit.version).await?;
    let zone = learn::zone(&mut read, &pursuit).await?;
    let artifacts = evidence::of(&mut read, pursuit.id, submission.number).await?;
    let kinds = artifacts.into_iter().map(|it| (it.id, it.kind)).collect();
    let standing = standing(&submission, &kinds);
    let ids: Vec<_> = submission.items.iter().map(|it| it.content).collect();
    let seen = vault::own(&mut read, pursuit.owner(), &ids).await?;
    let shown = shown(&app, by.id(), &version.document, &standing, &seen)?;
    let until = decision_by(submission.submitted_at, version.document.review.days, &zone);
    let moment = time::moment(submission.submitted_at, &zone);
    let view = View { moment, by: time::day(until, &zone), shown, version, submission };
    Page::new("What you submitted", &view)
}

fn standing<'a>(
    submission: &'a Submission,
    kinds: &HashMap<Id<Artifact>, ArtifactKind>,
) -> Vec<Standing<'a>> {
    let captions = submission.items.iter().filter(|it| it.kind == ItemKind::Caption);
    let captions: HashMap<Id<Artifact>, Id<Content>> =
        captions.filter_map(|it| Some((it.artifact?, it.content))).collect();
    let standing = |it: &'a crate::submission::Item| Standing {
        place: &it.place,
        content: it.content,
        artifact: it.artifact.and_then(|id| kinds.get(&id).copied()),
        caption: it.artifact.and_then(|id| captions.get(&id).copied()),
        commitment: Some(it.commitment.clone()),
    };
    let shown = submission.items.iter().filter(|it| it.kind != ItemKind::Caption);
    shown.map(standing).collect()
}
