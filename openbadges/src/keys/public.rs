//! Public keys: they check signatures.

use super::{Algorithm, ecdsa, ed25519, multikey, rsa};
use crate::Error;
use ed25519_dalek::VerifyingKey;
use std::fmt;

/// Checks signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(pub(super) Kind);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Ed25519(VerifyingKey),
    Ecdsa(ecdsa::Public),
    Rsa(rsa::Public),
}

impl PublicKey {
    /// Reads `z6Mk…` (Ed25519), `zDna…` (P-256) or `z82…` (P-384), as Multikey writes them
    /// (Controlled Identifiers 1.0, §2.2.2), or a key on P-521 or of RSA as did:key does.
    pub fn from_multibase(text: &str) -> Result<PublicKey, Error> {
        multikey::read_public(text)
    }

    /// Writes what [`PublicKey::from_multibase`] reads.
    pub fn to_multibase(&self) -> String {
        multikey::write_public(self)
    }

    pub(super) fn ed25519(bytes: &[u8; 32]) -> Result<PublicKey, Error> {
        ed25519::public(bytes).map(|key| PublicKey(Kind::Ed25519(key)))
    }

    /// The one way in which this key signs.
    pub fn algorithm(&self) -> Algorithm {
        match &self.0 {
            Kind::Ed25519(_) => Algorithm::EdDsa,
            Kind::Ecdsa(key) => key.curve().algorithm(),
            Kind::Rsa(_) => Algorithm::Rs256,
        }
    }

    /// Does the signature fit? Ed25519 strictly (RFC 8032): one message, one signature; of ECDSA
    /// the two numbers side by side (RFC 7518, §3.4).
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Kind::Ed25519(key) => ed25519::verifies(key, message, signature),
            Kind::Ecdsa(key) => key.verifies(message, signature),
            Kind::Rsa(key) => key.verifies(message, signature),
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.to_multibase())
    }
}
