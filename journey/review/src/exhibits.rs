//! What was submitted, as an assessor sees it: by its place in the document alone, never by whose it
//! is, what its file was called, or when it was made.

use std::collections::HashMap;

use design::document::{Microcredential, Template};
use evidence::{Artifact, ArtifactKind};
use foundation::{App, Conn, Id, Result, time};
use learn::Place;
use people::Person;
use submit::{ItemKind, Table};
use vault::{Content, Seen};

use crate::{panel::Refusal, work::Work};

/// What was shown at one place: "Evidence 2 · A lesson plan".
pub struct Exhibit {
    pub heading: String,
    /// The question that was asked.
    pub asked: Option<String>,
    pub pieces: Vec<Piece>,
}

pub struct Piece {
    pub shown: Shown,
    /// What the educator says about it.
    pub caption: Option<String>,
}

pub enum Shown {
    Words(String),
    Table { title: String, columns: Vec<String>, rows: Vec<Vec<String>> },
    Link(String),
    Picture(String),
    Sound(String),
    File { kind: &'static str, url: String },
    Destroyed(String),
}

/// Looks at everything that was submitted, which is on the record before anything is shown; none of it
/// when some of it is out of sight.
pub async fn look(app: &App, by: Id<Person>, work: &Work) -> Result<Vec<Exhibit>> {
    let contents = work.contents();
    let seen = vault::look(app, by, &contents, "to review it").await?;
    if contents.iter().any(|it| !seen.contains_key(it)) {
        return Err(Refusal::OutOfSight.into());
    }
    let artifacts = artifacts(&mut *app.read().await?, work).await?;
    let looking = Looking { app, by, work, seen, artifacts };
    let mut exhibits: Vec<Exhibit> = vec![];
    for place in places(work) {
        exhibits.push(looking.exhibit(&place)?);
    }
    Ok(exhibits)
}

async fn artifacts(conn: &mut Conn, work: &Work) -> Result<HashMap<Id<Artifact>, Artifact>> {
    let all = evidence::of(conn, work.pursuit.id, work.submission.number).await?;
    Ok(all.into_iter().map(|it| (it.id, it)).collect())
}

/// Where something was shown, in the document's order. A table stands with its item.
fn places(work: &Work) -> Vec<Place> {
    let document = &work.version.document;
    let questions = document.part_1.questions.iter().map(|it| Place::Question(it.key.clone()));
    let items = document.part_2.items.iter().map(|it| Place::Item(it.key.clone()));
    let prompts = document.part_3.prompts.iter().map(|it| Place::Reflection(it.key.clone()));
    let all = questions.chain(items).chain(prompts).chain([Place::Recording]);
    let shown = |it: &Place| work.submission.items.iter().any(|item| stands_at(&item.place, it));
    all.filter(shown).collect()
}

fn stands_at(place: &Place, exhibit: &Place) -> bool {
    match (place, exhibit) {
        (Place::Template(table), Place::Item(item)) => table == item,
        _ => place == exhibit,
    }
}

struct Looking<'a> {
    app: &'a App,
    by: Id<Person>,
    work: &'a Work,
    seen: HashMap<Id<Content>, Seen>,
    artifacts: HashMap<Id<Artifact>, Artifact>,
}

impl Looking<'_> {
    fn exhibit(&self, place: &Place) -> Result<Exhibit> {
        let (heading, asked) = told(&self.work.version.document, place);
        let here = self.work.submission.items.iter().filter(|it| stands_at(&it.place, place));
        let mut pieces = vec![];
        for item in here.filter(|it| it.kind != ItemKind::Caption) {
            let artifact = item.artifact.and_then(|it| self.artifacts.get(&it));
            let caption = artifact.and_then(|it| it.caption).and_then(|it| self.seen.get(&it));
            let caption = caption.and_then(|it| it.words()).map(str::to_owned);
            let is_link = artifact.is_some_and(|it| it.kind == ArtifactKind::Link);
            let shown = match self.seen.get(&item.content) {
                Some(Seen::Words(words)) if is_link => Shown::Link(words.clone()),
                Some(Seen::Words(words)) => self.words(&item.place, words),
                Some(Seen::File(file)) => self.file(item.content, &file.media_type)?,
                Some(Seen::Destroyed { at }) => {
                    Shown::Destroyed(time::day(*at, &self.work.issuer_zone))
                }
                None => continue,
            };
            pieces.push(Piece { shown, caption });
        }
        Ok(Exhibit { heading, asked, pieces })
    }

    fn words(&self, place: &Place, words: &str) -> Shown {
        let Place::Template(key) = place else { return Shown::Words(words.to_owned()) };
        let items = &self.work.version.document.part_2.items;
        let template = items.iter().find(|it| it.key == *key).and_then(|it| it.template.as_ref());
        template.map_or_else(|| Shown::Words(words.to_owned()), |it| table(it, words))
    }

    fn file(&self, content: Id<Content>, media_type: &str) -> Result<Shown> {
        let url = vault::file_url(self.app, self.by, content)?;
        Ok(match media_type.split_once('/') {
            Some(("image", _)) => Shown::Picture(url),
            Some(("audio", _)) => Shown::Sound(url),
            _ => Shown::File { kind: spoken(media_type), url },
        })
    }
}

/// How a file is spoken of: its name may tell who it is from.
fn spoken(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "PDF document",
        "text/plain" => "text",
        _ => "file",
    }
}

/// The heading of a place, and what was asked there.
fn told(document: &Microcredential, place: &Place) -> (String, Option<String>) {
    match place {
        Place::Question(key) => {
            let at = document.part_1.questions.iter().position(|it| it.key == *key);
            let asked = at.map(|at| document.part_1.questions[at].prompt.as_str().to_owned());
            (format!("Part 1 · Question {}", at.map_or(1, |at| at + 1)), asked)
        }
        Place::Item(key) | Place::Template(key) => {
            let items = &document.part_2.items;
            let at = items.iter().position(|it| it.key == *key);
            let title = at.map_or("", |at| items[at].title.as_str());
            (format!("Evidence {} · {title}", at.map_or(1, |at| at + 1)), None)
        }
        Place::Reflection(key) => {
            let asked = document.part_3.prompts.iter().find(|it| it.key == *key);
            ("Part 3 · Reflection".into(), asked.map(|it| it.prompt.as_str().to_owned()))
        }
        Place::Recording => ("Part 3 · Reflection, recorded".into(), None),
        Place::Before(_) | Place::After(_) => ("Reflection".into(), None),
    }
}

/// A table that was filled in, row by row.
fn table(template: &Template, words: &str) -> Shown {
    let columns = template.columns.iter().map(|it| it.title.to_string());
    Shown::Table {
        title: template.title.to_string(),
        columns: columns.collect(),
        rows: Table::kept(template, words).rows,
    }
}
