//! What an educator writes and shows: Part 1, Part 2, Part 3, and the thinking around them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Between, Key, Line, Text};

/// A pre- or post-reflection: never scored, and for the educator alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thinking {
    #[schemars(range(min = 1, max = 600))]
    pub minutes: u32,
    #[schemars(length(min = 1, max = 12))]
    pub prompts: Vec<Prompt>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    pub key: Key,
    pub prompt: Text,
}

/// Part 1: overview questions. Its pass rule is a criterion like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// Keys of the criteria that the answers are judged by, together.
    #[schemars(length(min = 1, max = 12))]
    pub criteria: Vec<Key>,
    #[schemars(length(min = 1, max = 12))]
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: Key,
    pub prompt: Text,
    /// How many words the answer may have.
    pub words: Between,
    #[schemars(range(min = 1, max = 600))]
    pub minutes: u32,
    /// Keys of criteria that this answer alone is judged by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 12))]
    pub criteria: Vec<Key>,
}

/// Part 2: what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    #[schemars(length(min = 1, max = 12))]
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub key: Key,
    pub title: Line,
    pub instructions: Text,
    /// In which forms it may be shown, beside the template if there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 3))]
    pub accepts: Vec<Accepted>,
    /// How many pieces.
    pub pieces: Between,
    /// How many words, where it may be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Between>,
    #[schemars(range(min = 1, max = 3_000))]
    pub minutes: u32,
    /// Where film is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub film: Option<Film>,
    /// A table to fill in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
    /// Keys of the criteria that it is judged by.
    #[schemars(length(min = 1, max = 12))]
    pub criteria: Vec<Key>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Accepted {
    File,
    Link,
    Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Film {
    /// How long it may be.
    pub minutes: Between,
    /// How to show the same without film.
    pub instead: Text,
}

/// A table to fill in, such as a time tracker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub title: Line,
    /// How to fill it in.
    pub instructions: Text,
    #[schemars(length(min = 1, max = 12))]
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: Between,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub key: Key,
    pub title: Line,
    pub holds: Holds,
    /// What can be chosen, where it holds a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub choices: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    Text,
    Number,
    Minutes,
    Time,
    Day,
    Choice,
}

/// Part 3: in writing, or as sound or film. Its pass rule is a criterion like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    #[schemars(range(min = 1, max = 600))]
    pub minutes: u32,
    #[schemars(length(min = 1, max = 12))]
    pub prompts: Vec<Prompt>,
    /// How many words in all, where it may be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Between>,
    /// How many minutes, where it may be sound or film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording_minutes: Option<Between>,
    /// Keys of the criteria that it is judged by.
    #[schemars(length(min = 1, max = 12))]
    pub criteria: Vec<Key>,
}
