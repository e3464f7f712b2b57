//! An assessor notes: a level, and words, criterion by criterion, saved as they go.

use design::document::Key;
use foundation::{App, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Person, SignedIn};
use vault::Content;

use crate::{
    Panel,
    notes::Note,
    panel::Refusal,
    store::{self, notes::Draft, panels},
};

/// That notes were saved, and how often by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    pub at: Timestamp,
    pub revision: i64,
}

/// An assessor's notes on a panel, as they are kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// One for each criterion that is asked, empty where nothing was noted.
    pub each: Vec<KeptNote>,
    /// How often they were saved: a tab that has older ones is refused.
    pub revision: i64,
}

#[derive(Debug, Clone)]
pub struct KeptNote {
    pub note: Note,
    pub content: Option<Id<Content>>,
    words_revision: i64,
}

impl Kept {
    pub fn notes(&self) -> Vec<Note> {
        self.each.iter().map(|it| it.note.clone()).collect()
    }
}

/// Keeps these notes in the place of those of revision `seen`, whole or not at all.
pub async fn note(
    app: &App,
    by: &SignedIn,
    id: Id<Panel>,
    notes: &[Note],
    seen: Option<i64>,
) -> Result<Saved> {
    let mut tx = app.begin().await?;
    let panel = panels::lock_seated(&mut tx, by.id(), id).await?;
    panel.open_to(by.id())?;
    let asked = submit::submission(&mut tx, panel.submission).await?.criteria;
    let kept = kept(&mut tx, &panel, by.id(), &asked).await?;
    let new = |it: &KeptNote| notes.iter().find(|new| new.criterion == it.note.criterion).cloned();
    let changed = kept.each.iter().filter_map(|it| Some((it, new(it)?)));
    let changed: Vec<_> = changed.filter(|(it, new)| it.note != *new).collect();
    // The same notes from two tabs, or twice from one, are no conflict.
    if changed.is_empty() {
        return Ok(Saved { at: tx.now(), revision: kept.revision });
    }
    if seen != Some(kept.revision) {
        return Err(Refusal::Stale.into());
    }
    let revision = kept.revision + 1;
    for (kept, new) in changed {
        keep(&mut tx, &panel, by.id(), kept, (&new, revision)).await?;
    }
    let saved = Saved { at: tx.now(), revision };
    tx.commit().await?;
    Ok(saved)
}

async fn keep(
    tx: &mut Tx,
    panel: &Panel,
    by: Id<Person>,
    kept: &KeptNote,
    (new, revision): (&Note, i64),
) -> Result<()> {
    let mut feedback = kept.content;
    if new.feedback != kept.note.feedback {
        let content = kept.content.unwrap_or_else(Id::random);
        let words = new.feedback.as_str();
        vault::save(tx, panel.custodian, by, content, words, kept.words_revision).await?;
        feedback = Some(content);
    }
    let (criterion, level) = (new.criterion.clone(), new.level.clone());
    store::notes::keep(tx, panel, by, &Draft { criterion, level, feedback, revision }).await
}

/// In the order in which they are asked.
pub async fn kept(conn: &mut Conn, panel: &Panel, by: Id<Person>, asked: &[Key]) -> Result<Kept> {
    let drafts = store::notes::of(conn, panel.id, by).await?;
    let contents: Vec<Id<Content>> = drafts.iter().filter_map(|it| it.feedback).collect();
    let words = vault::drafts(conn, by, &contents).await?;
    let kept = |criterion: &Key| {
        let draft = drafts.iter().find(|it| it.criterion == *criterion);
        let content = draft.and_then(|it| it.feedback);
        let words = content.and_then(|it| words.get(&it));
        let note = Note {
            criterion: criterion.clone(),
            level: draft.and_then(|it| it.level.clone()),
            feedback: words.map(|it| it.words.clone()).unwrap_or_default(),
        };
        KeptNote { note, content, words_revision: words.map_or(0, |it| it.revision) }
    };
    let revision = drafts.iter().map(|it| it.revision).max().unwrap_or(0);
    Ok(Kept { each: asked.iter().map(kept).collect(), revision })
}
