//! What microcredentials stand beside: stacks, frameworks, issuers, and the vocabulary of tags.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Key, Line, Link, Text};

/// Microcredentials that belong together; stacks can stand in a stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// What this document is and which form it has: `stack/1`.
    pub cairn: StackFormat,
    /// Names it in addresses, and never changes.
    pub slug: Key,
    pub title: Line,
    /// What its microcredentials add up to.
    pub summary: Text,
    /// The color of its badges, as degrees on the color wheel.
    #[schemars(range(max = 359))]
    pub hue: u32,
    /// The slug of the stack that this one stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Key>,
    /// Slugs of issuers who offer it together with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together_with: Vec<Key>,
}

/// What someone published for teaching or learning to align to: codes and short names only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// What this document is and which form it has: `framework/1`.
    pub cairn: FrameworkFormat,
    /// Names it in alignments, and never changes.
    pub slug: Key,
    pub title: Line,
    pub kind: FrameworkKind,
    pub publisher: Line,
    #[schemars(range(min = 1900, max = 2200))]
    pub year: u32,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
    #[schemars(length(min = 1, max = 2_000))]
    pub items: Vec<FrameworkItem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FrameworkKind {
    ProfessionalLearning,
    Teaching,
    Evaluation,
    StudentStandards,
    Leadership,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkItem {
    pub code: Line,
    pub name: Line,
    /// Where this very item can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
}

impl Framework {
    pub fn item(&self, code: &str) -> Option<&FrameworkItem> {
        self.items.iter().find(|it| it.code == code)
    }
}

/// Who stands behind a folder of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// What this document is and which form it has: `issuer/1`.
    pub cairn: IssuerFormat,
    /// Names it in addresses, and never changes.
    pub slug: Key,
    pub name: Line,
    pub kind: IssuerKind,
    /// Who it is, and why it offers microcredentials.
    pub summary: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssuerKind {
    District,
    Network,
    State,
    Union,
    University,
}

/// The words that can be said of a microcredential in its `tags`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What this document is and which form it has: `tags/1`.
    pub cairn: VocabularyFormat,
    #[schemars(length(min = 1, max = 200))]
    pub tags: Vec<Tag>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    pub key: Key,
    /// As it is read in the catalog: "Needs film of your classroom".
    pub name: Line,
    /// What it tells someone who chooses.
    pub about: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum StackFormat {
    #[serde(rename = "stack/1")]
    First,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum FrameworkFormat {
    #[serde(rename = "framework/1")]
    First,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum IssuerFormat {
    #[serde(rename = "issuer/1")]
    First,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum VocabularyFormat {
    #[serde(rename = "tags/1")]
    First,
}
