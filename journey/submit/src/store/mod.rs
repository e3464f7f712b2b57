//! Every statement on `answers`, `openings`, `submissions`, `submission_items` and
//! `submission_criteria`.

pub mod answers;
pub mod openings;
pub mod submissions;
