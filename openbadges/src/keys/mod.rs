//! Keys, and who holds them.
//!
//! Words: a *Multikey* is a key as text, `z6Mk…`; a *JWK* is one as JSON; a *controller document*
//! says which keys an issuer has, and when; a *verification method* is one of them. Promise: a key
//! counts for an issuer only if the issuer's own document says so.

mod algorithm;
mod controller;
mod did;
mod ecdsa;
mod ed25519;
mod jwk;
mod method;
mod multikey;
mod pem;
mod public;
mod purpose;
mod rsa;
mod secret;

pub use algorithm::Algorithm;
pub use controller::{ControllerDocument, MOST_KEYS, Standing};
pub use did::{did_key, did_web, did_web_url, key_of_did_key};
pub use method::{Form, VerificationMethod};
pub use public::PublicKey;
pub use purpose::Purpose;
pub use secret::SecretKey;
