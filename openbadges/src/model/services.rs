//! Where a credential's schema stands, where a newer one is had, and on what terms.

use super::{Rest, Types, one_type};
use crate::contexts::OPEN_BADGES_EXTENSIONS;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// 1EdTech's way to name a JSON Schema (VCCS 1.0).
pub const JSON_SCHEMA_VALIDATOR: &str = "1EdTechJsonSchemaValidator2019";
/// 1EdTech's way to get a newer credential (VCCR 1.0).
pub const CREDENTIAL_REFRESH: &str = "1EdTechCredentialRefresh";

/// A schema that the credential keeps (VC 2.0, §4.11; OB 3.0 CredentialSchema).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CredentialSchema {
    pub id: String,
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    #[serde(flatten)]
    pub rest: Rest,
}

impl CredentialSchema {
    /// One of 1EdTech's own, by its address.
    pub fn new(url: impl Into<String>) -> CredentialSchema {
        let types = Types::of(&[JSON_SCHEMA_VALIDATOR]);
        CredentialSchema { id: url.into(), types, rest: Rest::new() }
    }
}

/// Where a newer one is had (VC 2.0, §5.4; OB 3.0 RefreshService).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RefreshService {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    #[serde(flatten)]
    pub rest: Rest,
}

impl RefreshService {
    /// An address that gives the newest: see [`crate::verify::refresh_url`].
    pub fn new(url: impl Into<String>) -> RefreshService {
        let types = Types::of(&[CREDENTIAL_REFRESH]);
        RefreshService { id: Some(url.into()), types, rest: Rest::new() }
    }
}

/// What whoever reads it may and must do (VC 2.0, §5.5; OB 3.0 TermsOfUse).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermsOfUse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    #[serde(flatten)]
    pub rest: Rest,
}

/// Names the context that 1EdTech's schemas, status and refresh need.
pub(super) fn extend(context: &mut Vec<Value>) {
    if !context.iter().any(|it| it == OPEN_BADGES_EXTENSIONS) {
        context.push(OPEN_BADGES_EXTENSIONS.into());
    }
}
