//! Something that somebody wrote or uploaded.

use foundation::Refuse;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

#[derive(Debug)]
pub struct Content;

/// Stands for sealed bytes in a record: SHA-256 of a salt and the bytes, in hexadecimal.
/// Proves them for as long as they are kept; tells nothing once they and the salt are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment(pub(crate) String);

impl Commitment {
    pub fn to(salt: &str, bytes: &[u8]) -> Commitment {
        let digest = Sha256::new().chain_update(salt).chain_update(bytes).finalize();
        Commitment(hex::encode(digest))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A salt that nobody guesses.
pub(crate) fn fresh_salt() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}

/// An uploaded file as it is kept: where, what by its content, and what its owner called it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub object_key: String,
    pub media_type: String,
    /// For its owner's eyes alone: a name can tell who it is.
    pub file_name: String,
    pub length_bytes: i64,
}

/// What there is to see of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    Words(String),
    File(File),
    Destroyed { at: Timestamp },
}

impl Seen {
    /// The words, when it is words and they still stand.
    pub fn words(&self) -> Option<&str> {
        match self {
            Seen::Words(words) => Some(words),
            _ => None,
        }
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This was submitted. What you submitted doesn't change.")]
    Sealed,
    #[error(
        "You changed this in another tab or on another device. Both texts are below: keep what you want, and save again."
    )]
    Stale,
    #[error("There is nothing here yet. Write a few words first.")]
    Empty,
    #[error("This is kept for a legal reason and can't be destroyed now.")]
    Held,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        Some("words")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_binds_the_salt_and_the_words() {
        let ours = Commitment::to("salt", b"We waited three seconds.");
        assert_eq!(ours, Commitment::to("salt", b"We waited three seconds."));
        assert_ne!(ours, Commitment::to("other", b"We waited three seconds."));
        assert_ne!(ours, Commitment::to("salt", b"We waited four seconds."));
        assert_ne!(fresh_salt(), fresh_salt());
    }
}
