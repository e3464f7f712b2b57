//! Secret keys: they sign.

use super::ecdsa::{self, Curve};
use super::public::Kind as PublicKind;
use super::{PublicKey, multikey, pem, rsa};
use crate::Error;
use ed25519_dalek::{Signer, SigningKey};
use std::fmt;

/// Signs. It is wiped from memory when dropped, and never printed.
#[derive(Clone)]
pub struct SecretKey(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Ed25519(SigningKey),
    Ecdsa(ecdsa::Secret),
    Rsa(Box<rsa::Secret>),
}

impl SecretKey {
    /// Ed25519, from 32 random bytes, which the caller gets from the system (RFC 8032, §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> SecretKey {
        SecretKey(Kind::Ed25519(SigningKey::from_bytes(seed)))
    }

    /// P-256, from 32 random bytes: a number below the curve's order, which all but one in 2³²
    /// are (SEC 1, §3.2.1).
    pub fn p256(number: &[u8; 32]) -> Result<SecretKey, Error> {
        ecdsa::Secret::new(Curve::P256, number).map(|it| SecretKey(Kind::Ecdsa(it)))
    }

    /// Reads PKCS#8 (RFC 5958), the text that begins with `-----BEGIN PRIVATE KEY-----`, of any
    /// kind that is read here.
    pub fn from_pem(text: &str) -> Result<SecretKey, Error> {
        pem::read(text)
    }

    /// Reads `z3u2…` (Ed25519), `z42t…` (P-256), `z2fa…` (P-384) or the like of P-521
    /// (`secretKeyMultibase`).
    pub fn from_multibase(text: &str) -> Result<SecretKey, Error> {
        multikey::read_secret(text)
    }

    /// Writes what [`SecretKey::from_multibase`] reads: for whoever keeps it safe. There is no
    /// such text for RSA.
    pub fn to_multibase(&self) -> Option<String> {
        multikey::write_secret(self)
    }

    /// What others check its signatures with.
    pub fn public(&self) -> PublicKey {
        PublicKey(match &self.0 {
            Kind::Ed25519(key) => PublicKind::Ed25519(key.verifying_key()),
            Kind::Ecdsa(key) => PublicKind::Ecdsa(key.public()),
            Kind::Rsa(key) => PublicKind::Rsa(key.public()),
        })
    }

    /// The same message is always signed the same: RFC 8032 (§5.1.6) for Ed25519, RFC 6979 for
    /// ECDSA, RFC 8017 (§8.2.1) for RSA.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        match &self.0 {
            Kind::Ed25519(key) => Ok(key.sign(message).to_bytes().into()),
            Kind::Ecdsa(key) => key.sign(message),
            Kind::Rsa(key) => key.sign(message),
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "secret of {:?}", self.public())
    }
}
