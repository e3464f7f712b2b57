//! `/pursuits/{id}/{place}`: where an educator writes. It is saved as it is typed, and by a button.

use askama::Template;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::ACCEPT},
    response::{IntoResponse, Redirect, Response},
};
use design::document::{Between, Key, Prompt};
use foundation::{App, Error, Fields, Html, Id, Page, Path, Refuse, Result, markdown, time};
use learn::{Place, Pursuit};
use people::{Educator, Holder};
use serde_json::json;
use vault::Saved;

use crate::{
    spot::Spot,
    steps::address,
    table_page,
    words::{count, tidy},
    write::{Typed, write},
};

#[derive(Template)]
#[template(path = "answer.html")]
struct View {
    spot: Spot,
    prompt: Html,
    minutes: Option<u32>,
    limit: Option<Limit>,
    /// What was typed and refused.
    typed: Option<String>,
    refusal: Option<Box<dyn Refuse>>,
}

/// How many words it may have, by itself or with the other answers of Part 3.
struct Limit {
    words: Between,
    others: Option<u32>,
}

impl Limit {
    /// As it is counted under the field.
    fn counted(&self) -> String {
        match self.others {
            None => self.words.to_string(),
            Some(others) => format!("{} in all answers; the others have {others}", self.words),
        }
    }
}

impl View {
    fn in_the_field(&self) -> &str {
        self.typed.as_deref().unwrap_or(self.spot.words())
    }

    /// What stands there, where it isn't what is in the field.
    fn other(&self) -> Option<&str> {
        let kept = self.spot.words();
        (self.in_the_field() != kept && !kept.is_empty()).then_some(kept)
    }

    fn count(&self) -> u32 {
        count(self.in_the_field())
    }
}

pub async fn show(
    State(app): State<App>,
    by: Holder,
    Path((id, place)): Path<(Id<Pursuit>, String)>,
) -> Result<Response> {
    let place: Place = place.parse().map_err(|_| Error::Absent)?;
    match place {
        Place::Item(_) | Place::Recording => Ok(Redirect::to(&address(id, &place)).into_response()),
        Place::Template(_) => table_page::show(&app, &by, id, place).await,
        _ => Ok(page(&app, &by, id, place, None).await?.into_response()),
    }
}

pub async fn save(
    State(app): State<App>,
    by: Educator,
    Path((id, place)): Path<(Id<Pursuit>, String)>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let place: Place = place.parse().map_err(|_| Error::Absent)?;
    match place {
        Place::Item(_) | Place::Recording => Err(Error::Absent),
        Place::Template(_) => table_page::save(&app, &by, id, place, &headers, &fields).await,
        _ => save_words(&app, &by, id, place, &headers, &fields).await,
    }
}

async fn save_words(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    place: Place,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<Response> {
    let words = fields.get("words").ok_or(Error::Unreadable)?.to_owned();
    let typed = Typed { words, revision: revision(fields)? };
    let kept = write(app, by, id, &place, &typed).await;
    if wants_json(headers) {
        return answer_script(app, by, id, kept).await;
    }
    let Err(error) = kept else {
        let spot = spot(app, by, id, place).await?;
        let on = fields.get("then") == Some("next");
        let to = if on { spot.next() } else { spot.address() };
        return Ok(Redirect::to(&to).into_response());
    };
    // What she typed is still on the page, beside the reason and what is kept.
    let refused = Some((typed.words, error.refusal()?));
    Ok(page(app, by, id, place, refused).await?.refused())
}

pub fn revision(fields: &Fields) -> Result<i64> {
    fields.get("revision").and_then(|it| it.parse().ok()).ok_or(Error::Unreadable)
}

pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|it| it.to_str().ok());
    accept.is_some_and(|it| it.contains("application/json"))
}

/// What a page's script says under the field.
pub async fn answer_script(
    app: &App,
    by: &Educator,
    id: Id<Pursuit>,
    kept: Result<Saved>,
) -> Result<Response> {
    match kept {
        Ok(saved) => {
            let mut read = app.read().await?;
            let pursuit = learn::held_by(&mut read, by, id).await?;
            let at = time::time_of_day(saved.at, &learn::zone(&mut read, &pursuit).await?);
            let said = json!({ "saved": at, "revision": saved.revision.to_string() });
            Ok(Json(said).into_response())
        }
        Err(error) => {
            let said = json!({ "refused": error.refusal()?.to_string() });
            Ok((StatusCode::CONFLICT, Json(said)).into_response())
        }
    }
}

pub async fn spot(app: &App, by: &Holder, id: Id<Pursuit>, place: Place) -> Result<Spot> {
    let mut read = app.read().await?;
    Spot::load(&mut read, by, id, place).await
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    place: Place,
    refused: Option<(String, Box<dyn Refuse>)>,
) -> Result<Page> {
    let spot = spot(app, by, id, place).await?;
    let (prompt, minutes, limit) = asked(&spot).ok_or(Error::Absent)?;
    let prompt = markdown(&prompt);
    let (typed, refusal) = match refused {
        Some((typed, refusal)) => (Some(tidy(&typed)), Some(refusal)),
        None => (None, None),
    };
    let title = spot.title.clone();
    Page::new(title, &View { spot, prompt, minutes, limit, typed, refusal })
}

/// The prompt, how long it takes, and how many words it may have.
fn asked(spot: &Spot) -> Option<(String, Option<u32>, Option<Limit>)> {
    let document = spot.document();
    let among = |prompts: &[Prompt], key: &Key| {
        prompts.iter().find(|it| it.key == *key).map(|it| it.prompt.to_string())
    };
    match &spot.place {
        Place::Before(key) => {
            let part = document.pre_reflection.as_ref()?;
            Some((among(&part.prompts, key)?, None, None))
        }
        Place::After(key) => {
            let part = document.post_reflection.as_ref()?;
            Some((among(&part.prompts, key)?, None, None))
        }
        Place::Question(key) => {
            let question = document.part_1.questions.iter().find(|it| it.key == *key)?;
            let limit = Limit { words: question.words, others: None };
            Some((question.prompt.to_string(), Some(question.minutes), Some(limit)))
        }
        Place::Reflection(key) => {
            let prompts = &document.part_3.prompts;
            let others = prompts.iter().filter(|it| it.key != *key);
            let others = others.map(|it| spot.gathered.words(&Place::Reflection(it.key.clone())));
            let others: u32 = others.map(count).sum();
            let others = (prompts.len() > 1).then_some(others);
            let limit = Limit { words: document.part_3.words?, others };
            Some((among(prompts, key)?, None, Some(limit)))
        }
        Place::Item(_) | Place::Template(_) | Place::Recording => None,
    }
}
