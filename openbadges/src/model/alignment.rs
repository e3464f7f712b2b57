//! What else an achievement touches: frameworks, and other editions of itself.

use super::{Rest, Types};
use serde::{Deserialize, Serialize};

/// A standard, competency or goal in a framework (OB 3.0 Alignment).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alignment {
    #[serde(rename = "type")]
    pub types: Types,
    pub target_name: String,
    pub target_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_framework: Option<String>,
    /// `CFItem`, `CFRubricCriterion`, `ceasn:Competency`, … (AlignmentTargetType)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_type: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Alignment {
    /// What it is called, and where it is described.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Alignment {
        Alignment {
            types: Types::of(&["Alignment"]),
            target_name: name.into(),
            target_url: url.into(),
            target_code: None,
            target_description: None,
            target_framework: None,
            target_type: None,
            rest: Rest::new(),
        }
    }

    /// Its code in the framework.
    pub fn code(mut self, it: impl Into<String>) -> Self {
        self.target_code = Some(it.into());
        self
    }

    /// What it says.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.target_description = Some(it.into());
        self
    }

    /// The framework's name.
    pub fn framework(mut self, it: impl Into<String>) -> Self {
        self.target_framework = Some(it.into());
        self
    }

    /// What kind of node it is, for instance `CFItem`.
    pub fn target_type(mut self, it: impl Into<String>) -> Self {
        self.target_type = Some(it.into());
        self
    }
}

/// Another edition of an achievement (OB 3.0 Related).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Related {
    /// The edition of this identifier.
    pub fn new(id: impl Into<String>) -> Related {
        let types = Types::of(&["Related"]);
        Related { id: id.into(), types, in_language: None, version: None, rest: Rest::new() }
    }

    /// The language it is told in (BCP 47).
    pub fn in_language(mut self, it: impl Into<String>) -> Self {
        self.in_language = Some(it.into());
        self
    }

    /// Which version it is.
    pub fn version(mut self, it: impl Into<String>) -> Self {
        self.version = Some(it.into());
        self
    }
}
