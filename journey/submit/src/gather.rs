//! All that an educator has for a submission: what she wrote, and the pieces of evidence.

use std::collections::HashMap;

use evidence::{Artifact, ArtifactKind};
use foundation::{Conn, Id, Result};
use jiff::Timestamp;
use learn::{Place, Pursuit};
use people::Person;
use serde_json::json;
use sha2::{Digest, Sha256};
use vault::{Content, Draft};

use crate::{store, words::count};

#[derive(Debug, Clone, Default)]
pub struct Gathered {
    pub answers: HashMap<Place, Written>,
    /// By place, in the order in which they were added.
    pub pieces: HashMap<Place, Vec<Piece>>,
}

/// Words at a place.
#[derive(Debug, Clone)]
pub struct Written {
    pub content: Id<Content>,
    pub words: String,
    pub revision: i64,
    pub saved_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Piece {
    pub artifact: Artifact,
    /// What stands in it, where it is a text or a link.
    pub words: Option<String>,
    pub caption: Option<String>,
    /// How often its words and its caption were saved.
    revisions: (i64, i64),
    /// When the piece, its words or its caption last changed.
    pub changed_at: Timestamp,
}

impl Gathered {
    pub fn words(&self, place: &Place) -> &str {
        self.answers.get(place).map_or("", |it| it.words.as_str())
    }

    pub fn pieces(&self, place: &Place) -> &[Piece] {
        self.pieces.get(place).map_or(&[], Vec::as_slice)
    }

    /// How many words its written pieces have, where there are any.
    pub fn written(&self, place: &Place) -> Option<u32> {
        let texts = self.pieces(place).iter().filter(|it| it.artifact.kind == ArtifactKind::Text);
        let counts: Vec<u32> =
            texts.map(|it| count(it.words.as_deref().unwrap_or_default())).collect();
        (!counts.is_empty()).then(|| counts.into_iter().fold(0, u32::saturating_add))
    }

    pub fn has_something(&self, place: &Place) -> bool {
        !self.words(place).trim().is_empty() || !self.pieces(place).is_empty()
    }

    /// Was anything written or added here after this moment?
    pub fn is_touched(&self, place: &Place, since: Timestamp) -> bool {
        let written = self.answers.get(place).is_some_and(|it| it.saved_at > since);
        written || self.pieces(place).iter().any(|it| it.changed_at > since)
    }

    /// Tells whether anything was changed since it was shown.
    pub fn fingerprint(&self, places: &[Place]) -> String {
        let at = |place: &Place| {
            let answer = self.answers.get(place).map(|it| (it.content, it.revision));
            let pieces = self.pieces(place).iter();
            let pieces: Vec<_> = pieces
                .map(|it| json!([it.artifact.id, it.artifact.caption, it.revisions]))
                .collect();
            json!([place, answer, pieces])
        };
        let all: Vec<_> = places.iter().map(at).collect();
        hex::encode(Sha256::digest(json!(all).to_string()))
    }
}

/// What she has for this submission, with her reflections before and after.
pub async fn gather(conn: &mut Conn, pursuit: &Pursuit, number: u32) -> Result<Gathered> {
    let gathered = gather_all(conn, &[(pursuit, number)]).await?.remove(&pursuit.id);
    Ok(gathered.unwrap_or_default())
}

/// The same, of many.
pub async fn gather_all(
    conn: &mut Conn,
    wanted: &[(&Pursuit, u32)],
) -> Result<HashMap<Id<Pursuit>, Gathered>> {
    let ids: Vec<_> = wanted.iter().map(|(pursuit, _)| pursuit.id).collect();
    let mut answers = store::answers::of(conn, &ids).await?;
    answers.retain(|it| {
        let number = wanted.iter().find(|(pursuit, _)| pursuit.id == it.pursuit).map(|it| it.1);
        it.number == 0 || Some(it.number) == number
    });
    let mut artifacts = vec![];
    for (pursuit, number) in wanted {
        let of = evidence::of(conn, pursuit.id, *number).await?;
        artifacts.extend(of.into_iter().map(|it| (pursuit.id, it)));
    }
    let drafts = drafts(conn, wanted, &answers, &artifacts).await?;
    let mut gathered: HashMap<Id<Pursuit>, Gathered> = HashMap::new();
    for answer in answers {
        let Some(draft) = drafts.get(&answer.content) else { continue };
        let written = Written {
            content: answer.content,
            words: draft.words.clone(),
            revision: draft.revision,
            saved_at: draft.saved_at,
        };
        gathered.entry(answer.pursuit).or_default().answers.insert(answer.place, written);
    }
    for (pursuit, artifact) in artifacts {
        let place = artifact.place.clone();
        let pieces = &mut gathered.entry(pursuit).or_default().pieces;
        pieces.entry(place).or_default().push(piece(artifact, &drafts));
    }
    Ok(gathered)
}

async fn drafts(
    conn: &mut Conn,
    wanted: &[(&Pursuit, u32)],
    answers: &[store::answers::Answer],
    artifacts: &[(Id<Pursuit>, Artifact)],
) -> Result<HashMap<Id<Content>, Draft>> {
    let pieces = artifacts.iter().flat_map(|(_, it)| [Some(it.content), it.caption]).flatten();
    let ids: Vec<_> = answers.iter().map(|it| it.content).chain(pieces).collect();
    let mut owners: Vec<Id<Person>> = vec![];
    for owner in wanted.iter().map(|(pursuit, _)| pursuit.owner()) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    let mut drafts = HashMap::new();
    for owner in owners {
        drafts.extend(vault::drafts(conn, owner, &ids).await?);
    }
    Ok(drafts)
}

fn piece(artifact: Artifact, drafts: &HashMap<Id<Content>, Draft>) -> Piece {
    let words = drafts.get(&artifact.content);
    let caption = artifact.caption.and_then(|it| drafts.get(&it));
    let revision = |it: Option<&Draft>| it.map_or(0, |it| it.revision);
    let saved = [words, caption].into_iter().flatten().map(|it| it.saved_at);
    Piece {
        revisions: (revision(words), revision(caption)),
        changed_at: saved.fold(artifact.added_at, Timestamp::max),
        words: words.map(|it| it.words.clone()),
        caption: caption.map(|it| it.words.clone()).filter(|it| !it.trim().is_empty()),
        artifact,
    }
}
