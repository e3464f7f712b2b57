//! What this room announces.

use foundation::{Announcement, Id};
use learn::Pursuit;
use serde::{Deserialize, Serialize};

use crate::Submission;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submitted {
    pub submission: Id<Submission>,
    pub pursuit: Id<Pursuit>,
    /// 1 for the first.
    pub number: u32,
}

impl Announcement for Submitted {
    const NAME: &'static str = "submit.submitted";
}
