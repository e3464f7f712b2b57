//! What this room announces.

use foundation::{Announcement, Id};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Organization, Person};
use serde::{Deserialize, Serialize};

use crate::{Award, Credential};

#[derive(Debug, Serialize, Deserialize)]
pub struct Awarded {
    pub award: Id<Award>,
    pub credential: Id<Credential>,
    pub pursuit: Id<Pursuit>,
    pub person: Id<Person>,
    pub issuer: Id<Organization>,
    pub custodian: Id<Organization>,
    pub awarded_at: Timestamp,
}

impl Announcement for Awarded {
    const NAME: &'static str = "award.awarded";
}
