//! It counts: pay and credit by a district's own rules. Words: recognition policy, class, rule, worth,
//! approval before the start, claim, ledger. It promises that an educator knows what something is
//! worth before she starts, that a rule holds as it stood then, and that what was accepted is posted
//! once, in a chain that nobody can change unseen.
//!
//! Tables: recognition_policies, recognition_rules, classifications, preapprovals,
//! preapproval_answers, claims, claim_answers, ledger_entries, ledger_heads.

mod answer;
mod answer_claims;
mod approval;
mod approvals;
mod ask;
mod ask_page;
mod catalog;
mod claim;
mod claiming;
mod claims;
mod csv;
mod gate;
mod import;
mod joints;
mod ledger;
mod ledger_page;
mod moves;
mod policy;
mod reasons;
mod recognition;
mod refusal;
mod shown;
mod start_piece;
mod store;
mod worth;

pub use approval::Preapproval;
pub use catalog::catalog_said;
pub use claim::Claim;
pub use claiming::claim;
pub use gate::may_start;
pub use import::{Checked, check_policies, is_policy, keep_policies};
pub use joints::{Award, Earned, MayCount, Proof, Proofs};
pub use moves::moves;
pub use policy::Policy;
pub use refusal::Refusal;
pub use start_piece::start_piece;
pub use worth::note_listed;

use people::{Role, Routes, Who, get, post};

/// A district's policy, for whoever wants to see it work before writing their own.
pub const SAMPLE: &str = include_str!("../../../samples/maple-ridge/recognition.yaml");

/// Whom a policy may name to say yes or no before the start.
const APPROVERS: Who = Who::AnyOf(&[Role::Supervisor, Role::Approver, Role::Lead]);

pub fn routes() -> Routes {
    Routes::of([
        get("/approvals/new", Who::Educator, ask_page::show),
        post("/approvals", Who::Educator, ask_page::send),
        get("/approvals", APPROVERS, approvals::show),
        post("/approvals/{id}/answer", APPROVERS, approvals::send),
        get("/recognition", Who::Holder, recognition::show),
        get("/claims", Who::Office, claims::show),
        post("/claims/answers", Who::Office, claims::send),
        get("/claims.csv", Who::Office, claims::csv),
        get("/ledger", Who::Office, ledger_page::show),
        get("/ledger.csv", Who::Office, ledger_page::csv),
    ])
    .nav("Approvals", "/approvals", APPROVERS)
    .nav("Pay and credit", "/recognition", Who::Holder)
    .nav("Requests", "/claims", Who::Office)
    .nav("Ledger", "/ledger", Who::Office)
}
