//! Assessors score what was submitted. Words: panel, seat, review, finding, adjudicator, decision,
//! qualification, exclusion.
//! Tables: `qualifications`, `exclusions`, `panels`, `seats`, `review_drafts`, `disclosures`,
//! `reviews`, `review_levels`, `decisions`, `decision_criteria`.
//! It promises that nobody is decided upon by fewer independent reviews than were asked for, nor by
//! themselves or anyone near them, and that whoever scores doesn't learn whose work it is.

#![allow(dead_code)]
mod adding_up;
mod minutes;
mod notes;
mod panel;
mod policy;
mod seat;

pub use adding_up::Finding;
pub use panel::Panel;
