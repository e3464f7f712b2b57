//! What this room is told, and where it leaves space for others.

use foundation::{Gate, Id, Slot};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Organization, Person};

/// Names an award; what it is, the room that made it knows.
#[derive(Debug)]
pub struct Award;

/// Somebody was awarded something.
#[derive(Debug, Clone, Copy)]
pub struct Earned {
    pub award: Id<Award>,
    pub pursuit: Id<Pursuit>,
    pub person: Id<Person>,
    pub issuer: Id<Organization>,
    pub custodian: Id<Organization>,
    pub awarded_at: Timestamp,
}

/// May this award still count? Asked when the office accepts a claim on it.
#[derive(Debug, Clone, Copy)]
pub struct MayCount {
    pub award: Id<Award>,
}

impl Gate for MayCount {}

/// What was awarded, for the office that answers a claim on it.
pub struct Proofs;

impl Slot for Proofs {
    type Id = Id<Award>;
    type Piece = Proof;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Of the microcredential.
    pub title: String,
    /// Where anyone can check the credential.
    pub link: String,
}
