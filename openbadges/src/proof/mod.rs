//! Data Integrity proofs (VC Data Integrity 1.0): `eddsa-rdfc-2022` and `ecdsa-rdfc-2019`; and, to be
//! read alone, the `Ed25519Signature2020` of before.
//!
//! What is signed is not the text but what it says: SHA-256 of the proof's own options and of the
//! document, each in canonical form, one after the other. Words: several proofs beside each other
//! are a *set*; a proof that names a *previous* one signs that, too, and is a *chain*.

mod hash;
mod secured;
mod sign;
mod suite;

pub(crate) use hash::digest_options;
pub use secured::Secured;
pub use sign::{Options, Signer};
pub use suite::Suite;
