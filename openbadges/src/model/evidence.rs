//! What the earner shows for it.

use super::{Rest, Types};
use serde::{Deserialize, Serialize};

/// What the earner shows for it (OB 3.0 Evidence).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it can be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The digest of what stands at `id`: base64url multihash with its `u` (VC 2.0, §5.3).
    #[serde(rename = "digestMultibase", skip_serializing_if = "Option::is_none")]
    pub digest_multibase: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Evidence {
    /// Evidence of this title.
    pub fn new(name: impl Into<String>) -> Evidence {
        Evidence {
            id: None,
            types: Types::of(&["Evidence"]),
            name: Some(name.into()),
            narrative: None,
            description: None,
            genre: None,
            audience: None,
            digest_multibase: None,
            rest: Rest::new(),
        }
    }

    /// Where it can be seen.
    pub fn at(mut self, url: impl Into<String>) -> Self {
        self.id = Some(url.into());
        self
    }

    /// The SHA-256 of what stands there, so that it can't be exchanged.
    pub fn sha256(mut self, digest: &[u8; 32]) -> Self {
        self.digest_multibase = Some(digest_multibase(digest));
        self
    }

    /// What it shows, in Markdown.
    pub fn narrative(mut self, it: impl Into<String>) -> Self {
        self.narrative = Some(it.into());
        self
    }

    /// What kind it is: `Video`, `Lesson plan`.
    pub fn genre(mut self, it: impl Into<String>) -> Self {
        self.genre = Some(it.into());
        self
    }

    /// Whom it is for.
    pub fn audience(mut self, it: impl Into<String>) -> Self {
        self.audience = Some(it.into());
        self
    }
}

/// A SHA-256 as `digestMultibase` writes it: multihash (0x12, 32 bytes) in base64url.
fn digest_multibase(digest: &[u8; 32]) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    format!("u{}", URL_SAFE_NO_PAD.encode([&[0x12, 32], &digest[..]].concat()))
}
