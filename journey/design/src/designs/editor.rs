//! `/designs/drafts/{id}`: where a document is written, with what is wrong beside its lines.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Html, Id, Page, Path, Refuse, Result};
use people::Designer;

use super::sent::Sent;
use crate::{
    Draft,
    document::{Problem, Problems},
    draft, store,
};

/// More than this nobody reads at once.
const MOST_TOLD: usize = 100;

#[derive(Template)]
#[template(path = "designs/editor.html")]
struct View {
    id: Id<Draft>,
    title: String,
    revision: i64,
    document: String,
    lines: Vec<Line>,
    problems: Problems,
    refusal: Option<Box<dyn Refuse>>,
}

/// A line of the document, with what is wrong with it.
struct Line {
    number: usize,
    text: String,
    wrong: Vec<Problem>,
}

impl View {
    fn of(draft: &Draft, problems: Problems) -> View {
        View {
            id: draft.id,
            title: draft.title(),
            revision: draft.revision,
            document: draft.text.clone(),
            lines: lines(&draft.text, &problems),
            problems,
            refusal: None,
        }
    }

    /// What stands between back-ticks is set as such.
    fn drawn(&self, problem: &Problem) -> Html {
        foundation::markdown(&format!("{} {}", problem.what, problem.right))
    }

    /// What is missing at the end stands beside the last line.
    fn shown_at(&self, problem: &Problem) -> usize {
        problem.at.line.min(self.lines.len())
    }

    fn told(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().take(MOST_TOLD)
    }

    fn untold(&self) -> usize {
        self.problems.len().saturating_sub(MOST_TOLD)
    }
}

fn lines(text: &str, problems: &Problems) -> Vec<Line> {
    let many = text.lines().count().max(1);
    let mut wrong: HashMap<usize, Vec<Problem>> = HashMap::new();
    for problem in problems {
        wrong.entry(problem.at.line.min(many)).or_default().push(problem.clone());
    }
    let line = |(i, text): (usize, &str)| Line {
        number: i + 1,
        text: text.to_owned(),
        wrong: wrong.remove(&(i + 1)).unwrap_or_default(),
    };
    let empty = (many == 1 && text.is_empty()).then_some("");
    text.lines().chain(empty).enumerate().map(line).collect()
}

pub async fn show(State(app): State<App>, by: Designer, Path(id): Path<Id<Draft>>) -> Result<Page> {
    let view = view(&app, &by, id).await?;
    Page::new(format!("Draft: {}", view.title), &view)
}

async fn view(app: &App, by: &Designer, id: Id<Draft>) -> Result<View> {
    let mut read = app.read().await?;
    let draft = store::drafts::one(&mut read, by, id).await?.ok_or(Error::Absent)?;
    let problems = draft::problems(&mut read, &draft).await?;
    Ok(View::of(&draft, problems))
}

pub async fn save(
    State(app): State<App>,
    by: Designer,
    Path(id): Path<Id<Draft>>,
    sent: Sent,
) -> Result<Response> {
    let saved = match sent.refused {
        Some(refused) => Err(refused.into()),
        None => draft::save(&app, &by, id, sent.revision, &sent.document).await,
    };
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("/designs/drafts/{id}")).into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            // The revision is the newest now, so that saving again keeps what stands in the field.
            let view = view(&app, &by, id).await?;
            let document = if sent.document.is_empty() { view.document } else { sent.document };
            let view = View { document, refusal: Some(refusal), ..view };
            Ok(Page::new(format!("Draft: {}", view.title), &view)?.refused())
        }
    }
}

pub async fn keep(
    State(app): State<App>,
    by: Designer,
    Path(id): Path<Id<Draft>>,
    sent: Sent,
) -> Result<Response> {
    match draft::make_version(&app, &by, id, sent.revision, sent.publish).await {
        Ok(kept) => Ok(Redirect::to(&format!("/designs/{}", kept.slug)).into_response()),
        Err(error) => refused(&app, &by, id, error).await,
    }
}

pub async fn remove(
    State(app): State<App>,
    by: Designer,
    Path(id): Path<Id<Draft>>,
    sent: Sent,
) -> Result<Response> {
    match draft::remove(&app, &by, id, sent.revision).await {
        Ok(()) => Ok(Redirect::to("/designs").into_response()),
        Err(error) => refused(&app, &by, id, error).await,
    }
}

async fn refused(app: &App, by: &Designer, id: Id<Draft>, error: Error) -> Result<Response> {
    let refusal = Some(error.refusal()?);
    let view = View { refusal, ..view(app, by, id).await? };
    Ok(Page::new(format!("Draft: {}", view.title), &view)?.refused())
}
