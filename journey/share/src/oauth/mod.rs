//! OAuth 2.0 as Open Badges 3.0 asks (its §7): hosts register themselves, a person says yes on a page,
//! and the host gets tokens that end soon, are replaced at every use, and can be taken back.

mod asked;
mod client;
pub mod consent;
mod host;
pub mod metadata;
mod refused;
pub mod registration;
pub mod revocation;
mod scope;
pub mod token;

use std::collections::HashMap;

use foundation::{Read, Result};
use people::Allowed;

pub use host::{Host, Registered};
pub use refused::Refused;
pub use scope::{
    READ_CREDENTIALS, READ_PROFILE, Scope, Scopes, UPDATE_PROFILE, UPSERT_CREDENTIALS,
};

use crate::{store, wallet};

pub const METADATA: &str = "/.well-known/oauth-authorization-server";
pub const REGISTRATION: &str = "/oauth/hosts";
pub const AUTHORIZATION: &str = "/oauth/authorize";
pub const TOKEN: &str = "/oauth/token";
pub const REVOCATION: &str = "/oauth/revocation";

/// What a person lets a host do, until she takes it back or its last token ends.
#[derive(Debug, Clone, Copy)]
pub struct Permission;

/// What each of these tokens is good for: a host's, or a wallet's.
pub async fn bearers(read: &mut Read, digests: &[[u8; 32]]) -> Result<HashMap<[u8; 32], Allowed>> {
    let mut found = HashMap::new();
    for digest in digests {
        let kept = hex::encode(digest);
        if let Some((person, scope, ends_at)) = store::tokens::access(read, &kept).await? {
            let scopes = Scopes::read(&scope).uris().map(str::to_owned).collect();
            found.insert(*digest, Allowed { person, scopes, ends_at });
        } else if let Some(taken) = store::offers::taken(read, &kept).await? {
            let scopes = vec![wallet::SCOPE.to_owned()];
            let (person, ends_at) = (taken.person, taken.ends_at);
            found.insert(*digest, Allowed { person, scopes, ends_at });
        }
    }
    Ok(found)
}
