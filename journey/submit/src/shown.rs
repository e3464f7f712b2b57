//! What stands at a place, as it is read: before it is submitted, afterwards, and by a coach.

use std::collections::HashMap;

use design::document::Microcredential;
use evidence::{Artifact, ArtifactKind};
use foundation::{App, Id, Result};
use learn::{Place, outline};
use people::Person;
use vault::{Content, Seen, file_url};

use crate::table::Table;

/// A place, and what stands there.
pub struct Shown {
    pub place: Place,
    pub title: String,
    pub pieces: Vec<PieceShown>,
}

pub struct PieceShown {
    pub what: What,
    pub caption: Option<String>,
    /// What the record holds of it for good.
    pub commitment: Option<String>,
}

pub enum What {
    Words(String),
    Table { columns: Vec<String>, rows: Vec<Vec<String>> },
    Link(String),
    File { name: String, media_type: String, url: String },
    Destroyed,
    Nothing,
}

impl What {
    pub fn is_picture(&self) -> bool {
        matches!(self, What::File { media_type, .. } if media_type.starts_with("image/"))
    }
}

/// One thing that stands at a place: words that answer, or a piece of evidence with its caption.
pub struct Standing<'a> {
    pub place: &'a Place,
    pub content: Id<Content>,
    pub artifact: Option<ArtifactKind>,
    pub caption: Option<Id<Content>>,
    pub commitment: Option<String>,
}

/// In the order of the document.
pub fn shown(
    app: &App,
    viewer: Id<Person>,
    document: &Microcredential,
    standing: &[Standing],
    seen: &HashMap<Id<Content>, Seen>,
) -> Result<Vec<Shown>> {
    let mut shown = vec![];
    for place in outline(document) {
        let mut pieces = vec![];
        for it in standing.iter().filter(|it| *it.place == place) {
            let caption = it.caption.and_then(|id| seen.get(&id)).and_then(Seen::words);
            pieces.push(PieceShown {
                what: what(app, viewer, document, it, seen.get(&it.content))?,
                caption: caption.filter(|it| !it.trim().is_empty()).map(Into::into),
                commitment: it.commitment.clone(),
            });
        }
        if !pieces.is_empty() {
            let title = place.title(document).unwrap_or_default();
            shown.push(Shown { place, title, pieces });
        }
    }
    Ok(shown)
}

fn what(
    app: &App,
    viewer: Id<Person>,
    document: &Microcredential,
    standing: &Standing,
    seen: Option<&Seen>,
) -> Result<What> {
    Ok(match (seen, standing.artifact) {
        (None, _) => What::Nothing,
        (Some(Seen::Destroyed { .. }), _) => What::Destroyed,
        (Some(Seen::File(file)), _) => What::File {
            name: file.file_name.clone(),
            media_type: file.media_type.clone(),
            url: file_url(app, viewer, standing.content)?,
        },
        (Some(Seen::Words(words)), Some(ArtifactKind::Link)) => What::Link(words.clone()),
        (Some(Seen::Words(words)), _) => match template(document, standing.place) {
            None => What::Words(words.clone()),
            Some(template) => What::Table {
                columns: template.columns.iter().map(|it| it.title.to_string()).collect(),
                rows: Table::kept(template, words).rows,
            },
        },
    })
}

fn template<'a>(
    document: &'a Microcredential,
    place: &Place,
) -> Option<&'a design::document::Template> {
    let Place::Template(key) = place else { return None };
    document.part_2.items.iter().find(|it| it.key == *key)?.template.as_ref()
}

/// A piece of evidence.
pub fn artifact(it: &Artifact) -> Standing<'_> {
    Standing {
        place: &it.place,
        content: it.content,
        artifact: Some(it.kind),
        caption: it.caption,
        commitment: None,
    }
}
