//! Educators find what is worth getting better at. Words: catalog, entry, facet, search.
//! Tables: `catalog_entries`, `catalog_facets`, `catalog_filters`, `catalog_search`. It promises that
//! everything published is found by the words that people use, without an account.

mod catalog;
mod entry;
mod home;
mod joints;
mod list;
mod one;
mod search;
mod store;
mod words;

pub use joints::{CatalogEntry, Listed, Said};
pub use list::{list, note_worth};

use people::{Routes, Who, get};

pub fn routes() -> Routes {
    Routes::of([
        get("/", Who::Anyone, home::show),
        get("/catalog", Who::Anyone, catalog::show),
        get("/catalog/{slug}", Who::Anyone, one::show),
    ])
    .nav("Catalog", "/catalog", Who::Anyone)
}
