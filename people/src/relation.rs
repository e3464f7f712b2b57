//! What people are to one another, from a day to a day.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    CoachOf,
    Supervises,
    Teammate,
    Family,
}
