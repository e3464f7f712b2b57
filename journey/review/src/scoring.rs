//! `/panels/{id}`: the evidence, and the rubric beside it.

use askama::Template;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header::ACCEPT},
    response::{IntoResponse, Redirect, Response},
};
use design::document::{Criterion, Key};
use foundation::{App, Error, Fields, Html, Id, Page, Path, Refuse, Result, markdown, time};
use people::SignedIn;
use serde_json::json;

use crate::{
    Panel,
    exhibits::{Exhibit, Shown, look},
    feedback, finish,
    finish::Finished,
    leave,
    note::{self, kept},
    notes::{Gap, Note},
    over,
    policy::review_due,
    store::{self, panels},
    work::Work,
};

#[derive(Template)]
#[template(path = "scoring.html")]
struct View {
    panel: Id<Panel>,
    title: String,
    blind: bool,
    /// The educator accepted this reviewer by name.
    named: bool,
    /// Whose it is, where the policy isn't blind.
    whose: Option<String>,
    due: String,
    minutes: u32,
    exhibits: Vec<Exhibit>,
    criteria: Vec<OnCriterion>,
    revision: i64,
    refusal: Option<String>,
}

/// One criterion, with what was noted on it.
struct OnCriterion {
    key: Key,
    title: String,
    levels: Vec<OnLevel>,
    /// The level to reach.
    required: String,
    feedback: String,
    gap: Option<Gap>,
    /// What is kept, where another tab has changed it.
    kept: Option<Kept>,
    /// What this assessor wrote on the submission before.
    earlier: Option<feedback::Said>,
}

struct OnLevel {
    key: Key,
    name: String,
    /// As a phrase with its emphasis, which may stand in a label; else as it was written.
    phrase: Option<Html>,
    looks: String,
    chosen: bool,
}

struct Kept {
    level: Option<String>,
    feedback: String,
}

impl View {
    fn gaps(&self) -> impl Iterator<Item = (&OnCriterion, Gap)> {
        self.criteria.iter().filter_map(|it| Some((it, it.gap?)))
    }

    /// How many criteria have a level.
    fn chosen(&self) -> usize {
        self.criteria.iter().filter(|it| it.levels.iter().any(|level| level.chosen)).count()
    }

    fn has_gaps(&self) -> bool {
        self.gaps().next().is_some()
    }
}

/// What was sent and why it came back; nothing, when the page is first opened.
#[derive(Default)]
pub struct Returned {
    notes: Option<Vec<Note>>,
    gaps: Vec<(Key, Gap)>,
    refusal: Option<Box<dyn Refuse>>,
}

pub async fn show(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Panel>>,
) -> Result<Response> {
    page(&app, &by, id, Returned::default()).await
}

/// Saves; then goes on to what was pressed.
pub async fn save(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Panel>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let notes = noted(&app, &by, id, &fields).await?;
    let saved = note::note(&app, &by, id, &notes, revision(&fields)).await;
    if asks_for_json(&headers) {
        return answer(&app, saved);
    }
    match saved {
        Ok(_) if fields.get("then") == Some("preview") => {
            let gaps = gaps(&app, &by, id, &notes).await?;
            if gaps.is_empty() {
                return Ok(Redirect::to(&format!("/panels/{id}/preview")).into_response());
            }
            page(&app, &by, id, Returned { gaps, ..Returned::default() }).await
        }
        Ok(_) => Ok(Redirect::to(&format!("/panels/{id}#notes")).into_response()),
        Err(error) => {
            let refusal = Some(error.refusal()?);
            page(&app, &by, id, Returned { notes: Some(notes), refusal, gaps: vec![] }).await
        }
    }
}

/// Which notes the form was made from.
fn revision(fields: &Fields) -> Option<i64> {
    fields.get("revision")?.parse().ok()
}

fn asks_for_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    accepted.starts_with("application/json")
}

fn answer(app: &App, saved: Result<note::Saved>) -> Result<Response> {
    match saved {
        Ok(saved) => {
            let zone = time::zone(&app.site().time_zone);
            let at = time::time_of_day(saved.at, &zone);
            Ok(Json(json!({ "saved": at, "revision": saved.revision.to_string() })).into_response())
        }
        Err(error) => Ok(Json(json!({ "refused": error.refusal()?.to_string() })).into_response()),
    }
}

/// What the form says of each criterion that is asked.
async fn noted(app: &App, by: &SignedIn, id: Id<Panel>, fields: &Fields) -> Result<Vec<Note>> {
    let mut read = app.read().await?;
    let panel = panels::seated(&mut read, by.id(), id).await?;
    let asked = submit::submission(&mut read, panel.submission).await?.criteria;
    let note = |criterion: &Key| Note {
        criterion: criterion.clone(),
        level: fields.get(&format!("level.{criterion}")).and_then(|it| it.parse().ok()),
        // As browsers send it; kept with plain line ends.
        feedback: fields
            .get(&format!("feedback.{criterion}"))
            .unwrap_or_default()
            .replace("\r\n", "\n"),
    };
    Ok(asked.iter().map(note).collect())
}

async fn gaps(app: &App, by: &SignedIn, id: Id<Panel>, notes: &[Note]) -> Result<Vec<(Key, Gap)>> {
    let mut read = app.read().await?;
    let panel = panels::seated(&mut read, by.id(), id).await?;
    let version = design::version(&mut read, panel.version).await?;
    Ok(crate::notes::scored(&version.document.rubric, notes).err().unwrap_or_default())
}

/// Sends the review as it was previewed.
pub async fn send(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Panel>>,
    fields: Fields,
) -> Result<Response> {
    match finish::finish(&app, &by, id, revision(&fields)).await {
        Ok(Finished::Sent | Finished::TooNear) => {
            Ok(Redirect::to(&format!("/panels/{id}")).into_response())
        }
        Ok(Finished::Gaps(gaps)) => {
            page(&app, &by, id, Returned { gaps, ..Returned::default() }).await
        }
        Err(error) => {
            let refusal = Some(error.refusal()?);
            page(&app, &by, id, Returned { refusal, ..Returned::default() }).await
        }
    }
}

/// "I know this person."
pub async fn know_them(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Panel>>,
) -> Result<Redirect> {
    leave::know_them(&app, &by, id).await?;
    Ok(Redirect::to(&format!("/panels/{id}")))
}

async fn page(app: &App, by: &SignedIn, id: Id<Panel>, returned: Returned) -> Result<Response> {
    let mut read = app.read().await?;
    let panel = panels::seated(&mut read, by.id(), id).await?;
    if let Err(refusal) = panel.open_to(by.id()) {
        drop(read);
        return over::page(app, by, &panel, &refusal, returned.notes).await;
    }
    let work = Work::of(&mut read, &panel).await?;
    drop(read);
    let exhibits = match look(app, by.id(), &work).await {
        Ok(exhibits) => exhibits,
        Err(Error::Refused(why)) => {
            return over::page(app, by, &panel, &*why, returned.notes).await;
        }
        Err(error) => return Err(error),
    };
    let refused = returned.refusal.is_some() || !returned.gaps.is_empty();
    let view = view(app, by, &panel, &work, exhibits, returned).await?;
    let page = Page::new(view.title.clone(), &view)?;
    Ok(if refused { page.refused() } else { page.into_response() })
}

async fn view(
    app: &App,
    by: &SignedIn,
    panel: &Panel,
    work: &Work,
    exhibits: Vec<Exhibit>,
    returned: Returned,
) -> Result<View> {
    let mut read = app.read().await?;
    let kept = kept(&mut read, panel, by.id(), &work.submission.criteria).await?;
    let (revision, kept) = (kept.revision, kept.notes());
    let notes = returned.notes.as_deref().unwrap_or(&kept);
    let earlier = store::reviews::of_assessor(&mut read, panel.pursuit, by.id()).await?;
    let earlier = feedback::own(&mut read, by.id(), &work.version, &earlier).await?;
    let whose = match work.policy().blind {
        true => None,
        false => {
            let names = people::names(&mut read, &work.pursuit.holders).await?;
            let names = work.pursuit.holders.iter().filter_map(|it| names.get(it).cloned());
            Some(names.collect::<Vec<_>>().join(", "))
        }
    };
    let mut earlier = earlier;
    let rubric = &work.version.document.rubric;
    let criteria = notes.iter().zip(&kept).filter_map(|(note, kept)| {
        let criterion = rubric.criterion(note.criterion.as_str())?;
        Some(OnCriterion {
            key: note.criterion.clone(),
            title: criterion.title.as_str().to_owned(),
            levels: levels(work, criterion, note),
            required: feedback::level(rubric, rubric.required(criterion)),
            feedback: note.feedback.clone(),
            gap: returned.gaps.iter().find(|(key, _)| *key == note.criterion).map(|(_, gap)| *gap),
            kept: (note != kept).then(|| Kept {
                level: kept.level.as_ref().map(|it| feedback::level(rubric, it)),
                feedback: kept.feedback.clone(),
            }),
            earlier: earlier.remove(&note.criterion),
        })
    });
    let turn = panel.turn_of(by.id()).ok_or(Error::Absent)?;
    let due = review_due(work.policy(), turn.seated_at, &work.issuer_zone);
    Ok(View {
        panel: panel.id,
        title: work.title(),
        blind: work.policy().blind,
        named: work.policy().reviewer_role.is_some(),
        whose,
        due: time::day(due, &work.issuer_zone),
        minutes: work.minutes(),
        exhibits,
        criteria: criteria.collect(),
        revision,
        refusal: returned.refusal.map(|it| it.to_string()),
    })
}

/// The highest first: what to look for.
fn levels(work: &Work, criterion: &Criterion, note: &Note) -> Vec<OnLevel> {
    let described = work.version.document.rubric.described(criterion).rev();
    let level = |(level, looks): (&design::document::Level, &design::document::Text)| OnLevel {
        key: level.key.clone(),
        name: level.name.as_str().to_owned(),
        phrase: phrase(looks.as_str()),
        looks: looks.to_string(),
        chosen: note.level.as_ref() == Some(&level.key),
    };
    described.map(level).collect()
}

/// One paragraph, without the paragraph.
fn phrase(text: &str) -> Option<Html> {
    let markup = markdown(text).to_string();
    let inner = markup.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    let alone = !inner.contains("<p>") && !inner.contains("</p>");
    alone.then(|| Html::sanitized(inner.to_owned()))
}
