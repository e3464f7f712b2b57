//! Keys as Multikey writes them (Controlled Identifiers 1.0, §2.2.2): base58 of the key, behind a
//! prefix that says its kind.

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
/// No Multikey, but what did:key writes (did:key, §3.1): PKCS#1 behind the prefix.
const RSA: [u8; 2] = [0x85, 0x24];

/// An RSA key of 4,096 bits takes some 720 digits, and the work grows with their square.
const MOST_DIGITS: usize = 800;

pub(super) fn read_public(text: &str) -> Result<PublicKey, Error> {
    let wrong = || Error::Key("it doesn't look like z6Mk… or zDna…, a Multikey".into());
    let bytes = decode(text).ok_or_else(wrong)?;
    let (prefix, key) = bytes.split_first_chunk().ok_or_else(wrong)?;
    match *prefix {
        ED25519 => PublicKey::ed25519(key.try_into().map_err(|_| wrong())?),
        P256 if key.len() == 33 => PublicKey::p256(key),
        RSA => Ok(PublicKey(Public::Rsa(rsa::Public::from_der(key)?))),
        _ => Err(wrong()),
    }
}

pub(super) fn write_public(key: &PublicKey) -> String {
    match &key.0 {
        Public::Ed25519(key) => encode(ED25519, key.as_bytes()),
        Public::P256(key) => encode(P256, key.to_sec1_point(true).as_bytes()),
        Public::Rsa(key) => encode(RSA, &key.to_der()),
    }
}

pub(super) fn read_secret(text: &str) -> Result<SecretKey, Error> {
    // A secret may be in the text, so it is never repeated.
    let wrong = || Error::Key("it doesn't look like z3u2… or z42t…, a Multikey's secret".into());
    let bytes = Zeroizing::new(decode(text).ok_or_else(wrong)?);
    let (prefix, key) = bytes.split_first_chunk().ok_or_else(wrong)?;
    let key = key.try_into().map_err(|_| wrong())?;
    match *prefix {
        ED25519_SECRET => Ok(SecretKey::from_seed(key)),
        P256_SECRET => SecretKey::p256(key),
        _ => Err(wrong()),
    }
}

pub(super) fn write_secret(key: &SecretKey) -> Option<String> {
    match &key.0 {
        Secret::Ed25519(key) => Some(encode(ED25519_SECRET, key.as_bytes())),
        Secret::P256(key) => Some(encode(P256_SECRET, &key.to_bytes())),
        Secret::Rsa(_) => None,
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
