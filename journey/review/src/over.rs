//! `/panels/{id}` when there is nothing more to do on it: sent, left, withdrawn, out of sight. Nothing
//! that was typed is lost.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use foundation::{App, Id, Page, Refuse, Result};
use people::SignedIn;

use crate::{
    Panel,
    feedback::{self, Said},
    note::kept,
    notes::Note,
    seat::TurnState,
    work::Work,
};

#[derive(Template)]
#[template(path = "over.html")]
struct View {
    panel: Id<Panel>,
    title: String,
    why: String,
    sent: bool,
    /// What stands of theirs: the review as it was sent, or notes that weren't.
    theirs: Vec<(String, Said)>,
}

/// `typed` is what came with the request that was refused.
pub async fn page(
    app: &App,
    by: &SignedIn,
    panel: &Panel,
    why: &dyn Refuse,
    typed: Option<Vec<Note>>,
) -> Result<Response> {
    let mut read = app.read().await?;
    let work = Work::of(&mut read, panel).await?;
    let rubric = &work.version.document.rubric;
    let turn = panel.turn_of(by.id()).map(|it| it.state);
    let sent = matches!(turn, Some(TurnState::Reviewed { .. }));
    let refused = typed.is_some();
    let theirs = if sent && !refused {
        let mine: Vec<_> =
            panel.reviews.iter().filter(|it| it.assessor == by.id()).cloned().collect();
        let mut said = feedback::own(&mut read, by.id(), &work.version, &mine).await?;
        let asked = work.submission.criteria.iter();
        asked.filter_map(|it| Some((feedback::title(rubric, it), said.remove(it)?))).collect()
    } else {
        let notes = match typed {
            Some(typed) => typed,
            None => {
                let asked = &work.submission.criteria;
                kept(&mut read, panel, by.id(), asked).await?.notes()
            }
        };
        let noted = notes.into_iter().filter(|it| !it.is_empty());
        let said = |it: Note| {
            let level =
                it.level.as_ref().map_or("No level yet".into(), |it| feedback::level(rubric, it));
            let words = Some(it.feedback).filter(|it| !it.trim().is_empty());
            (feedback::title(rubric, &it.criterion), Said { by: "You".into(), level, words })
        };
        noted.map(said).collect()
    };
    let (title, why) = (work.title(), why.to_string());
    let view = View { panel: panel.id, title, why, sent, theirs };
    let page = Page::new(view.title.clone(), &view)?;
    Ok(if refused { page.with_status(StatusCode::CONFLICT) } else { page.into_response() })
}
