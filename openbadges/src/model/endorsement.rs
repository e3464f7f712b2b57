//! What someone else says of a badge, of what it stands for, or of who issues it.

use super::{
    CredentialSchema, CredentialStatus, Issuer, Profile, RefreshService, Rest, TermsOfUse, Types,
    many, one_or_many,
};
use crate::Error;
use crate::contexts::{CREDENTIALS_V2, OPEN_BADGES};
use crate::dates::DateTime;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An endorsement: a credential of its own, with a proof of its own (OB 3.0
/// EndorsementCredential).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndorsementCredential {
    #[serde(rename = "@context", deserialize_with = "many")]
    pub context: Vec<Value>,
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub issuer: Issuer,
    pub valid_from: DateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awarded_date: Option<DateTime>,
    pub credential_subject: EndorsementSubject,
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
    pub proof: Vec<Value>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl EndorsementCredential {
    /// What this endorser says of the subject; the contexts and types stand in it.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        endorser: Profile,
        valid_from: Timestamp,
        subject: EndorsementSubject,
    ) -> EndorsementCredential {
        EndorsementCredential {
            context: vec![CREDENTIALS_V2.into(), OPEN_BADGES.into()],
            id: id.into(),
            types: Types::of(&["VerifiableCredential", "EndorsementCredential"]),
            name: name.into(),
            description: None,
            issuer: endorser.into(),
            valid_from: valid_from.into(),
            valid_until: None,
            awarded_date: None,
            credential_subject: subject,
            credential_status: vec![],
            credential_schema: vec![],
            refresh_service: vec![],
            terms_of_use: vec![],
            proof: vec![],
            rest: Rest::new(),
        }
    }

    /// What wallets show below its name.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.description = Some(it.into());
        self
    }

    /// When it ends (VC 2.0, §4.9).
    pub fn valid_until(mut self, at: Timestamp) -> Self {
        self.valid_until = Some(at.into());
        self
    }

    /// As JSON, ready to be signed.
    pub fn to_value(&self) -> Value {
        super::to_value(self)
    }

    /// Reads an endorsement; what breaks the rules but can be read is for [`crate::validate`].
    pub fn from_value(value: &Value) -> Result<EndorsementCredential, Error> {
        super::from_value(value)
    }
}

/// Who or what is endorsed, and the endorser's words (OB 3.0 EndorsementSubject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndorsementSubject {
    /// The identifier of a badge, an achievement, a person or an organization.
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endorsement_comment: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl EndorsementSubject {
    /// Whatever this identifier stands for.
    pub fn new(id: impl Into<String>) -> EndorsementSubject {
        EndorsementSubject {
            id: id.into(),
            types: Types::of(&["EndorsementSubject"]),
            endorsement_comment: None,
            rest: Rest::new(),
        }
    }

    /// What the endorser says, in Markdown.
    pub fn comment(mut self, it: impl Into<String>) -> Self {
        self.endorsement_comment = Some(it.into());
        self
    }
}
