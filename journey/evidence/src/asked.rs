//! What a document asks to be shown at a place.

use design::document::{Accepted, Between, Film, Microcredential};
use learn::Place;

use crate::{ArtifactKind, FileKind, Refusal, file_kind::Form};

#[derive(Debug, Clone)]
pub struct Asked {
    /// "Part 2 · A lesson plan"
    pub title: String,
    /// In Markdown.
    pub instructions: String,
    pub accepts: Vec<ArtifactKind>,
    pub pieces: Between,
    /// How many words, where it may be written.
    pub words: Option<Between>,
    pub minutes: u32,
    pub film: Option<Film>,
    /// How many minutes, where it is a recording: a sound, or a link to film.
    pub recording: Option<Between>,
}

impl Asked {
    /// None where nothing is to be shown.
    pub fn at(document: &Microcredential, place: &Place) -> Option<Asked> {
        let title = place.title(document)?;
        match place {
            Place::Item(key) => {
                let item = document.part_2.items.iter().find(|it| it.key == *key)?;
                let accepts: Vec<_> = item.accepts.iter().copied().map(kind).collect();
                (!accepts.is_empty()).then(|| Asked {
                    title,
                    instructions: item.instructions.to_string(),
                    accepts,
                    pieces: item.pieces,
                    words: item.words,
                    minutes: item.minutes,
                    film: item.film.clone(),
                    recording: None,
                })
            }
            Place::Recording => {
                let part = &document.part_3;
                let prompts = part.prompts.iter().map(|it| it.prompt.as_str());
                Some(Asked {
                    title,
                    instructions: prompts.collect::<Vec<_>>().join("\n\n"),
                    accepts: vec![ArtifactKind::File, ArtifactKind::Link],
                    pieces: Between { from: 1, to: 1 },
                    words: None,
                    minutes: part.minutes,
                    film: None,
                    recording: Some(part.recording_minutes?),
                })
            }
            _ => None,
        }
    }

    pub fn takes_files(&self) -> bool {
        self.accepts.contains(&ArtifactKind::File)
    }

    pub fn takes_links(&self) -> bool {
        self.accepts.contains(&ArtifactKind::Link)
    }

    pub fn takes_text(&self) -> bool {
        self.accepts.contains(&ArtifactKind::Text)
    }

    pub fn takes(&self, kind: ArtifactKind) -> Result<(), Refusal> {
        if self.accepts.contains(&kind) { Ok(()) } else { Err(Refusal::NotHere(kind)) }
    }

    pub fn takes_file(&self, kind: FileKind) -> Result<(), Refusal> {
        let recorded = self.recording.is_none() || kind.form() == Form::Sound;
        if recorded { Ok(()) } else { Err(Refusal::SoundOnly) }
    }

    /// Is there a place for one more, where so many are?
    pub fn has_place(&self, there: usize) -> Result<(), Refusal> {
        let most = self.pieces.to;
        let room = u32::try_from(there).is_ok_and(|there| there < most);
        if room { Ok(()) } else { Err(Refusal::Full { most }) }
    }
}

fn kind(accepted: Accepted) -> ArtifactKind {
    match accepted {
        Accepted::File => ArtifactKind::File,
        Accepted::Link => ArtifactKind::Link,
        Accepted::Text => ArtifactKind::Text,
    }
}
