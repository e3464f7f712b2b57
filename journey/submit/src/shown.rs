//! What stands at a place, as it is read: before it is submitted, afterwards, and by a coach.

use std::collections::HashMap;

use design::document::{Microcredential, Template as Asked};
use evidence::Artifact;
use foundation::{App, Html, Id, Result};
use jiff::tz::TimeZone;
use learn::{Place, outline};
use people::Person;
use vault::{Content, Seen};

use crate::table::Table;

/// A place, and what stands there.
pub struct Shown {
    pub place: Place,
    pub title: String,
    pub pieces: Vec<What>,
}

pub enum What {
    Words(String),
    Table {
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// With its caption.
    Evidence(Html),
    Destroyed,
}

/// One thing that stands at a place: words that answer, or a piece of evidence.
pub struct Stands {
    pub place: Place,
    pub content: Id<Content>,
    pub artifact: Option<Artifact>,
}

impl Stands {
    pub fn answer(place: &Place, content: Id<Content>) -> Stands {
        Stands { place: place.clone(), content, artifact: None }
    }

    pub fn evidence(artifact: &Artifact) -> Stands {
        let (place, content) = (artifact.place.clone(), artifact.content);
        Stands { place, content, artifact: Some(artifact.clone()) }
    }

    /// Its content, and its caption's.
    pub fn contents(&self) -> Vec<Id<Content>> {
        match &self.artifact {
            Some(artifact) => artifact.contents().collect(),
            None => vec![self.content],
        }
    }
}

/// Who looks, where, and at what document.
pub struct Showing<'a> {
    pub app: &'a App,
    pub viewer: Id<Person>,
    pub document: &'a Microcredential,
    pub zone: &'a TimeZone,
}

impl Showing<'_> {
    /// In the order of the document.
    pub async fn shown(
        &self,
        stands: Vec<Stands>,
        seen: &HashMap<Id<Content>, Seen>,
    ) -> Result<Vec<Shown>> {
        let mut shown: Vec<Shown> = vec![];
        let all = outline(self.document);
        let mut stands: Vec<(usize, Stands)> = stands
            .into_iter()
            .filter_map(|it| Some((all.iter().position(|place| *place == it.place)?, it)))
            .collect();
        stands.sort_by_key(|it| it.0);
        for (_, it) in stands {
            let Some(what) = self.what(&it, seen).await? else { continue };
            match shown.last_mut().filter(|last| last.place == it.place) {
                Some(at) => at.pieces.push(what),
                None => shown.push(Shown {
                    title: it.place.title(self.document).unwrap_or_default(),
                    place: it.place,
                    pieces: vec![what],
                }),
            }
        }
        Ok(shown)
    }

    async fn what(&self, it: &Stands, seen: &HashMap<Id<Content>, Seen>) -> Result<Option<What>> {
        if let Some(artifact) = &it.artifact {
            let one = std::slice::from_ref(artifact);
            let drawn = evidence::shown(self.app, self.viewer, one, seen, self.zone).await?.pop();
            return Ok(drawn.map(|it| What::Evidence(it.html)));
        }
        Ok(match seen.get(&it.content) {
            Some(Seen::Words(words)) => Some(match template(self.document, &it.place) {
                None => What::Words(words.clone()),
                Some(asked) => What::Table {
                    columns: asked.columns.iter().map(|it| it.title.to_string()).collect(),
                    rows: Table::kept(asked, words).rows,
                },
            }),
            Some(Seen::Destroyed { .. }) => Some(What::Destroyed),
            Some(Seen::File(_)) | None => None,
        })
    }
}

fn template<'a>(document: &'a Microcredential, place: &Place) -> Option<&'a Asked> {
    let Place::Template(key) = place else { return None };
    document.part_2.items.iter().find(|it| it.key == *key)?.template.as_ref()
}
