//! What was submitted, as an assessor sees it: by its place in the document alone, never by whose it
//! is, what its file was called, or when it was made.

use std::collections::HashMap;

use design::document::{Microcredential, Template, Text};
use evidence::Artifact;
use foundation::{App, Html, Id, Result, markdown, time};
use learn::Place;
use people::Person;
use submit::{Item, ItemKind, Table};
use vault::{Content, Seen};

use crate::{panel::Refusal, work::Work};

/// What was shown at one place: "Evidence 2 · A lesson plan".
pub struct Exhibit {
    pub heading: String,
    /// The question that was asked.
    pub asked: Option<Html>,
    pub shown: Vec<Shown>,
}

pub enum Shown {
    Words(String),
    Table {
        title: String,
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A piece of evidence with its caption, as `evidence` shows it.
    Piece(Html),
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
    let (pursuit, number) = (work.pursuit.id, work.submission.number);
    let artifacts = evidence::of(&mut *app.read().await?, pursuit, number).await?;
    let shown = evidence::shown(app, by, &artifacts, &seen, &work.issuer_zone).await?;
    let pieces = shown.into_iter().map(|it| (it.artifact, it.html)).collect();
    let looking = Looking { work, seen, pieces };
    Ok(places(work).iter().map(|it| looking.exhibit(it)).collect())
}

/// Where something was shown, in the document's order. A table stands with its item.
fn places(work: &Work) -> Vec<Place> {
    let document = &work.version.document;
    let questions = document.part_1.questions.iter().map(|it| Place::Question(it.key.clone()));
    let items = document.part_2.items.iter().map(|it| Place::Item(it.key.clone()));
    let prompts = document.part_3.prompts.iter().map(|it| Place::Reflection(it.key.clone()));
    let all = questions.chain(items).chain(prompts).chain([Place::Recording]);
    let shown = |it: &Place| work.submission.items.iter().any(|item| stands_at(item, it));
    all.filter(shown).collect()
}

fn stands_at(item: &Item, place: &Place) -> bool {
    match (&item.place, place) {
        (Place::Template(table), Place::Item(item)) => table == item,
        (at, place) => at == place,
    }
}

struct Looking<'a> {
    work: &'a Work,
    seen: HashMap<Id<Content>, Seen>,
    pieces: HashMap<Id<Artifact>, Html>,
}

impl Looking<'_> {
    fn exhibit(&self, place: &Place) -> Exhibit {
        let (heading, asked) = told(&self.work.version.document, place);
        let asked = asked.map(|it| markdown(it.as_str()));
        let here = self.work.submission.items.iter().filter(|it| stands_at(it, place));
        Exhibit { heading, asked, shown: here.filter_map(|it| self.shown(it)).collect() }
    }

    fn shown(&self, item: &Item) -> Option<Shown> {
        match item.kind {
            ItemKind::Answer => self.answer(item),
            ItemKind::Artifact => self.pieces.get(&item.artifact?).cloned().map(Shown::Piece),
            // It stands with what it is the caption of.
            ItemKind::Caption => None,
        }
    }

    fn answer(&self, item: &Item) -> Option<Shown> {
        Some(match (self.seen.get(&item.content)?, self.template(&item.place)) {
            (Seen::Words(words), Some(template)) => table(template, words),
            (Seen::Words(words), None) => Shown::Words(words.clone()),
            (Seen::Destroyed { at }, _) => Shown::Destroyed(time::day(*at, &self.work.issuer_zone)),
            (Seen::File(_), _) => return None,
        })
    }

    fn template(&self, place: &Place) -> Option<&Template> {
        let Place::Template(key) = place else { return None };
        let items = &self.work.version.document.part_2.items;
        items.iter().find(|it| it.key == *key)?.template.as_ref()
    }
}

fn table(template: &Template, words: &str) -> Shown {
    let columns = template.columns.iter().map(|it| it.title.to_string());
    Shown::Table {
        title: template.title.to_string(),
        columns: columns.collect(),
        rows: Table::kept(template, words).rows,
    }
}

/// The heading of a place, and what was asked there.
fn told<'a>(document: &'a Microcredential, place: &Place) -> (String, Option<&'a Text>) {
    match place {
        Place::Question(key) => {
            let at = document.part_1.questions.iter().position(|it| it.key == *key);
            let asked = at.map(|at| &document.part_1.questions[at].prompt);
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
            ("Part 3 · Reflection".into(), asked.map(|it| &it.prompt))
        }
        Place::Recording => ("Part 3 · Reflection, recorded".into(), None),
        Place::Before(_) | Place::After(_) => ("Reflection".into(), None),
    }
}
