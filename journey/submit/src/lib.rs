//! Educators write, and submit. Words: answer, place, submission, item, manifest, opening.
//! Tables: `answers`, `openings`, `submissions`, `submission_items`, `submission_criteria`.
//! It promises that nothing typed is lost, that a submission never changes, and that only what
//! wasn't demonstrated is asked for again.

mod answer;
mod check;
mod gather;
mod joints;
mod looks;
mod missing;
mod moves;
mod notices;
mod open_now;
mod receipt;
mod receipt_page;
mod refusal;
mod shared_draft;
mod shown;
mod spot;
mod steps;
mod store;
mod submission;
mod submit;
mod table;
mod table_page;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod words;
mod work;
mod write;

pub use joints::Submitted;
pub use moves::moves;
pub use notices::notices;
pub use open_now::{may_change, open_again, open_now};
pub use refusal::Refusal;
pub use steps::steps;
pub use store::submissions::{numbers, of_pursuits, submission, submissions};
pub use submission::{Item, ItemKind, Submission, decision_by};
pub use submit::{Declared, submit};
pub use table::Table;
pub use work::{Standing, shown_by};

use people::{Routes, Who, get, post};

pub fn routes() -> Routes {
    Routes::of([
        get("/pursuits/{id}/{place}", Who::Holder, answer::show),
        post("/pursuits/{id}/{place}", Who::Educator, answer::save),
        get("/pursuits/{id}/check", Who::Holder, check::show),
        post("/pursuits/{id}/submissions", Who::Educator, check::send),
        get("/pursuits/{id}/looks", Who::Holder, looks::show),
        get("/submissions/{id}", Who::Holder, receipt_page::show),
        get("/cohort/drafts/{id}", Who::Coach, shared_draft::show),
    ])
}
