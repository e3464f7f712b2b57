//! What this room announces, and where it leaves space for the rooms ahead.

use design::Microcredential;
use foundation::{Announcement, Html, Id, Slot};
use people::Organization;
use serde::{Deserialize, Serialize};

/// It stands in the catalog, for the first time or anew.
#[derive(Debug, Serialize, Deserialize)]
pub struct Listed {
    pub issuer: Id<Organization>,
    pub microcredential: Id<Microcredential>,
}

impl Announcement for Listed {
    const NAME: &'static str = "discover.listed";
}

/// What later rooms say of a microcredential in the catalog: what it counts for.
pub struct CatalogEntry;

impl Slot for CatalogEntry {
    type Id = Id<Microcredential>;
    type Piece = Said;
}

#[derive(Debug, Clone)]
pub struct Said {
    /// For a line in a list: "$400 a year, if approved first".
    pub short: String,
    /// For its own page.
    pub whole: Html,
}
