//! One educator, or a team, on one version.

use foundation::Id;
use jiff::Timestamp;
use people::{Organization, Person};

use crate::Refusal;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pursuit {
    pub id: Id<Pursuit>,
    /// Who keeps its records: the educator's district.
    pub custodian: Id<Organization>,
    pub issuer: Id<Organization>,
    /// Pinned, with its rubric and its review policy.
    pub version: Id<design::Version>,
    pub school: Id<Organization>,
    pub employer: Id<Organization>,
    /// Whoever joined first comes first; never empty.
    pub holders: Vec<Id<Person>>,
    pub started_at: Timestamp,
    /// When a holder last changed something.
    pub touched_at: Timestamp,
    /// Whom the educator accepted as the one who reviews it, where the policy names a role.
    pub named_reviewer: Option<Id<Person>>,
    pub stage: Stage,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Practicing,
    Withdrawn { at: Timestamp },
    Earned { at: Timestamp },
}

impl Pursuit {
    pub fn is_held_by(&self, person: Id<Person>) -> bool {
        self.holders.contains(&person)
    }

    /// In whose name its words are kept: the first holder's.
    pub fn owner(&self) -> Id<Person> {
        *self.holders.first().expect("nobody holds no pursuit")
    }

    /// Can it still be worked on? Says why not.
    pub fn in_progress(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Practicing => Ok(()),
            Stage::Withdrawn { .. } => Err(Refusal::Withdrawn),
            Stage::Earned { .. } => Err(Refusal::Earned),
        }
    }

    /// Not for reflections: those are hers when it is earned, too.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.stage, Stage::Withdrawn { .. })
    }
}
