//! Who is what to whom. Whoever coaches, supervises, teams up with or is family of somebody doesn't
//! judge their work.

use foundation::Id;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Organization, Person};

/// `person` is coach of, or supervises, `toward`; teammates and family are so both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub id: Id<Related>,
    pub custodian: Id<Organization>,
    pub person: Id<Person>,
    pub toward: Id<Person>,
    pub kind: Relation,
    pub begins_at: Timestamp,
    pub ends_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    CoachOf,
    Supervises,
    Teammate,
    Family,
}

impl Relation {
    pub const ALL: [Relation; 4] =
        [Relation::CoachOf, Relation::Supervises, Relation::Teammate, Relation::Family];

    /// As it is kept and sent: `coach_of`.
    pub fn name(self) -> String {
        match self {
            Relation::CoachOf => "coach_of",
            Relation::Supervises => "supervises",
            Relation::Teammate => "teammate",
            Relation::Family => "family",
        }
        .to_owned()
    }

    /// As a page says it of the first: "coach of".
    pub fn words(self) -> &'static str {
        match self {
            Relation::CoachOf => "Coach of",
            Relation::Supervises => "Supervises",
            Relation::Teammate => "Teammate of",
            Relation::Family => "Family of",
        }
    }

    /// As a page says it of the second: "coached by".
    pub fn words_back(self) -> &'static str {
        match self {
            Relation::CoachOf => "Coached by",
            Relation::Supervises => "Supervised by",
            Relation::Teammate => "Teammate of",
            Relation::Family => "Family of",
        }
    }

    pub(crate) fn is_mutual(self) -> bool {
        matches!(self, Relation::Teammate | Relation::Family)
    }
}

impl Related {
    /// Is it this person's toward that one? What is mutual holds both ways.
    pub fn joins(&self, person: Id<Person>, toward: Id<Person>) -> bool {
        let straight = self.person == person && self.toward == toward;
        straight || (self.kind.is_mutual() && self.person == toward && self.toward == person)
    }

    /// The other one, as seen from this.
    pub fn other(&self, one: Id<Person>) -> Id<Person> {
        if self.person == one { self.toward } else { self.person }
    }
}
