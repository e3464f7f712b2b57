//! `/panels/{id}/preview`: the review as the educator will read it, before it is sent.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Id, Page, Path, Result};
use people::SignedIn;

use crate::{
    Finding, Panel,
    adding_up::finding,
    feedback::{self, Said},
    note::kept,
    notes::scored,
    store::panels,
    work::Work,
};

#[derive(Template)]
#[template(path = "preview.html")]
struct View {
    panel: Id<Panel>,
    title: String,
    finding: Finding,
    criteria: Vec<OnCriterion>,
    revision: i64,
}

struct OnCriterion {
    title: String,
    outcome: Finding,
    said: Said,
}

pub async fn show(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Panel>>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let panel = panels::seated(&mut read, by.id(), id).await?;
    let back = || Redirect::to(&format!("/panels/{id}")).into_response();
    if panel.open_to(by.id()).is_err() {
        return Ok(back());
    }
    let work = Work::of(&mut read, &panel).await?;
    let kept = kept(&mut read, &panel, by.id(), &work.submission.criteria).await?;
    let notes = kept.notes();
    let rubric = &work.version.document.rubric;
    // What isn't whole yet is told beside its field.
    let Ok(levels) = scored(rubric, &notes) else { return Ok(back()) };
    let criterion = |(scored, note): (&crate::adding_up::Scored, &crate::notes::Note)| {
        let words = Some(note.feedback.trim()).filter(|it| !it.is_empty()).map(str::to_owned);
        let level = feedback::level(rubric, &scored.level);
        OnCriterion {
            title: feedback::title(rubric, &scored.criterion),
            outcome: scored.outcome,
            said: Said { by: "Assessor".into(), level, words },
        }
    };
    let criteria = levels.iter().zip(&notes).map(criterion).collect();
    let view = View {
        panel: id,
        title: work.title(),
        finding: finding(&levels),
        criteria,
        revision: kept.revision,
    };
    Ok(Page::new("Your review, as the educator will read it", &view)?.into_response())
}
