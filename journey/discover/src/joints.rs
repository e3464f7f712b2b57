//! Where this room leaves space for the rooms ahead.

use foundation::{Html, Id, Slot};

/// What later rooms say of a microcredential in the catalog: what it counts for.
pub struct CatalogEntry;

impl Slot for CatalogEntry {
    type Id = Id<design::Microcredential>;
    type Piece = Said;
}

#[derive(Debug, Clone)]
pub struct Said {
    /// For a line in a list: "$400 a year, if approved first".
    pub short: String,
    /// For its own page.
    pub whole: Html,
}
