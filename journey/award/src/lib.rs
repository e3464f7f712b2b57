//! A decision becomes a signed badge. Words: award, credential, edition, status list, revocation.
//! Tables: `awards`, `award_requests`, `credentials`, `credential_editions`, `credential_jwts`,
//! `revocations`, `status_lists`, `shown_evidence`. It promises one award for a pursuit and person,
//! none without a decision that says demonstrated, and a credential that anyone can check without
//! asking us.

mod achievement;
mod answer;
mod approve;
mod award;
mod badge_page;
mod by_rule;
mod checked;
mod credential;
mod form;
mod forms;
mod issuer;
mod issuer_page;
mod joints;
mod jwt;
mod keep;
mod known;
mod named;
mod once;
mod picture;
mod progress;
mod revoke;
mod show_evidence;
mod sign;
mod status_list;
mod store;
mod verdict;
mod verify;
mod yours;

pub use approve::moves;
pub use award::{Award, Credential};
pub use by_rule::by_rule;
pub use joints::Awarded;
pub use jwt::jwt;
pub use named::{Named, named, newest};
pub use once::once;
pub use progress::{notices, steps};
pub use sign::{Sign, sign};
pub use store::{Held, Which, count_held, held_one, held_signed, is_revoked};
pub use yours::{Way, Ways};

use people::{Role, Routes, Who, get, post};

/// Who may approve an award, or take one back: the issuer's approvers and leads.
const STEWARDS: Who = Who::AnyOf(&[Role::Approver, Role::Lead]);

pub fn routes() -> Routes {
    Routes::of([
        get("/credentials/{id}", Who::Anyone, forms::show).read_from_anywhere(),
        get("/credentials/{id}/editions/{edition}", Who::Anyone, forms::edition)
            .read_from_anywhere(),
        get("/credentials/{id}/keep", Who::Anyone, keep::show),
        get("/credentials/{id}/evidence/{content}", Who::Anyone, show_evidence::open),
        get("/credentials/{id}/evidence", Who::SignedIn, show_evidence::choose),
        post("/credentials/{id}/evidence", Who::SignedIn, show_evidence::keep),
        get("/credentials/{id}/revocation", STEWARDS, revoke::ask),
        post("/credentials/{id}/revocation", STEWARDS, revoke::revoke),
        get("/subjects/{id}", Who::Anyone, forms::subject).read_from_anywhere(),
        get("/achievements/{slug}/{version}", Who::Anyone, achievement::show).read_from_anywhere(),
        get("/issuers/{slug}", Who::Anyone, issuer_page::show).read_from_anywhere(),
        get("/issuers/{slug}/did.json", Who::Anyone, issuer_page::keys).read_from_anywhere(),
        get("/issuers/{slug}/keys/{key}", Who::Anyone, issuer_page::key).read_from_anywhere(),
        get("/issuers/{slug}/status/{list}", Who::Anyone, issuer_page::status).read_from_anywhere(),
        get("/awards", STEWARDS, approve::show),
        post("/awards", STEWARDS, approve::approve),
        get("/verify", Who::Anyone, verify::show),
        post("/verify", Who::Anyone, verify::check).up_to(verify::MOST_BYTES),
    ])
    .nav("Awards", "/awards", STEWARDS)
}
