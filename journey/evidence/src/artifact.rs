//! A piece of evidence: a file, a link or a text, at a place of a pursuit.

use foundation::Id;
use jiff::Timestamp;
use learn::{Place, Pursuit};
use people::Person;
use serde::{Deserialize, Serialize};
use vault::Content;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub id: Id<Artifact>,
    pub pursuit: Id<Pursuit>,
    pub place: Place,
    pub kind: ArtifactKind,
    /// The file, or the words: a link's address, a text.
    pub content: Id<Content>,
    /// What its educator says about it.
    pub caption: Option<Id<Content>>,
    /// Of the submission that it is for: 1 for the first.
    pub number: u32,
    pub added_by: Id<Person>,
    pub added_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArtifactKind {
    File,
    Link,
    Text,
}

impl Artifact {
    /// Its content, and its caption's.
    pub fn contents(&self) -> impl Iterator<Item = Id<Content>> + use<> {
        [Some(self.content), self.caption].into_iter().flatten()
    }
}
