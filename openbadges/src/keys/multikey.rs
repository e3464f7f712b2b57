//! Keys as Multikey writes them (Controlled Identifiers 1.0, §2.2.2): base58 of the key, behind a
//! prefix that says its kind.

use super::ecdsa::{self, Curve};
use super::public::Kind as Public;
use super::secret::Kind as Secret;
use super::{PublicKey, SecretKey, rsa};
use crate::Error;
use p256::elliptic_curve::zeroize::Zeroizing;

/// Multicodec's prefixes (as varints).
const ED25519: [u8; 2] = [0xed, 0x01];
const ED25519_SECRET: [u8; 2] = [0x80, 0x26];
const P256: [u8; 2] = [0x80, 0x24];
const P256_SECRET: [u8; 2] = [0x86, 0x26];
const P384: [u8; 2] = [0x81, 0x24];
const P384_SECRET: [u8; 2] = [0x87, 0x26];
/// No Multikey, but what did:key writes (did:key, §3.1).
const P521: [u8; 2] = [0x82, 0x24];
const P521_SECRET: [u8; 2] = [0x88, 0x26];
/// The same: PKCS#1 behind the prefix.
const RSA: [u8; 2] = [0x85, 0x24];

/// An RSA key of 4,096 bits takes some 720 digits, and the work grows with their square.
const MOST_DIGITS: usize = 800;

pub(super) fn read_public(text: &str) -> Result<PublicKey, Error> {
    let wrong = || Error::Key("it doesn't look like z6Mk…, zDna… or z82…, a Multikey".into());
    let bytes = decode(text).ok_or_else(wrong)?;
    let (prefix, key) = bytes.split_first_chunk().ok_or_else(wrong)?;
    match *prefix {
        ED25519 => PublicKey::ed25519(key.try_into().map_err(|_| wrong())?),
        RSA => Ok(PublicKey(Public::Rsa(rsa::Public::from_der(key)?))),
        _ => {
            let curve = Curve::ALL.into_iter().find(|it| prefixes(*it).0 == *prefix);
            let curve = curve.filter(|it| key.len() == it.size() + 1).ok_or_else(wrong)?;
            Ok(PublicKey(Public::Ecdsa(ecdsa::Public::from_point(curve, key)?)))
        }
    }
}

pub(super) fn write_public(key: &PublicKey) -> String {
    match &key.0 {
        Public::Ed25519(key) => encode(ED25519, key.as_bytes()),
        Public::Ecdsa(key) => encode(prefixes(key.curve()).0, &key.compressed()),
        Public::Rsa(key) => encode(RSA, &key.to_der()),
    }
}

pub(super) fn read_secret(text: &str) -> Result<SecretKey, Error> {
    // A secret may be in the text, so it is never repeated.
    let wrong = || Error::Key("it doesn't look like z3u2… or z42t…, a Multikey's secret".into());
    let bytes = Zeroizing::new(decode(text).ok_or_else(wrong)?);
    let (prefix, key) = bytes.split_first_chunk().ok_or_else(wrong)?;
    if *prefix == ED25519_SECRET {
        return Ok(SecretKey::from_seed(key.try_into().map_err(|_| wrong())?));
    }
    let curve = Curve::ALL.into_iter().find(|it| prefixes(*it).1 == *prefix);
    Ok(SecretKey(Secret::Ecdsa(ecdsa::Secret::new(curve.ok_or_else(wrong)?, key)?)))
}

pub(super) fn write_secret(key: &SecretKey) -> Option<String> {
    match &key.0 {
        Secret::Ed25519(key) => Some(encode(ED25519_SECRET, key.as_bytes())),
        Secret::Ecdsa(key) => Some(encode(prefixes(key.public().curve()).1, &key.number())),
        Secret::Rsa(_) => None,
    }
}

/// Of the public key, and of the secret.
fn prefixes(curve: Curve) -> ([u8; 2], [u8; 2]) {
    match curve {
        Curve::P256 => (P256, P256_SECRET),
        Curve::P384 => (P384, P384_SECRET),
        Curve::P521 => (P521, P521_SECRET),
    }
}

fn encode(prefix: [u8; 2], key: &[u8]) -> String {
    let bytes = Zeroizing::new([&prefix[..], key].concat());
    format!("z{}", bs58::encode(&*bytes).into_string())
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('z').filter(|it| it.len() < MOST_DIGITS)?;
    bs58::decode(digits).into_vec().ok()
}
