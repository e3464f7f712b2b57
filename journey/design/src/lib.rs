//! Designers shape what educators can earn. Words: microcredential, version, stack, framework,
//! document. It promises that a document is read wholly or not at all, that every problem is told
//! at once beside its line, that a version never changes, and that what was imported can be had back
//! byte for byte.
//!
//! Tables: microcredentials, microcredential_versions, publications, microcredential_drafts, stacks,
//! frameworks, framework_items.

pub mod badge;
mod check;
mod designs;
pub mod document;
mod draft;
mod folder;
mod import;
mod joints;
mod moves;
mod publish;
mod samples;
mod sheet;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod version;

pub use check::{Brought, Checked, Wrong, check};
pub use document::{Framework, Microcredential, Stack};
pub use draft::Draft;
pub use folder::{Beside, File, Issued, issued};
pub use import::{Imported, Keeping, Kept, keep};
pub use joints::Published;
pub use moves::moves;
pub use publish::publish;
pub use samples::SAMPLES;
pub use sheet::{alignments, facts, sheet};
pub use store::{
    all,
    shelf::{framework_titles, frameworks, stack_titles, stacks},
    versions,
};
pub use version::{Version, once_published, published, published_by_slug, published_of, version};

use people::{Routes, Who, get, post};

use designs::{begin, copy, desk, editor, one, papers, preview};

pub fn routes() -> Routes {
    Routes::of([
        get("/designs", Who::Designer, desk::show),
        get("/designs/new", Who::Designer, begin::show),
        post("/designs", Who::Designer, begin::begin),
        get("/designs/drafts/{id}", Who::Designer, editor::show),
        post("/designs/drafts/{id}", Who::Designer, editor::save),
        get("/designs/drafts/{id}/preview", Who::Designer, preview::show),
        post("/designs/drafts/{id}/versions", Who::Designer, editor::keep),
        post("/designs/drafts/{id}/removal", Who::Designer, editor::remove),
        get("/designs/copies/{slug}", Who::Designer, copy::show),
        post("/designs/copies/{slug}", Who::Designer, copy::copy),
        get("/designs/{slug}", Who::Designer, one::show),
        post("/designs/{slug}/drafts", Who::Designer, one::change),
        post("/designs/{slug}/publications", Who::Designer, one::publish),
        get("/designs/{slug}/versions/{file}", Who::Designer, papers::kept),
        get("/documents/{file}", Who::Anyone, papers::published),
        get("/schemas/{file}", Who::Anyone, papers::schema),
    ])
    .nav("Design", "/designs", Who::Designer)
}
