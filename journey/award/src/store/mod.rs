//! Every statement on `awards`, `award_requests`, `credentials`, `credential_editions`,
//! `credential_jwts`, `revocations`, `status_lists` and `shown_evidence`.

mod awards;
mod credentials;
mod editions;
mod held;
mod jwts;
mod requests;
mod revocations;
mod shown;

pub use awards::{held, keep_award, of_awards, of_pursuits};
pub use credentials::{Given, Made, credential, credentials, make_credential, newest, of_subject};
pub use editions::{Edition, current, keep_editions};
pub use held::{Held, Which, count_held, held_one, held_signed};
pub use jwts::{jwt, keep_jwt};
pub use requests::{answered, ask, asked, waiting};
pub use revocations::{is_revoked, revoke, revoked, revoked_at};
pub use shown::{Choice, show, shown, shown_in};
