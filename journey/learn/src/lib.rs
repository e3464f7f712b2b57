//! Educators practice. Words: pursuit, holder, place, step, task list, shared draft.
//! Tables: `pursuits`, `holders`, `running_pursuits`, `name_choices`, `shared_drafts`.
//! It promises that an educator knows what she starts on, that she always sees what comes next, and
//! that nobody learns of it but whom she tells.

mod cohort;
mod joints;
mod moves;
mod name_choice;
mod outline;
mod place;
mod promise;
mod pursuit;
mod refusal;
mod reviewer;
mod running;
mod share;
mod sharing;
mod start;
mod start_page;
mod step;
mod store;
mod task_list;
#[cfg(feature = "testing")]
pub mod testing;
mod withdraw;

pub use joints::{
    Facts, MayChange, MayStart, Notice, NoticeKind, Notices, Open, OpenNow, StartPage, Started,
    Step, StepState, TaskList, Withdrawn,
};
pub use moves::moves;
pub use name_choice::NameChoice;
pub use outline::outline;
pub use place::Place;
pub use promise::promise;
pub use pursuit::{Pursuit, Stage};
pub use refusal::Refusal;
pub use share::{SharedDraft, shared_with};
pub use store::{
    choices::{name_choice, name_choices},
    drafts::shown_to,
    pursuits::{custodians, held_by, hold, lock, note_earned, of_person, pursuit, pursuits},
};
pub use task_list::zone;

use people::{Routes, Who, get, post};

pub fn routes() -> Routes {
    Routes::of([
        get("/catalog/{slug}/start", Who::Educator, start_page::show),
        post("/pursuits", Who::Educator, start_page::begin),
        get("/pursuits", Who::Holder, running::show),
        get("/pursuits/{id}", Who::Holder, task_list::show),
        get("/pursuits/{id}/withdrawal", Who::Educator, withdraw::show),
        post("/pursuits/{id}/withdrawal", Who::Educator, withdraw::end),
        get("/pursuits/{id}/name", Who::Holder, name_choice::show),
        post("/pursuits/{id}/name", Who::Educator, name_choice::keep),
        get("/pursuits/{id}/sharing", Who::Educator, sharing::show),
        post("/pursuits/{id}/shared-drafts", Who::Educator, sharing::begin),
        post("/pursuits/{id}/shared-drafts/{draft}/end", Who::Educator, sharing::end),
        get("/cohort", Who::Coach, cohort::show),
    ])
    .nav("My work", "/pursuits", Who::Holder)
    .nav("Whom I coach", "/cohort", Who::Coach)
}
