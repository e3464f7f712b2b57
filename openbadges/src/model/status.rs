//! Where a credential's status is told.

use super::{Rest, many};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One way to learn whether a credential still holds (VC 2.0, §4.10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CredentialStatus {
    Bitstring(BitstringStatusListEntry),
    RevocationList(RevocationListEntry),
    Other(Rest),
}

impl CredentialStatus {
    /// Does it tell whether the credential was revoked?
    pub fn revokes(&self) -> bool {
        match self {
            CredentialStatus::Bitstring(entry) => entry.status_purpose == "revocation",
            CredentialStatus::RevocationList(_) => true,
            CredentialStatus::Other(_) => false,
        }
    }

    /// Reads an entry as far as it is known.
    pub fn read(value: &Value) -> Option<CredentialStatus> {
        serde_json::from_value(value.clone()).ok()
    }
}

impl From<BitstringStatusListEntry> for CredentialStatus {
    fn from(entry: BitstringStatusListEntry) -> CredentialStatus {
        CredentialStatus::Bitstring(entry)
    }
}

impl From<RevocationListEntry> for CredentialStatus {
    fn from(entry: RevocationListEntry) -> CredentialStatus {
        CredentialStatus::RevocationList(entry)
    }
}

/// The address of a list of revoked credentials (1EdTech Revocation List Status Method 1.0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RevocationListEntry {
    /// The list's address.
    pub id: String,
    #[serde(rename = "type")]
    pub kind: RevocationList,
    #[serde(flatten)]
    pub rest: Rest,
}

impl RevocationListEntry {
    /// The list at this address.
    pub fn new(url: impl Into<String>) -> RevocationListEntry {
        let kind = RevocationList::OneEdTech;
        RevocationListEntry { id: url.into(), kind, rest: Rest::new() }
    }
}

/// The one type that such an entry has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevocationList {
    #[serde(rename = "1EdTechRevocationList")]
    OneEdTech,
}

/// A place in a status list (Bitstring Status List 1.0, §2.1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BitstringStatusListEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub kind: Bitstring,
    pub status_purpose: String,
    /// A number, as text.
    pub status_list_index: String,
    pub status_list_credential: String,
    /// How many bits the entry has; 1 if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_size: Option<u32>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub status_message: Vec<StatusMessage>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// The one type that such an entry has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bitstring {
    BitstringStatusListEntry,
}

/// What one value of an entry of several bits means (§2.1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusMessage {
    /// The value in hex: `0x1`.
    pub status: String,
    pub message: String,
    #[serde(flatten)]
    pub rest: Rest,
}

impl BitstringStatusListEntry {
    /// The entry of a credential that may be revoked.
    pub fn revocation(list: impl Into<String>, index: usize) -> BitstringStatusListEntry {
        BitstringStatusListEntry::new("revocation", list, index)
    }

    /// An entry for a purpose: `revocation`, `suspension`, `refresh`, `message`.
    pub fn new(
        purpose: impl Into<String>,
        list: impl Into<String>,
        index: usize,
    ) -> BitstringStatusListEntry {
        let list = list.into();
        BitstringStatusListEntry {
            id: Some(format!("{list}#{index}")),
            kind: Bitstring::BitstringStatusListEntry,
            status_purpose: purpose.into(),
            status_list_index: index.to_string(),
            status_list_credential: list,
            status_size: None,
            status_message: vec![],
            rest: Rest::new(),
        }
    }

    /// The index; `None` if it isn't written in digits.
    pub fn index(&self) -> Option<usize> {
        let digits = &self.status_list_index;
        digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    /// What a value means.
    pub fn message(&self, value: u32) -> Option<&str> {
        let means = |it: &&StatusMessage| {
            let digits = it.status.strip_prefix("0x");
            digits.and_then(|it| u32::from_str_radix(it, 16).ok()) == Some(value)
        };
        self.status_message.iter().find(means).map(|it| it.message.as_str())
    }
}
