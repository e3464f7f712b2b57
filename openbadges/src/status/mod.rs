//! Whether a credential still holds: what its issuer publishes about many at once.
//!
//! Bitstring Status List 1.0 for whom nobody should see which credential is asked about; 1EdTech's
//! list of revoked credentials for those who read no other.

mod bitstring;
mod list;
mod revocation;

pub use bitstring::{BitstringStatusList, ENTRIES, random_index};
pub use list::{Entry, ListCredential, look_up, ttl};
pub use revocation::{RevocationList, RevokedCredential};
