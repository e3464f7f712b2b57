//! 1EdTech Revocation List Status Method 1.0: the revoked credentials, by their ids.
//!
//! It is not signed: it counts because it stands at the address that the signed credential names.
//! And it shows everyone which credentials were revoked, so beside it a bitstring list is better.

use crate::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An issuer's list (RevocationList).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RevocationList {
    /// Its own address.
    pub id: String,
    /// Whose it is.
    pub issuer: String,
    #[serde(default)]
    pub revoked_credential: Vec<RevokedCredential>,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// One that was revoked (RevokedCredential).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RevokedCredential {
    pub id: String,
    /// It was, unless this says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_reason: Option<String>,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl RevocationList {
    /// An issuer's list at this address, empty.
    pub fn new(url: impl Into<String>, issuer: impl Into<String>) -> RevocationList {
        RevocationList {
            id: url.into(),
            issuer: issuer.into(),
            revoked_credential: vec![],
            rest: Map::new(),
        }
    }

    /// Adds one that was revoked, by its id, and perhaps why. The reason is public.
    pub fn revoke(mut self, credential: impl Into<String>, reason: Option<&str>) -> Self {
        self.revoked_credential.push(RevokedCredential {
            id: credential.into(),
            revoked: Some(true),
            revocation_reason: reason.map(str::to_owned),
            rest: Map::new(),
        });
        self
    }

    /// As JSON, to be published.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).expect("it holds nothing but text")
    }

    /// Reads a list.
    pub fn from_value(value: &Value) -> Result<RevocationList, Error> {
        serde_json::from_value(value.clone()).map_err(|it| Error::Status(it.to_string()))
    }

    /// The entry by which this credential was revoked.
    pub fn find(&self, credential: &str) -> Option<&RevokedCredential> {
        let is_it = |it: &&RevokedCredential| it.id == credential && it.revoked != Some(false);
        self.revoked_credential.iter().find(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_credential_on_the_list_is_revoked_unless_the_entry_takes_it_back() {
        let list = RevocationList::new("https://x.example/revoked", "did:web:x.example")
            .revoke("urn:x:1", Some("Awarded in error."))
            .revoke("urn:x:2", None);
        let mut list = RevocationList::from_value(&list.to_value()).unwrap();
        let reason = |it: &RevokedCredential| it.revocation_reason.clone();
        assert_eq!(list.find("urn:x:1").and_then(reason).as_deref(), Some("Awarded in error."));
        assert!(list.find("urn:x:2").is_some() && list.find("urn:x:3").is_none());
        list.revoked_credential[1].revoked = Some(false);
        assert!(list.find("urn:x:2").is_none());
        let bare = json!({
            "id": "https://x.example/revoked", "issuer": "did:web:x.example", "more": 1,
            "revokedCredential": [{"id": "urn:x:1", "elsewhere": true}],
        });
        let list = RevocationList::from_value(&bare).unwrap();
        assert!(list.find("urn:x:1").is_some());
        assert_eq!(list.to_value(), bare);
        assert!(RevocationList::from_value(&json!({"id": "x"})).is_err());
    }
}
