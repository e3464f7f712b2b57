//! Designers shape what educators can earn. Words: microcredential, version, stack, framework,
//! document. It promises that a document is read wholly or not at all, that every problem is told
//! at once beside its line, that a version never changes, and that what was imported can be had back
//! byte for byte.
//!
//! Tables: microcredentials, microcredential_versions, publications, microcredential_drafts, stacks,
//! frameworks, framework_items.

pub mod badge;
pub mod document;
mod folder;
mod import;
mod joints;
mod publish;
mod samples;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod version;

pub use document::{Framework, Microcredential, Stack};
pub use folder::{File, Issued, issued};
pub use import::{Import, Imported, Kept, Wrong, import};
pub use joints::Published;
pub use publish::publish;
pub use samples::SAMPLES;
pub use store::{frameworks, stacks, versions};
pub use version::{Version, published, published_by_slug, published_of, version};
