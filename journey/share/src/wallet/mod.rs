//! An award goes into a wallet: OpenID for Verifiable Credential Issuance 1.0 with a pre-authorized code.
//! Its holder has it offered on a page; her wallet shows the code of that offer, and then that it holds
//! a key.

pub mod configuration;
pub mod credential;
pub mod metadata;
pub mod nonce;
pub mod offer;
pub mod page;
mod proof;
mod qr;

use axum::response::{IntoResponse, Response};
use people::TokenRefused;

use crate::oauth::Refused;

pub const METADATA: &str = "/.well-known/openid-credential-issuer";
pub const NONCE: &str = "/wallet/nonces";
pub const CREDENTIAL: &str = "/wallet/credentials";
pub const GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
/// What a wallet's token is good for: the one credential that was offered.
pub const SCOPE: &str = "wallet";

/// What the door says to a wallet without a good token.
pub fn refuse(why: TokenRefused) -> Response {
    Refused::new("invalid_token", why.words()).with_status(why.status()).into_response()
}
