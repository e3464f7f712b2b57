//! An assessor notes: a level, and words, criterion by criterion, saved as they go.

use design::document::Key;
use foundation::{App, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Person, SignedIn};
use vault::Content;

use crate::{
    Panel,
    notes::{Note, revision},
    panel::Refusal,
    store::{self, panels},
    work::Work,
};

/// That notes were saved, and what names them from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub at: Timestamp,
    pub revision: String,
}

/// A note as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    pub note: Note,
    pub content: Option<Id<Content>>,
    words_revision: i64,
}

/// Keeps these notes in the place of those that `seen` names, whole or not at all.
pub async fn note(
    app: &App,
    by: &SignedIn,
    id: Id<Panel>,
    notes: &[Note],
    seen: &str,
) -> Result<Saved> {
    let mut tx = app.begin().await?;
    let panel = panels::lock_seated(&mut tx, by.id(), id).await?;
    panel.open_to(by.id())?;
    let work = Work::of(&mut tx, &panel).await?;
    let kept = kept(&mut tx, &panel, by.id(), &work.submission.criteria).await?;
    let there = revision(&notes_of(&kept));
    // The same notes from two tabs, or twice from one, are no conflict.
    if seen != there && revision(notes) != there {
        return Err(Refusal::Stale.into());
    }
    for kept in &kept {
        let new = notes.iter().find(|it| it.criterion == kept.note.criterion);
        if let Some(new) = new.filter(|new| **new != kept.note) {
            keep(&mut tx, &panel, by.id(), kept, new).await?;
        }
    }
    let saved = Saved { at: tx.now(), revision: revision(notes) };
    tx.commit().await?;
    Ok(saved)
}

async fn keep(tx: &mut Tx, panel: &Panel, by: Id<Person>, kept: &Kept, new: &Note) -> Result<()> {
    let mut feedback = kept.content;
    if new.feedback != kept.note.feedback {
        let content = kept.content.unwrap_or_else(Id::random);
        let (words, revision) = (new.feedback.as_str(), kept.words_revision);
        vault::save(tx, panel.custodian, by, content, words, revision).await?;
        feedback = Some(content);
    }
    let draft = store::notes::Draft {
        criterion: new.criterion.clone(),
        level: new.level.clone(),
        feedback,
    };
    store::notes::keep(tx, panel, by, &draft).await
}

/// One for each criterion that is asked, in this order, empty where nothing was noted.
pub async fn kept(
    conn: &mut Conn,
    panel: &Panel,
    by: Id<Person>,
    asked: &[Key],
) -> Result<Vec<Kept>> {
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
        Kept { note, content, words_revision: words.map_or(0, |it| it.revision) }
    };
    Ok(asked.iter().map(kept).collect())
}

pub fn notes_of(kept: &[Kept]) -> Vec<Note> {
    kept.iter().map(|it| it.note.clone()).collect()
}
