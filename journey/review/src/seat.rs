//! A seat on a panel, and those who took it, a turn each: whoever leaves leaves it to the next.

use foundation::Id;
use jiff::Timestamp;
use people::Person;
use serde::{Deserialize, Serialize};

/// Independent reviews sit on the first ones; the adjudicator's is filled where their findings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Seat {
    #[serde(rename = "1")]
    First,
    #[serde(rename = "2")]
    Second,
    #[serde(rename = "3")]
    Third,
    #[serde(rename = "adjudicator")]
    Adjudicator,
}

impl Seat {
    /// The seats of those who review independently, where so many do.
    pub fn independent(reviews: usize) -> &'static [Seat] {
        let all = &[Seat::First, Seat::Second, Seat::Third];
        &all[..reviews.min(all.len())]
    }
}

/// Someone's time on a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub seat: Seat,
    /// Counted from 1, for each seat.
    pub number: usize,
    pub assessor: Id<Person>,
    pub seated_at: Timestamp,
    pub state: TurnState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnState {
    Open,
    Reviewed { at: Timestamp },
    Left { at: Timestamp, because: Because },
}

/// Why somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// They said that they know this person.
    KnowsThem,
    /// They turned out to stand too near.
    TooNear,
    /// Their time was over, and someone else is asked.
    Late,
    /// The pursuit ended.
    Withdrawn,
}

impl Turn {
    pub fn is_open(&self) -> bool {
        self.state == TurnState::Open
    }

    pub fn is_over(&self) -> bool {
        matches!(self.state, TurnState::Left { .. })
    }
}
