//! A decision becomes a signed badge. Words: award, credential, edition, status list, revocation.
//! Tables: `awards`, `award_requests`, `credentials`, `credential_editions`, `credential_jwts`,
//! `revocations`, `status_lists`, `shown_evidence`. It promises one award for a pursuit and person,
//! none without a decision that says demonstrated, and a credential that anyone can check without
//! asking us.

mod approve;
mod award;
mod badge_page;
mod by_rule;
mod checked;
mod credential;
mod issuer;
mod issuer_page;
mod joints;
mod named;
mod once;
mod progress;
mod revoke;
mod show_evidence;
mod sign;
mod status_list;
mod store;
mod verify_page;

pub use approve::moves;
pub use award::{Award, Credential};
pub use by_rule::by_rule;
pub use joints::Awarded;
pub use named::{Named, named, newest};
pub use once::once;
pub use progress::{notices, steps};
pub use revoke::is_revoked;
pub use sign::{Sign, sign};

use people::{Role, Routes, Who, get, post};

/// Who may approve an award, or take one back: the issuer's approvers and leads.
const STEWARDS: Who = Who::AnyOf(&[Role::Approver, Role::Lead]);

pub fn routes() -> Routes {
    Routes::of([
        get("/credentials/{id}", Who::Anyone, badge_page::show),
        get("/credentials/{id}/evidence/{content}", Who::Anyone, show_evidence::open),
        get("/credentials/{id}/evidence", Who::SignedIn, show_evidence::choose),
        post("/credentials/{id}/evidence", Who::SignedIn, show_evidence::keep),
        get("/credentials/{id}/revocation", STEWARDS, revoke::ask),
        post("/credentials/{id}/revocation", STEWARDS, revoke::revoke),
        get("/subjects/{id}", Who::Anyone, badge_page::subject),
        get("/issuers/{slug}", Who::Anyone, issuer_page::show),
        get("/issuers/{slug}/did.json", Who::Anyone, issuer_page::keys),
        get("/issuers/{slug}/status/{list}", Who::Anyone, issuer_page::status),
        get("/awards", STEWARDS, approve::show),
        post("/awards", STEWARDS, approve::approve),
        get("/verify", Who::Anyone, verify_page::show),
        post("/verify", Who::Anyone, verify_page::check),
    ])
    .nav("Awards", "/awards", STEWARDS)
}
