//! What only its holder knows: 256 random bits, of which the digest alone is kept.

use foundation::Result;
use sha2::{Digest, Sha256};

/// A client's secret, a code, a token.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn fresh() -> Secret {
        Secret(hex::encode(rand::random::<[u8; 32]>()))
    }

    /// What is in turn only for whoever has this one: as hard to guess, and never kept.
    pub fn derived(&self, purpose: &str) -> Secret {
        Secret(digest(&format!("{purpose} {}", self.0)))
    }

    pub fn of(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Guessing 256 bits needs no slow hash to be hopeless.
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// BASE64URL(SHA256(verifier)) is what was said at first (RFC 7636, §4.6).
pub fn is_challenge_of(challenge: &str, verifier: &str) -> bool {
    let right = (43..=128).contains(&verifier.len())
        && verifier.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~".contains(&it));
    right && base64_url(&Sha256::digest(verifier)) == challenge
}

pub fn base64_url(bytes: &[u8]) -> String {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// What a template or a document couldn't be made from is our fault.
pub fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    #[test]
    fn the_verifier_of_the_standard_fits_its_challenge_and_no_other() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_challenge_of(challenge, verifier));
        assert!(!is_challenge_of(challenge, &verifier.replace('d', "e")));
        assert!(!is_challenge_of(challenge, ""));
        assert!(!is_challenge_of(&base64_url(&Sha256::digest("short")), "short"));
    }

    #[test]
    fn what_is_derived_tells_nothing_of_what_it_comes_from() {
        let secret = Secret::fresh();
        let derived = secret.derived("code");
        assert_eq!(derived.as_str(), secret.derived("code").as_str());
        assert_ne!(derived.as_str(), secret.derived("other").as_str());
        assert_ne!(derived.digest(), secret.digest());
        assert_eq!(derived.as_str().len(), 64);
    }
}
