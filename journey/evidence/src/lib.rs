//! What an educator shows: files, links and text, with captions. Words: artifact, piece, kind, place.
//! Tables: `artifacts`. It promises that nobody but its owner is ever sent what a file says about
//! who made it, when or where: that is taken off before any of it is kept.

mod cursor;
mod kind;
mod refusal;
mod strip;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use kind::{Form, Kind};
pub use refusal::Refusal;
pub use strip::{Stripped, strip};
