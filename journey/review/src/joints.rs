//! What this room announces.

use design::document::Key;
use foundation::{Announcement, Id};
use learn::Pursuit;
use people::Organization;
use serde::{Deserialize, Serialize};
use submit::Submission;

use crate::{Finding, Panel};

/// A submission was decided. What is outstanding may be shown again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Decided {
    pub panel: Id<Panel>,
    pub custodian: Id<Organization>,
    pub issuer: Id<Organization>,
    pub pursuit: Id<Pursuit>,
    pub submission: Id<Submission>,
    pub outcome: Finding,
    pub outstanding: Vec<Key>,
}

impl Announcement for Decided {
    const NAME: &'static str = "review.decided";
}
