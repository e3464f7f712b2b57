//! Public keys: they check signatures.

use super::{Algorithm, multikey, rsa};
use crate::Error;
use ed25519_dalek::{Signature, VerifyingKey};
use p256::ecdsa::signature::Verifier;
use std::fmt;

/// Checks signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(pub(super) Kind);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Ed25519(VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
    Rsa(rsa::Public),
}

impl PublicKey {
    /// Reads `z6Mk…` (Ed25519) or `zDna…` (P-256), as Multikey writes them (Controlled
    /// Identifiers 1.0, §2.2.2), or an RSA key as did:key does.
    pub fn from_multibase(text: &str) -> Result<PublicKey, Error> {
        multikey::read_public(text)
    }

    /// Writes `z6Mk…` or `zDna…`.
    pub fn to_multibase(&self) -> String {
        multikey::write_public(self)
    }

    pub(super) fn ed25519(bytes: &[u8; 32]) -> Result<PublicKey, Error> {
        let key = VerifyingKey::from_bytes(bytes)
            .map_err(|_| Error::Key("it is no point of the curve Ed25519".into()))?;
        match key.is_weak() {
            true => Err(Error::Key("it would take any signature".into())),
            false => Ok(PublicKey(Kind::Ed25519(key))),
        }
    }

    /// From a point as SEC 1 (§2.3.3) writes it, compressed or not.
    pub(super) fn p256(point: &[u8]) -> Result<PublicKey, Error> {
        p256::ecdsa::VerifyingKey::from_sec1_bytes(point)
            .map(|it| PublicKey(Kind::P256(it)))
            .map_err(|_| Error::Key("it is no point of the curve P-256".into()))
    }

    /// The one way in which this key signs.
    pub fn algorithm(&self) -> Algorithm {
        match &self.0 {
            Kind::Ed25519(_) => Algorithm::EdDsa,
            Kind::P256(_) => Algorithm::Es256,
            Kind::Rsa(_) => Algorithm::Rs256,
        }
    }

    /// Does the signature fit? Ed25519 strictly (RFC 8032): one message, one signature; of P-256
    /// the two numbers side by side (RFC 7518, §3.4).
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Kind::Ed25519(key) => Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Kind::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Kind::Rsa(key) => key.verifies(message, signature),
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.to_multibase())
    }
}
