//! The things that Open Badges 3.0 and Comprehensive Learner Record 2.0 speak of, with their own
//! names (OB 3.0 and CLR 2.0, Credential Data Models).
//!
//! Promise: terms that aren't named here are kept in `rest` and written again; where one or many
//! may stand, both are read and a list is written, save where the schemas know one only.

mod achievement;
mod address;
mod alignment;
mod credential;
mod embedded;
mod endorsement;
mod evidence;
mod identity;
mod profile;
mod record;
mod results;
mod services;
mod status;
mod subject;

pub use achievement::{Achievement, Criteria, Image};
pub use address::{Address, GeoCoordinates};
pub use alignment::{Alignment, Related};
pub use credential::{AchievementCredential, Words};
pub use embedded::Embedded;
pub use endorsement::{EndorsementCredential, EndorsementSubject};
pub use evidence::Evidence;
pub use identity::{IdentifierEntry, IdentityObject};
pub use profile::{Issuer, Profile};
pub use record::{Association, ClrCredential, ClrSubject};
pub use results::{Result, ResultDescription, RubricCriterionLevel};
pub use services::{
    CREDENTIAL_REFRESH, CredentialSchema, JSON_SCHEMA_VALIDATOR, RefreshService, TermsOfUse,
};
pub use status::{BitstringStatusListEntry, CredentialStatus, RevocationListEntry, StatusMessage};
pub use subject::AchievementSubject;

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

/// Who is meant by a URL, or by an object that has one as its id: an issuer, a holder (VC 2.0, §4.7,
/// §4.13).
pub fn id_of(who: &Value) -> Option<&str> {
    who.as_str().or_else(|| who["id"].as_str())
}

/// Terms that this library has no name for.
pub type Rest = Map<String, Value>;

/// The names of a thing's types; one name is read as a list of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Types(#[serde(deserialize_with = "many")] pub Vec<String>);

impl Types {
    /// These types.
    pub fn of(names: &[&str]) -> Types {
        Types(names.iter().map(|it| (*it).to_owned()).collect())
    }

    /// Is it among them?
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|it| it == name)
    }
}

/// Reads one or many.
fn many<'de, D, T>(reader: D) -> std::result::Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let values = match Value::deserialize(reader)? {
        Value::Null => vec![],
        Value::Array(values) => values,
        one => vec![one],
    };
    values.into_iter().map(|it| serde_json::from_value(it).map_err(D::Error::custom)).collect()
}

/// Writes the type of what may have but one (`IRI [1]`), as the schemas ask.
fn one_type<S: Serializer>(types: &Types, writer: S) -> std::result::Result<S::Ok, S::Error> {
    match &types.0[..] {
        [only] => only.serialize(writer),
        several => several.serialize(writer),
    }
}

/// Writes one without a list around it, where the schemas know one only (`[0..1]`).
fn one_or_many<S, T>(items: &[T], writer: S) -> std::result::Result<S::Ok, S::Error>
where
    S: Serializer,
    T: Serialize,
{
    match items {
        [only] => only.serialize(writer),
        several => several.serialize(writer),
    }
}

fn to_value(it: &impl Serialize) -> Value {
    serde_json::to_value(it).expect("it holds nothing but text, numbers and lists of them")
}

fn from_value<T: DeserializeOwned>(value: &Value) -> std::result::Result<T, crate::Error> {
    serde_json::from_value(value.clone()).map_err(|it| crate::Error::Json(it.to_string()))
}
