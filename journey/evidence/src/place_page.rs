//! `/pursuits/{id}/evidence/{place}`: what is asked there, what stands there, and what may be added.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Fields, Html, Id, Page, Path, Refuse, Result, markdown};
use learn::{Place, Pursuit};
use people::{Educator, Holder};

use crate::{
    Refusal, Spot,
    add::{add_file, add_link as add_the_link},
    lines::{Line, TextField, lines, text_field},
    saved::{revision, saved, wants_json},
    sent::{Part, Sent},
    upload::{AT_ONCE, PERSON_BYTES, size},
    write::write as write_it,
};

#[derive(Template)]
#[template(path = "place_page.html")]
struct View {
    spot: Spot,
    title: String,
    instructions: Html,
    instead: Option<Html>,
    /// Why nothing can be changed now.
    shut: Option<String>,
    lines: Vec<Line>,
    /// The one piece that is written.
    text: Option<TextField>,
    full: bool,
    /// Of what one person may keep in all.
    used: Option<String>,
    typed: Typed,
    troubles: Vec<Trouble>,
}

/// What was sent and refused: it is on the page again. And what wasn't.
#[derive(Default)]
struct Typed {
    caption: String,
    link: String,
    link_caption: String,
    words: Option<String>,
    files_added: usize,
}

struct Trouble {
    field: &'static str,
    /// Of several files, which.
    name: Option<String>,
    sentence: String,
}

impl View {
    fn at(&self, field: &str) -> impl Iterator<Item = &Trouble> {
        self.troubles.iter().filter(move |it| it.field == field)
    }

    fn wrong(&self, field: &str) -> bool {
        self.at(field).next().is_some()
    }

    fn has_nothing(&self) -> bool {
        let written = self.text.as_ref().is_some_and(|it| it.piece.is_some());
        self.lines.is_empty() && !written
    }

    fn in_all(&self) -> String {
        size(PERSON_BYTES)
    }

    /// What stands there, where it isn't what is in the field.
    fn other_text(&self) -> Option<&str> {
        let kept = self.text.as_ref()?.words.as_str();
        let typed = self.typed.words.as_deref()?;
        (typed != kept && !kept.is_empty()).then_some(kept)
    }

    fn text_in_field(&self) -> &str {
        let kept = self.text.as_ref().map_or("", |it| it.words.as_str());
        self.typed.words.as_deref().unwrap_or(kept)
    }
}

type At = (Id<Pursuit>, Place);

pub async fn show(State(app): State<App>, by: Holder, Path((id, place)): Path<At>) -> Result<Page> {
    page(&app, &by, id, &place, Typed::default(), vec![]).await
}

pub async fn add_files(
    State(app): State<App>,
    by: Educator,
    Path((id, place)): Path<At>,
    mut sent: Sent,
) -> Result<Response> {
    let spot = Spot::find(&app, &by, id, &place).await?;
    let (mut caption, mut troubles, mut files, mut files_added) = (String::new(), vec![], 0, 0);
    while let Some(part) = sent.next().await? {
        let (name, added) = match part {
            Part::Caption(words) => {
                caption = words;
                continue;
            }
            Part::TooLarge { name } => (name, Err(Refusal::TooLarge.into())),
            Part::File(_) if files == AT_ONCE => {
                troubles.push(trouble(Refusal::TooManyAtOnce.into(), None)?);
                break;
            }
            Part::File(upload) => {
                let name = upload.name.clone();
                (name, add_file(&app, &by, &spot, upload, &caption).await)
            }
        };
        files += 1;
        match added {
            Ok(()) => files_added += 1,
            Err(error) => troubles.push(trouble(error, Some(name))?),
        }
    }
    if files == 0 {
        troubles.push(trouble(Refusal::NoFile.into(), None)?);
    }
    if troubles.is_empty() {
        return Ok(back(&spot));
    }
    let typed = Typed { caption, files_added, ..Typed::default() };
    Ok(page(&app, &by, id, &place, typed, troubles).await?.refused())
}

pub async fn add_link(
    State(app): State<App>,
    by: Educator,
    Path((id, place)): Path<At>,
    fields: Fields,
) -> Result<Response> {
    let spot = Spot::find(&app, &by, id, &place).await?;
    let link = fields.get("link").ok_or(Error::Unreadable)?.to_owned();
    let link_caption = fields.get("caption").unwrap_or_default().to_owned();
    let Err(error) = add_the_link(&app, &by, &spot, &link, &link_caption).await else {
        return Ok(back(&spot));
    };
    let mut trouble = trouble(error, None)?;
    trouble.field = if trouble.field == "caption" { "link-caption" } else { "link" };
    let typed = Typed { link, link_caption, ..Typed::default() };
    Ok(page(&app, &by, id, &place, typed, vec![trouble]).await?.refused())
}

pub async fn write(
    State(app): State<App>,
    by: Educator,
    Path((id, place)): Path<At>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let spot = Spot::find(&app, &by, id, &place).await?;
    let words = fields.get("words").ok_or(Error::Unreadable)?.to_owned();
    let kept = write_it(&app, &by, &spot, &words, revision(&fields)?).await;
    if wants_json(&headers) {
        return saved(&app, &spot, kept).await;
    }
    let Err(error) = kept else { return Ok(back(&spot)) };
    let mut trouble = trouble(error, None)?;
    trouble.field = "words";
    let typed = Typed { words: Some(words), ..Typed::default() };
    Ok(page(&app, &by, id, &place, typed, vec![trouble]).await?.refused())
}

fn back(spot: &Spot) -> Response {
    Redirect::to(&format!("{}#pieces", spot.address())).into_response()
}

fn trouble(error: Error, name: Option<String>) -> Result<Trouble> {
    let refusal: Box<dyn Refuse> = error.refusal()?;
    let field = if refusal.field() == Some("caption") { "caption" } else { "files" };
    Ok(Trouble { field, name: name.filter(|it| !it.is_empty()), sentence: refusal.to_string() })
}

async fn page(
    app: &App,
    by: &Holder,
    id: Id<Pursuit>,
    place: &Place,
    typed: Typed,
    troubles: Vec<Trouble>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let spot = Spot::load(&mut read, by, id, place).await?;
    let shut = spot.shut(&mut read).await?;
    let pieces = spot.pieces(&mut read).await?;
    let zone = learn::zone(&mut read, &spot.pursuit).await?;
    let text = match &shut {
        None => text_field(&mut read, &spot, &pieces, &zone).await?,
        Some(_) => None,
    };
    let lines = lines(&mut read, &spot, &pieces, shut.is_none()).await?;
    let used = vault::files_kept(&mut read, spot.owner()).await?;
    let title = spot.asked.title.clone();
    let view = View {
        title: spot.document.title.to_string(),
        instructions: markdown(&spot.asked.instructions),
        instead: spot.asked.film.as_ref().map(|film| markdown(film.instead.as_str())),
        shut,
        lines,
        text,
        full: spot.asked.has_place(pieces.len()).is_err(),
        used: u64::try_from(used).ok().filter(|it| *it > 0).map(size),
        typed,
        troubles,
        spot,
    };
    Page::new(title, &view)
}
