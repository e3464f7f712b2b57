//! How to recognize who earned it, and by what else someone or something is known.

use super::{Rest, Types, one_type};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who earned it, told so that only those who know them can tell (OB 3.0 IdentityObject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityObject {
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    pub hashed: bool,
    pub identity_hash: String,
    /// `emailAddress`, `name`, `sourcedId`, … (IdentifierTypeEnum)
    pub identity_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl IdentityObject {
    /// An e-mail address, lower-cased and hashed with a salt that the caller makes at random.
    pub fn email(address: &str, salt: &str) -> IdentityObject {
        IdentityObject::hashed("emailAddress", &address.trim().to_lowercase(), salt)
    }

    /// An identity of any type, hashed as it is with a salt that the caller makes at random.
    pub fn hashed(
        identity_type: impl Into<String>,
        identity: &str,
        salt: impl Into<String>,
    ) -> IdentityObject {
        let salt = salt.into();
        IdentityObject {
            types: Types::of(&["IdentityObject"]),
            hashed: true,
            identity_hash: identity_hash(identity, &salt),
            identity_type: identity_type.into(),
            salt: Some(salt),
            rest: Rest::new(),
        }
    }

    /// A name, in plain words, for whom its owner chose to show it.
    pub fn named(name: impl Into<String>) -> IdentityObject {
        IdentityObject {
            types: Types::of(&["IdentityObject"]),
            hashed: false,
            identity_hash: name.into(),
            identity_type: "name".to_owned(),
            salt: None,
            rest: Rest::new(),
        }
    }

    /// Is this the identity meant? Some issuers hash an address as it was typed, so that is
    /// tried beside its lower case.
    pub fn is(&self, identity: &str) -> bool {
        let identity = identity.trim();
        let salt = self.salt.as_deref().unwrap_or("");
        if !self.hashed {
            return self.identity_hash.eq_ignore_ascii_case(identity);
        }
        [identity, &identity.to_lowercase()]
            .iter()
            .any(|it| identity_hash(it, salt).eq_ignore_ascii_case(&self.identity_hash))
    }
}

/// `sha256$` and the hash of identity and salt in hex (OB 3.0 IdentityHash).
fn identity_hash(identity: &str, salt: &str) -> String {
    let hash = Sha256::new().chain_update(identity).chain_update(salt).finalize();
    format!("sha256${}", hex::encode(hash))
}

/// A name by which systems know someone or something (OB 3.0 IdentifierEntry).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentifierEntry {
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    pub identifier: String,
    /// `sourcedId`, `nationalIdentityNumber`, … (IdentifierTypeEnum)
    pub identifier_type: String,
    #[serde(flatten)]
    pub rest: Rest,
}

impl IdentifierEntry {
    /// An identifier of this type.
    pub fn new(identifier_type: impl Into<String>, identifier: impl Into<String>) -> Self {
        IdentifierEntry {
            types: Types::of(&["IdentifierEntry"]),
            identifier: identifier.into(),
            identifier_type: identifier_type.into(),
            rest: Rest::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_hashed_in_lower_case_with_its_salt() {
        let hash = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";
        let identity = IdentityObject::email(" A@Example.com", "Kosher");
        assert_eq!(identity.identity_hash, hash);
        assert!(identity.is("a@example.com") && identity.is("A@EXAMPLE.COM"));
        assert!(!identity.is("b@example.com"));
    }

    #[test]
    fn an_address_that_others_hashed_as_typed_is_found_too() {
        let mut identity = IdentityObject::email("x", "salt");
        identity.identity_hash = identity_hash("Ana@Example.com", "salt");
        assert!(identity.is("Ana@Example.com"));
        assert!(!identity.is("ana@example.com"));
    }
}
