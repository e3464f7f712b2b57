//! The badge itself.

use super::{
    AchievementSubject, CredentialSchema, CredentialStatus, EndorsementCredential, Evidence, Image,
    Issuer, RefreshService, Rest, TermsOfUse, Types, many, one_or_many, services,
};
use crate::Error;
use crate::contexts::{CREDENTIALS_V2, OPEN_BADGES};
use crate::dates::DateTime;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A badge: `OpenBadgeCredential` (OB 3.0 AchievementCredential; VC 2.0, §4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievementCredential {
    #[serde(rename = "@context", deserialize_with = "many")]
    pub context: Vec<Value>,
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    pub issuer: Issuer,
    pub valid_from: DateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awarded_date: Option<DateTime>,
    pub credential_subject: AchievementSubject,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(
        default,
        deserialize_with = "many",
        serialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub credential_status: Vec<CredentialStatus>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub credential_schema: Vec<CredentialSchema>,
    #[serde(
        default,
        deserialize_with = "many",
        serialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub refresh_service: Vec<RefreshService>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub terms_of_use: Vec<TermsOfUse>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement: Vec<EndorsementCredential>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement_jwt: Vec<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<Value>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl AchievementCredential {
    /// A credential that this issuer gives; the contexts and types stand in it.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        issuer: impl Into<Issuer>,
        valid_from: Timestamp,
        subject: AchievementSubject,
    ) -> AchievementCredential {
        AchievementCredential {
            context: vec![CREDENTIALS_V2.into(), OPEN_BADGES.into()],
            id: id.into(),
            types: Types::of(&["VerifiableCredential", "OpenBadgeCredential"]),
            name: Some(Words::Plain(name.into())),
            description: None,
            image: None,
            issuer: issuer.into(),
            valid_from: valid_from.into(),
            valid_until: None,
            awarded_date: None,
            credential_subject: subject,
            evidence: vec![],
            credential_status: vec![],
            credential_schema: vec![],
            refresh_service: vec![],
            terms_of_use: vec![],
            endorsement: vec![],
            endorsement_jwt: vec![],
            proof: vec![],
            rest: Rest::new(),
        }
    }

    /// What wallets show below its name.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.description = Some(Words::Plain(it.into()));
        self
    }

    /// What wallets show for it.
    pub fn image(mut self, it: Image) -> Self {
        self.image = Some(it);
        self
    }

    /// When it ends (VC 2.0, §4.9).
    pub fn valid_until(mut self, at: Timestamp) -> Self {
        self.valid_until = Some(at.into());
        self
    }

    /// When it was awarded, which may be before this edition became valid.
    pub fn awarded(mut self, at: Timestamp) -> Self {
        self.awarded_date = Some(at.into());
        self
    }

    /// Adds what the earner shows for it.
    pub fn evidence(mut self, it: Evidence) -> Self {
        self.evidence.push(it);
        self
    }

    /// Where its status is told; some readers look at the first only, so revocation goes first.
    pub fn status(mut self, it: impl Into<CredentialStatus>) -> Self {
        let it = it.into();
        if matches!(it, CredentialStatus::RevocationList(_)) {
            services::extend(&mut self.context);
        }
        let at = if it.revokes() { 0 } else { self.credential_status.len() };
        self.credential_status.insert(at, it);
        self
    }

    /// Adds one of 1EdTech's schemas that it keeps, and the context which that needs.
    pub fn schema(mut self, it: CredentialSchema) -> Self {
        services::extend(&mut self.context);
        self.credential_schema.push(it);
        self
    }

    /// Adds where a newer one is had, and the context which that needs.
    pub fn refresh(mut self, it: RefreshService) -> Self {
        services::extend(&mut self.context);
        self.refresh_service.push(it);
        self
    }

    /// Adds what someone else says of it, signed by itself.
    pub fn endorsement(mut self, it: EndorsementCredential) -> Self {
        self.endorsement.push(it);
        self
    }

    /// Adds an endorsement as a compact JWS. It has no meaning in JSON-LD: for a badge that is
    /// itself signed as a JWT.
    pub fn endorsement_jwt(mut self, it: impl Into<String>) -> Self {
        self.endorsement_jwt.push(it.into());
        self
    }

    /// As JSON, ready to be signed.
    pub fn to_value(&self) -> Value {
        super::to_value(self)
    }

    /// Reads a credential; what breaks the rules but can be read is for [`crate::validate`].
    pub fn from_value(value: &Value) -> std::result::Result<AchievementCredential, Error> {
        super::from_value(value)
    }
}

/// Text, perhaps in several languages (VC 2.0, §11.1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    Plain(String),
    /// `{"@value": …, "@language": …, "@direction": …}`, or a list of those.
    Tagged(Value),
}

impl Words {
    /// The text in the first of its languages.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Words::Plain(text) => Some(text),
            Words::Tagged(value) => {
                let first = value.as_array().and_then(|it| it.first()).unwrap_or(value);
                first["@value"].as_str()
            }
        }
    }
}
