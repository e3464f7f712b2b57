//! Ed25519 keys as Multikey writes them (Controlled Identifiers 1.0, §2.2.2).

use crate::Error;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;

/// Multicodec's prefixes for an Ed25519 public key and its secret (as varints).
const PUBLIC: [u8; 2] = [0xed, 0x01];
const SECRET: [u8; 2] = [0x80, 0x26];

/// Checks signatures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads `z6Mk…`.
    pub fn from_multibase(text: &str) -> Result<PublicKey, Error> {
        let bytes = decode(text, PUBLIC, "z6Mk…")?;
        let key = VerifyingKey::from_bytes(&bytes)
            .map_err(|_| Error::Key(format!("{text} is no point of the curve")))?;
        if key.is_weak() {
            return Err(Error::Key(format!("{text} would take any signature")));
        }
        Ok(PublicKey(key))
    }

    /// Writes `z6Mk…`.
    pub fn to_multibase(&self) -> String {
        encode(PUBLIC, self.0.as_bytes())
    }

    /// Does the signature (RFC 8032) fit? Strictly: one message, one signature.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.to_multibase())
    }
}

/// Signs. It is wiped from memory when dropped, and never printed.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// From 32 random bytes, which the caller gets from the system (RFC 8032, §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> SecretKey {
        SecretKey(SigningKey::from_bytes(seed))
    }

    /// Reads `z3u2…` (`secretKeyMultibase`).
    pub fn from_multibase(text: &str) -> Result<SecretKey, Error> {
        decode(text, SECRET, "z3u2…").map(|it| SecretKey::from_seed(&it))
    }

    /// Writes `z3u2…`: for whoever keeps it safe.
    pub fn to_multibase(&self) -> String {
        encode(SECRET, self.0.as_bytes())
    }

    /// What others check its signatures with.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Ed25519 (RFC 8032, §5.1.6).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "secret of {:?}", self.public())
    }
}

fn encode(prefix: [u8; 2], key: &[u8; 32]) -> String {
    format!("z{}", bs58::encode([&prefix[..], key].concat()).into_string())
}

fn decode(text: &str, prefix: [u8; 2], shape: &str) -> Result<[u8; 32], Error> {
    // A secret may be in the text, so it is never repeated.
    let wrong = || Error::Key(format!("it doesn't look like {shape}, an Ed25519 Multikey"));
    let digits = text.strip_prefix('z').filter(|it| it.len() < 64).ok_or_else(wrong)?;
    let bytes = bs58::decode(digits).into_vec().map_err(|_| wrong())?;
    bytes.strip_prefix(&prefix).and_then(|it| it.try_into().ok()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_8032_hold() {
        let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        let seed = hex::decode(seed).unwrap().try_into().unwrap();
        let key = SecretKey::from_seed(&seed);
        assert_eq!(hex::encode(key.0.verifying_key().as_bytes()), public);
        assert_eq!(hex::encode(key.sign(&[0x72])), signature);
        assert!(key.public().verifies(&[0x72], &hex::decode(signature).unwrap()));
        assert!(!key.public().verifies(&[0x73], &hex::decode(signature).unwrap()));
        assert!(!key.public().verifies(&[0x72], &[]));
    }

    #[test]
    fn the_key_pair_of_the_specification_is_read() {
        let secret = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
        let key = SecretKey::from_multibase(secret).unwrap();
        let public = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        assert_eq!(key.public().to_multibase(), public);
        assert_eq!(key.to_multibase(), secret);
        assert_eq!(PublicKey::from_multibase(public).unwrap(), key.public());
        assert!(!format!("{key:?}").contains(secret));
    }

    #[test]
    fn what_is_no_ed25519_multikey_is_refused() {
        for text in [
            "",
            "z",
            "z6Mk",
            "u7QGwDY2Tjn93PVFWWq02piP1NE9_XRlg-c8-jhJiDqKBDw",
            "zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76",
            "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
            "z6Mk0OIl",
            "zé",
        ] {
            assert!(PublicKey::from_multibase(text).is_err(), "{text}");
        }
        let weak = encode(PUBLIC, &[0; 32]);
        assert!(PublicKey::from_multibase(&weak).is_err());
    }
}
