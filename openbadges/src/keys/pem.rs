//! Secret keys as OpenSSL and its like write them (PKCS#8: RFC 5958).

use super::ecdsa::{self, Curve};
use super::secret::Kind;
use super::{SecretKey, rsa};
use crate::Error;
use ::rsa::pkcs8::{DecodePrivateKey, ObjectIdentifier, PrivateKeyInfo, SecretDocument};

/// RFC 8410, §3.
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
/// RFC 5480, §2.1.1.
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// RFC 5480, §2.1.1.1.
const CURVES: [(ObjectIdentifier, Curve); 3] = [
    (ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"), Curve::P256),
    (ObjectIdentifier::new_unwrap("1.3.132.0.34"), Curve::P384),
    (ObjectIdentifier::new_unwrap("1.3.132.0.35"), Curve::P521),
];
/// RFC 8017, §A.1.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// One of 4,096 bits takes some 3,300.
const MOST_BYTES: usize = 8192;

pub(super) fn read(text: &str) -> Result<SecretKey, Error> {
    // A secret is in the text, so it is never repeated.
    let wrong = |why: &str| Error::Key(why.to_owned());
    let shape = "it doesn't look like a PEM file that begins with -----BEGIN PRIVATE KEY-----";
    if text.len() > MOST_BYTES {
        return Err(wrong(shape));
    }
    let (label, document) =
        SecretDocument::from_pem(text.trim_start()).map_err(|_| wrong(shape))?;
    if label != "PRIVATE KEY" {
        return Err(wrong(shape));
    }
    let bytes = document.as_bytes();
    let info = PrivateKeyInfo::try_from(bytes).map_err(|_| wrong("it is no PKCS#8"))?;
    match info.algorithm.oid {
        ED25519 => ed25519(info.private_key).ok_or_else(|| wrong("it is no Ed25519 secret")),
        EC => {
            let named = info.algorithm.parameters_oid().ok();
            let curve = CURVES.iter().find(|it| Some(it.0) == named).map(|it| it.1);
            let curve = curve.ok_or_else(|| wrong("it is on a curve that is not read here"))?;
            Ok(SecretKey(Kind::Ecdsa(ecdsa::Secret::from_der(curve, bytes)?)))
        }
        RSA => {
            let key = ::rsa::RsaPrivateKey::from_pkcs8_der(bytes);
            let key = key.map_err(|_| wrong("it is no RSA secret"))?;
            Ok(SecretKey(Kind::Rsa(Box::new(rsa::Secret::new(key)?))))
        }
        _ => Err(wrong("it is neither Ed25519, ECDSA nor RSA")),
    }
}

/// The 32 bytes stand in a string of their own (RFC 8410, §7).
fn ed25519(wrapped: &[u8]) -> Option<SecretKey> {
    let seed = wrapped.strip_prefix(&[0x04, 0x20])?.try_into().ok()?;
    Some(SecretKey::from_seed(seed))
}
