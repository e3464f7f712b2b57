//! Who achieved what.

use super::{Achievement, IdentityObject, Image, Profile, Rest, Result, Types, many};
use crate::dates::DateTime;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Who achieved what (OB 3.0 AchievementSubject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievementSubject {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<IdentityObject>,
    pub achievement: Achievement,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_start_date: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_end_date: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_earned: Option<Number>,
    /// The badge with what it stands for baked in (see [`crate::bake`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<Result>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Profile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
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
            image: None,
            license_number: None,
            narrative: None,
            result: vec![],
            role: None,
            source: None,
            term: None,
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

    /// How many credits were earned.
    pub fn credits_earned(mut self, it: impl Into<Number>) -> Self {
        self.credits_earned = Some(it.into());
        self
    }

    /// The badge with what it stands for baked in.
    pub fn image(mut self, it: Image) -> Self {
        self.image = Some(it);
        self
    }

    /// The number of the license that comes with it.
    pub fn license_number(mut self, it: impl Into<String>) -> Self {
        self.license_number = Some(it.into());
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

    /// Who assessed it for the issuer.
    pub fn source(mut self, it: Profile) -> Self {
        self.source = Some(it);
        self
    }

    /// The term in which it was earned: `Fall 2026`.
    pub fn term(mut self, it: impl Into<String>) -> Self {
        self.term = Some(it.into());
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
