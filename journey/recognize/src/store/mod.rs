//! Every statement on this room's tables.

pub mod approvals;
pub mod claims;
pub mod ledger;
pub mod policies;
