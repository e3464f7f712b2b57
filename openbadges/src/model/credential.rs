//! The credential itself, its subject, results and evidence.

use super::people::identifiers;
use super::{
    Achievement, BitstringStatusListEntry, CredentialStatus, IdentityObject, Image, Issuer, Rest,
    Types, many, one_or_many,
};
use crate::Error;
use crate::contexts::{CREDENTIALS_V2, OPEN_BADGES};
use crate::dates::DateTime;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

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
    pub fn status(mut self, it: BitstringStatusListEntry) -> Self {
        let at = if it.status_purpose == "revocation" { 0 } else { self.credential_status.len() };
        self.credential_status.insert(at, CredentialStatus::Bitstring(it));
        self
    }

    /// As JSON, ready to be signed.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).expect("it holds nothing but text, numbers and lists of them")
    }

    /// Reads a credential; what breaks the rules but can be read is for [`crate::validate`].
    pub fn from_value(value: &Value) -> std::result::Result<AchievementCredential, Error> {
        serde_json::from_value(value.clone()).map_err(|it| Error::Json(it.to_string()))
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

/// Who achieved what (OB 3.0 AchievementSubject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievementSubject {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(default, deserialize_with = "identifiers", skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<IdentityObject>,
    pub achievement: Achievement,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_start_date: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_end_date: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_earned: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<Result>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl AchievementSubject {
    /// The subject of an award; say whose it is by an id or an identifier.
    pub fn new(achievement: Achievement) -> AchievementSubject {
        AchievementSubject {
            id: None,
            types: Types::of(&["AchievementSubject"]),
            identifier: vec![],
            achievement,
            activity_start_date: None,
            activity_end_date: None,
            credits_earned: None,
            narrative: None,
            result: vec![],
            role: None,
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

    /// How it was earned, in Markdown.
    pub fn narrative(mut self, it: impl Into<String>) -> Self {
        self.narrative = Some(it.into());
        self
    }

    /// Adds a result.
    pub fn result(mut self, it: Result) -> Self {
        self.result.push(it);
        self
    }

    /// In which role it was earned.
    pub fn role(mut self, it: impl Into<String>) -> Self {
        self.role = Some(it.into());
        self
    }

    /// When the work began.
    pub fn started(mut self, at: Timestamp) -> Self {
        self.activity_start_date = Some(at.into());
        self
    }

    /// When the work ended.
    pub fn ended(mut self, at: Timestamp) -> Self {
        self.activity_end_date = Some(at.into());
        self
    }
}

/// What an earner reached of one [`super::ResultDescription`] (OB 3.0 Result).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Result {
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub achieved_level: Option<String>,
    /// `Completed`, `Enrolled`, `Failed`, `InProgress`, `OnHold`, `Provisional`, `Withdrew`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Result {
    fn of(description: impl Into<String>) -> Result {
        Result {
            types: Types::of(&["Result"]),
            result_description: Some(description.into()),
            achieved_level: None,
            status: None,
            value: None,
            rest: Rest::new(),
        }
    }

    /// The level reached of a criterion, both by their ids.
    pub fn level(description: impl Into<String>, level: impl Into<String>) -> Result {
        Result { achieved_level: Some(level.into()), ..Result::of(description) }
    }

    /// A score, a grade.
    pub fn value(description: impl Into<String>, value: impl Into<String>) -> Result {
        Result { value: Some(value.into()), ..Result::of(description) }
    }

    /// How far it is; not needed when it's completed.
    pub fn status(mut self, it: impl Into<String>) -> Self {
        self.status = Some(it.into());
        self
    }
}

/// What the earner shows for it (OB 3.0 Evidence).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it can be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The digest of what stands at `id`: base64url multihash with its `u` (VC 2.0, §5.3).
    #[serde(rename = "digestMultibase", skip_serializing_if = "Option::is_none")]
    pub digest_multibase: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Evidence {
    /// Evidence of this title.
    pub fn new(name: impl Into<String>) -> Evidence {
        Evidence {
            id: None,
            types: Types::of(&["Evidence"]),
            name: Some(name.into()),
            narrative: None,
            description: None,
            genre: None,
            audience: None,
            digest_multibase: None,
            rest: Rest::new(),
        }
    }

    /// Where it can be seen.
    pub fn at(mut self, url: impl Into<String>) -> Self {
        self.id = Some(url.into());
        self
    }

    /// The SHA-256 of what stands there, so that it can't be exchanged.
    pub fn sha256(mut self, digest: &[u8; 32]) -> Self {
        self.digest_multibase = Some(digest_multibase(digest));
        self
    }

    /// What it shows, in Markdown.
    pub fn narrative(mut self, it: impl Into<String>) -> Self {
        self.narrative = Some(it.into());
        self
    }

    /// What kind it is: `Video`, `Lesson plan`.
    pub fn genre(mut self, it: impl Into<String>) -> Self {
        self.genre = Some(it.into());
        self
    }

    /// Whom it is for.
    pub fn audience(mut self, it: impl Into<String>) -> Self {
        self.audience = Some(it.into());
        self
    }
}

/// A SHA-256 as `digestMultibase` writes it: multihash (0x12, 32 bytes) in base64url.
fn digest_multibase(digest: &[u8; 32]) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    format!("u{}", URL_SAFE_NO_PAD.encode([&[0x12, 32], &digest[..]].concat()))
}
