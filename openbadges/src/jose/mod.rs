//! Credentials as signed text: JSON Web Signature in its compact form (JWS: RFC 7515).
//!
//! Words: the *header* says how it was signed, the *payload* is what was signed. There are two
//! kinds of payload: Open Badges 3.0 (§8.2.4) repeats parts of the credential as claims of a JWT,
//! W3C's *Securing Verifiable Credentials using JOSE and COSE* doesn't. Promise: the header never
//! chooses how a key is used, nor which key is believed. SD-JWT, COSE, encryption and the JSON
//! form of a JWS are not read.

mod jws;
mod sign;

pub use jws::Jws;
pub use sign::{sign, sign_open_badge, sign_presentation, sign_vc};
