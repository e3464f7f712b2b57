//! Assessors score what was submitted. Words: panel, seat, review, finding, adjudicator, decision,
//! qualification, exclusion.
//! Tables: `qualifications`, `exclusions`, `panels`, `seats`, `review_drafts`, `disclosures`,
//! `reviews`, `review_levels`, `decisions`, `decision_criteria`.
//! It promises that nobody is decided upon by fewer independent reviews than were asked for, nor by
//! themselves or anyone near them, and that whoever scores isn't told whose work it is.

mod adding_up;
mod convene;
mod decide;
mod desk;
mod empty_seats;
mod exhibits;
mod feedback;
mod fill;
mod finish;
mod joints;
mod leave;
mod letters;
mod minutes;
mod moves;
mod nearness;
mod note;
mod notes;
mod over;
mod panel;
mod policy;
mod preview;
mod progress;
mod qualified;
mod qualify;
mod scoring;
mod seat;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod work;

pub use adding_up::Finding;
pub use convene::{convene, disband};
pub use decide::{CriterionDecided, Decision, HowReviewed, decision, decisions};
pub use fill::{FillSeats, SeatLapses, fill_seats, seat_lapses};
pub use joints::Decided;
pub use moves::moves;
pub use nearness::disclose;
pub use panel::Panel;
pub use progress::{notices, steps};
pub use qualify::{Qualification, qualify};

use people::{Routes, Who, get, post};

/// Whoever has a seat may use the pages of its panel: assessors, and who was named by an educator.
pub fn routes() -> Routes {
    Routes::of([
        get("/reviews", Who::SignedIn, desk::show),
        get("/panels/{id}", Who::SignedIn, scoring::show),
        post("/panels/{id}/notes", Who::SignedIn, scoring::save),
        get("/panels/{id}/preview", Who::SignedIn, preview::show),
        post("/panels/{id}/reviews", Who::SignedIn, scoring::send),
        post("/panels/{id}/exclusion", Who::SignedIn, scoring::know_them),
        get("/panels", Who::Lead, empty_seats::show),
        post("/panels/{id}/vacancies", Who::Lead, empty_seats::ask_another),
        get("/qualifications", Who::Lead, qualified::show),
        post("/qualifications", Who::Lead, qualified::qualify),
        get("/pursuits/{id}/feedback", Who::Holder, feedback::show),
    ])
    .nav("Reviews", "/reviews", Who::Assessor)
    .nav("Panels", "/panels", Who::Lead)
}
