//! Who issues, designs and endorses.

use super::{Address, EndorsementCredential, IdentifierEntry, Image, Rest, Types, many};
use serde::{Deserialize, Serialize};

/// A person or an organization (OB 3.0 Profile).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub other_identifier: Vec<IdentifierEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_org: Option<Box<Profile>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patronymic_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub honorific_suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement: Vec<EndorsementCredential>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement_jwt: Vec<String>,
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
            phone: None,
            description: None,
            image: None,
            address: None,
            other_identifier: vec![],
            official: None,
            parent_org: None,
            family_name: None,
            given_name: None,
            additional_name: None,
            patronymic_name: None,
            honorific_prefix: None,
            honorific_suffix: None,
            family_name_prefix: None,
            date_of_birth: None,
            endorsement: vec![],
            endorsement_jwt: vec![],
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

    /// Where to call.
    pub fn phone(mut self, it: impl Into<String>) -> Self {
        self.phone = Some(it.into());
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

    /// Where they are.
    pub fn address(mut self, it: Address) -> Self {
        self.address = Some(it);
        self
    }

    /// Adds by what else they are known.
    pub fn other_identifier(mut self, it: IdentifierEntry) -> Self {
        self.other_identifier.push(it);
        self
    }

    /// An organization's authorized official, by name.
    pub fn official(mut self, it: impl Into<String>) -> Self {
        self.official = Some(it.into());
        self
    }

    /// The organization that it belongs to.
    pub fn parent_org(mut self, it: Profile) -> Self {
        self.parent_org = Some(Box::new(it));
        self
    }

    /// A person's family name.
    pub fn family_name(mut self, it: impl Into<String>) -> Self {
        self.family_name = Some(it.into());
        self
    }

    /// A person's given name.
    pub fn given_name(mut self, it: impl Into<String>) -> Self {
        self.given_name = Some(it.into());
        self
    }

    /// A person's middle name.
    pub fn additional_name(mut self, it: impl Into<String>) -> Self {
        self.additional_name = Some(it.into());
        self
    }

    /// A person's name after the father.
    pub fn patronymic_name(mut self, it: impl Into<String>) -> Self {
        self.patronymic_name = Some(it.into());
        self
    }

    /// What is said before the name: `Dr.`
    pub fn honorific_prefix(mut self, it: impl Into<String>) -> Self {
        self.honorific_prefix = Some(it.into());
        self
    }

    /// What is said after the name: `PhD`.
    pub fn honorific_suffix(mut self, it: impl Into<String>) -> Self {
        self.honorific_suffix = Some(it.into());
        self
    }

    /// What belongs to the family name: `van der`.
    pub fn family_name_prefix(mut self, it: impl Into<String>) -> Self {
        self.family_name_prefix = Some(it.into());
        self
    }

    /// A person's birthday: `1990-01-31`.
    pub fn date_of_birth(mut self, it: impl Into<String>) -> Self {
        self.date_of_birth = Some(it.into());
        self
    }

    /// Adds what someone else says of them, signed by itself.
    pub fn endorsement(mut self, it: EndorsementCredential) -> Self {
        self.endorsement.push(it);
        self
    }

    /// Adds such an endorsement as a compact JWS. It has no meaning in JSON-LD: for a badge that
    /// is itself signed as a JWT.
    pub fn endorsement_jwt(mut self, it: impl Into<String>) -> Self {
        self.endorsement_jwt.push(it.into());
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
