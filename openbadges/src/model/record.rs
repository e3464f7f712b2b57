//! Comprehensive Learner Record 2.0: a credential that holds others, and how they belong together.
//!
//! Promise: what it holds stays as it was written, to the byte, from reading to writing; each can
//! be taken out and checked alone.

use super::{
    Achievement, CredentialSchema, CredentialStatus, Embedded, EndorsementCredential,
    IdentityObject, Image, Issuer, RefreshService, Rest, Types, embedded, many, one_or_many,
    one_type, services,
};
use crate::contexts::{CREDENTIALS_V2, Contexts, LEARNER_RECORD, OPEN_BADGES};
use crate::dates::DateTime;
use crate::{Error, Signer, json};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A learner's record (CLR 2.0 ClrCredential).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClrCredential {
    #[serde(rename = "@context", deserialize_with = "many")]
    pub context: Vec<Value>,
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Are there credentials that it leaves out?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<bool>,
    pub issuer: Issuer,
    pub valid_from: DateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awarded_date: Option<DateTime>,
    pub credential_subject: ClrSubject,
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
    pub endorsement: Vec<EndorsementCredential>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement_jwt: Vec<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<Value>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl ClrCredential {
    /// A record of this subject; the contexts and types stand in it.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        issuer: impl Into<Issuer>,
        valid_from: Timestamp,
        subject: ClrSubject,
    ) -> ClrCredential {
        ClrCredential {
            context: [CREDENTIALS_V2, LEARNER_RECORD, OPEN_BADGES].map(Value::from).into(),
            id: id.into(),
            types: Types::of(&["VerifiableCredential", "ClrCredential"]),
            name: name.into(),
            description: None,
            image: None,
            partial: None,
            issuer: issuer.into(),
            valid_from: valid_from.into(),
            valid_until: None,
            awarded_date: None,
            credential_subject: subject,
            credential_status: vec![],
            credential_schema: vec![],
            refresh_service: vec![],
            endorsement: vec![],
            endorsement_jwt: vec![],
            proof: vec![],
            rest: Rest::new(),
        }
    }

    /// What wallets show below its name.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.description = Some(it.into());
        self
    }

    /// It leaves some out, which the publisher knows of.
    pub fn partial(mut self) -> Self {
        self.partial = Some(true);
        self
    }

    /// When it ends (VC 2.0, §4.9).
    pub fn valid_until(mut self, at: Timestamp) -> Self {
        self.valid_until = Some(at.into());
        self
    }

    /// Where its status is told; revocation goes first.
    pub fn status(mut self, it: impl Into<CredentialStatus>) -> Self {
        let it = it.into();
        if matches!(it, CredentialStatus::RevocationList(_)) {
            services::extend(&mut self.context);
        }
        let at = if it.revokes() { 0 } else { self.credential_status.len() };
        self.credential_status.insert(at, it);
        self
    }

    /// Reads a record, and what it holds as it was written.
    pub fn read(text: &str) -> Result<ClrCredential, Error> {
        json::parse(text.as_bytes())?;
        serde_json::from_str(text).map_err(|it| Error::Json(it.to_string()))
    }

    /// As text, with what it holds as it was written.
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("it holds nothing but text, numbers and lists of them")
    }

    /// As JSON, for whoever looks at what it says; how it was written is lost.
    pub fn to_value(&self) -> Value {
        super::to_value(self)
    }

    /// Signed, and what it holds still as it was written. A credential in it whose text can't be
    /// signed as it stands (see [`crate::text`]) is an error: it is not ours to change.
    pub fn sign(mut self, signer: &Signer, contexts: &Contexts) -> Result<ClrCredential, Error> {
        let unsigned = self.to_value();
        let mut signed = signer.sign(&unsigned, contexts)?;
        let Some(proof) = signed.as_object_mut().and_then(|it| it.shift_remove("proof")) else {
            return Err(Error::Unsignable("no proof was made".into()));
        };
        if signed != unsigned {
            return Err(Error::Unsignable("what it holds would be changed".into()));
        }
        match proof {
            Value::Array(proofs) => self.proof.extend(proofs),
            one => self.proof.push(one),
        }
        Ok(self)
    }
}

/// Whose record it is, and what stands in it (CLR 2.0 ClrSubject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClrSubject {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<IdentityObject>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub achievement: Vec<Achievement>,
    #[serde(deserialize_with = "embedded::read")]
    pub verifiable_credential: Vec<Embedded>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub association: Vec<Association>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl ClrSubject {
    /// A subject with these credentials; say whose they are by an id or an identifier.
    pub fn new(credentials: Vec<Embedded>) -> ClrSubject {
        ClrSubject {
            id: None,
            types: Types::of(&["ClrSubject"]),
            identifier: vec![],
            achievement: vec![],
            verifiable_credential: credentials,
            association: vec![],
            rest: Rest::new(),
        }
    }

    /// Who it is, by an identifier of their own.
    pub fn id(mut self, it: impl Into<String>) -> Self {
        self.id = Some(it.into());
        self
    }

    /// Adds how to recognize who it is.
    pub fn identifier(mut self, it: IdentityObject) -> Self {
        self.identifier.push(it);
        self
    }

    /// Adds an achievement that an association speaks of.
    pub fn achievement(mut self, it: Achievement) -> Self {
        self.achievement.push(it);
        self
    }

    /// Adds how two of its achievements belong together.
    pub fn association(mut self, it: Association) -> Self {
        self.association.push(it);
        self
    }
}

/// How two achievements belong together (CLR 2.0 Association).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Association {
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    /// `isChildOf`, `isParentOf`, `precedes`, … (AssociationType)
    pub association_type: String,
    pub source_id: String,
    pub target_id: String,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Association {
    /// The source *is child of*, *precedes*, … the target, both by their ids.
    pub fn new(
        source: impl Into<String>,
        association_type: impl Into<String>,
        target: impl Into<String>,
    ) -> Association {
        Association {
            types: Types::of(&["Association"]),
            association_type: association_type.into(),
            source_id: source.into(),
            target_id: target.into(),
            rest: Rest::new(),
        }
    }
}
