//! Who there is, where they belong, and what each may do. Words: person, organization, role,
//! appointment, relation, session, visitor, actor.
//! It promises that a page is only ever handed someone it may trust.
//!
//! Tables: organizations, people, email_addresses, passwords, sessions, one_time_links, throttles,
//! appointments, relations, organization_keys, handles.

mod door;
mod local;
mod r#move;
mod organization;
mod person;
mod relation;
mod routes;
mod session;
mod sign_out;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod visitor;

pub use r#move::{Move, Waits};
pub use organization::{Kind, Organization};
pub use person::{Appointment, Person, Place, Role};
pub use relation::Relation;
pub use routes::{Route, Routes, Who, get, post};
pub use visitor::{
    Administrator, Approver, Assessor, Coach, Designer, Educator, Lead, Office, SignedIn,
    Supervisor, Visitor,
};

pub use store::{
    organizations::{find as organizations, keep as establish, kept_by},
    people::{appoint, keep as add_person, names, of_role},
    relations::{end as end_relation, relate, related, related_to},
};

/// This room's pages.
pub fn routes() -> Routes {
    Routes::of([
        get("/assets/{file}", Who::Anyone, foundation::assets::file),
        post("/sessions/end", Who::Anyone, sign_out::sign_out),
    ])
}
