//! Who reviews, and who awards: the data of a review policy. What it means is `review`'s to say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Key;

/// How it is reviewed and awarded; pinned when a pursuit starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewPolicy {
    /// The name by which people know this policy. What counts is what stands below.
    pub preset: Preset,
    /// How many independent reviews it takes.
    #[schemars(range(min = 1, max = 3))]
    pub reviews: u32,
    /// Whether one more assessor decides where findings differ.
    pub third_decides: bool,
    /// Whether assessors don't see whose work it is, nor each other's scores.
    pub blind: bool,
    /// Where assessors come from.
    pub assessors: AssessorsFrom,
    /// Whether the educator's supervisor may be one of them.
    pub supervisor: Supervisor,
    /// The one role that reviews, where it isn't for assessors: `supervisor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer_role: Option<Key>,
    /// Within how many days a decision is promised.
    #[schemars(range(min = 1, max = 120))]
    pub days: u32,
    pub pace: Pace,
    pub award: AwardedBy,
    /// The role that approves an award, where someone does: `approver`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver_role: Option<Key>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Two independent, blind reviews, and a third assessor who decides where they differ.
    TwoColleaguesAndAThird,
    /// One review by someone whose role is named, known to the educator before starting.
    NamedAdministrator,
    /// One review by an observer who comes to see it.
    ObserversVisit,
    /// Assessors from outside the educator's district.
    OutsidePool,
    /// None of these.
    Custom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssessorsFrom {
    /// The educator's district.
    Internal,
    /// Any district but the educator's.
    AnotherDistrict,
    /// Either.
    Mix,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Supervisor {
    Excluded,
    Allowed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// A submission is reviewed whole.
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AwardedBy {
    /// As soon as the decision allows.
    Rule,
    /// By someone in `approver_role`.
    Approver,
}
