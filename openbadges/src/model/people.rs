//! Who issues and who earned it.

use super::{Image, Rest, Types, many, one_type};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A person or an organization (OB 3.0 Profile).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Profile {
    /// Whoever this identifier stands for.
    pub fn new(id: impl Into<String>) -> Profile {
        Profile {
            id: id.into(),
            types: Types::of(&["Profile"]),
            name: None,
            url: None,
            email: None,
            description: None,
            image: None,
            rest: Rest::new(),
        }
    }

    /// What they are called.
    pub fn name(mut self, it: impl Into<String>) -> Self {
        self.name = Some(it.into());
        self
    }

    /// Their own page.
    pub fn url(mut self, it: impl Into<String>) -> Self {
        self.url = Some(it.into());
        self
    }

    /// Where to write to.
    pub fn email(mut self, it: impl Into<String>) -> Self {
        self.email = Some(it.into());
        self
    }

    /// Who they are.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.description = Some(it.into());
        self
    }

    /// Their picture or logo.
    pub fn image(mut self, it: Image) -> Self {
        self.image = Some(it);
        self
    }
}

/// Who issued it: a mere identifier, or a profile (VC 2.0, §4.7; OB 3.0 ProfileRef).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Issuer {
    Id(String),
    Profile(Box<Profile>),
}

impl Issuer {
    /// Their identifier.
    pub fn id(&self) -> &str {
        match self {
            Issuer::Id(id) => id,
            Issuer::Profile(profile) => &profile.id,
        }
    }

    /// What they are called, if that is said.
    pub fn name(&self) -> Option<&str> {
        match self {
            Issuer::Id(_) => None,
            Issuer::Profile(profile) => profile.name.as_deref(),
        }
    }
}

impl From<Profile> for Issuer {
    fn from(profile: Profile) -> Issuer {
        Issuer::Profile(Box::new(profile))
    }
}

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
        IdentityObject {
            types: Types::of(&["IdentityObject"]),
            hashed: true,
            identity_hash: identity_hash(&address.trim().to_lowercase(), salt),
            identity_type: "emailAddress".to_owned(),
            salt: Some(salt.to_owned()),
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

/// What identifies an earner; one or many are read.
pub(super) fn identifiers<'de, D>(reader: D) -> Result<Vec<IdentityObject>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    many(reader)
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
