//! Who there is, where they belong, and what each may do. Words: person, organization, role,
//! appointment, relation, session, visitor, actor.
//! It promises that a page is only ever handed someone it may trust.
//!
//! Tables: organizations, people, email_addresses, passwords, sessions, one_time_links, throttles,
//! appointments, relations, organization_keys, handles.

mod account;
mod address;
mod appoint;
mod bearer;
mod demo;
mod directory;
mod door;
mod forgotten;
mod form;
mod invitation;
mod key;
mod letters;
mod link;
mod local;
mod merge;
mod r#move;
mod new_password;
mod operations;
mod organization;
mod password;
mod person;
mod refusal;
mod relation;
mod routes;
mod session;
mod sign_in;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod throttle;
mod tidy;
mod visitor;

pub use address::{Address, add_address};
pub use appoint::{appoint, relate};
pub use bearer::{Allowed, Bearer, Bearers, TokenRefused};
pub use demo::{DemoCredential, DemoCredentials, DemoPeople, DemoPerson};
pub use forgotten::{SendLink, send_link};
pub use invitation::invite;
pub use key::{Key, current_key, rotate_key, signing_key};
pub use letters::write_to;
pub use merge::merge_accounts;
pub use r#move::{Move, Waits};
pub use operations::moves;
pub use organization::{Kind, Organization, Slug, may_stand_below};
pub use password::{Hash, Password};
pub use person::{Appointment, Person, Place, Role};
pub use refusal::Refusal;
pub use relation::{Related, Relation};
pub use routes::{Route, Routes, Who, get, post, put};
pub use throttle::Tries;
pub use tidy::{Tidy, tidy};
pub use visitor::{
    Administrator, Approver, Assessor, Coach, Designer, Educator, Holder, Lead, Office, SignedIn,
    Supervisor, Visitor,
};

// What later rooms ask: lists by ids, never one by one.
pub use store::{
    addresses::{
        main as main_addresses, owner as person_of_address, owners as people_of_addresses,
    },
    appointments::{of as appointments, of_role},
    handles::{find as handle, take as take_handle},
    keys::of as keys,
    organizations::{
        above, called as organization_called, called_these as organizations_called,
        find as organizations, keep as establish, kept_by, of_kind as organizations_of_kind, under,
    },
    passwords::set as set_password,
    people::{accounts, human, humans, keep as add_person, names},
    relations::{end as end_relation, related, related_to, touching as relations},
};

/// This room's pages.
pub fn routes() -> Routes {
    use account::{address, name, password, signed_out};
    use directory::{invite, list, one, organizations};
    Routes::of([
        get("/assets/{file}", Who::Anyone, foundation::assets::file),
        get("/sign-in", Who::Anyone, sign_in::page),
        post("/sign-in", Who::Anyone, sign_in::send),
        post("/sessions/end", Who::Anyone, signed_out::here),
        post("/sessions/end-others", Who::SignedIn, signed_out::elsewhere),
        get("/forgotten", Who::Anyone, forgotten::page),
        post("/forgotten", Who::Anyone, forgotten::send),
        get("/passwords/{token}", Who::Anyone, new_password::page),
        post("/passwords/{token}", Who::Anyone, new_password::send),
        get("/account", Who::SignedIn, account::page),
        get("/account/name", Who::SignedIn, name::page),
        post("/account/name", Who::SignedIn, name::send),
        get("/account/password", Who::SignedIn, password::page),
        post("/account/password", Who::SignedIn, password::send),
        get("/account/address", Who::SignedIn, address::page),
        post("/account/address", Who::SignedIn, address::send),
        get("/addresses/{token}", Who::SignedIn, address::confirm_page),
        post("/addresses/{token}", Who::SignedIn, address::confirm),
        get("/invitations/{token}", Who::Anyone, invitation::page),
        post("/invitations/{token}", Who::Anyone, invitation::send),
        get("/people", Who::Administrator, list::page),
        post("/people/invitations/{handle}/end", Who::Administrator, list::take_back),
        get("/people/invite", Who::Administrator, invite::page),
        post("/people/invite", Who::Administrator, invite::send),
        get("/people/{id}", Who::Administrator, one::page),
        post("/people/{id}/roles", Who::Administrator, one::give_role),
        post("/people/{id}/roles/{appointment}/end", Who::Administrator, one::take_role),
        post("/people/{id}/relations", Who::Administrator, one::add_relation),
        post("/people/{id}/relations/{relation}/end", Who::Administrator, one::end_relation),
        get("/organizations", Who::Administrator, organizations::page),
        post("/organizations", Who::Administrator, organizations::make),
        get("/operations", Who::Administrator, operations::page),
        post("/operations/tries", Who::Administrator, operations::try_again),
        get("/demo", Who::Anyone, demo::page),
        post("/demo/sessions", Who::Anyone, demo::sign_in),
    ])
    .nav("People", "/people", Who::Administrator)
    .nav("Operations", "/operations", Who::Administrator)
}
