//! A microcredential: one small skill, how to practice it, what to show, and how it is judged.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Between, Day, Evidence, Key, Line, Link, Overview, Reflection, ReviewPolicy, Rubric, Text,
    Thinking,
};

/// What an educator can earn, wholly: nothing about it stands anywhere else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Microcredential {
    /// What this document is and which form it has: `microcredential/1`.
    pub cairn: Format,
    /// Names it in addresses, and never changes: `wait-time`.
    pub slug: Key,
    pub title: Line,
    /// The slug of the stack that it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Key>,
    /// Two sentences for the catalog: what an educator will be able to do, and for whom it matters.
    pub summary: Text,
    /// What is new in this version, for those who know the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_note: Option<Text>,
    /// How many hours it takes an educator in all.
    pub hours: Between,
    /// Over how many weeks.
    pub weeks: Between,
    /// What to know before choosing it, in words of the vocabulary of tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub tags: Vec<Key>,
    #[serde(default, skip_serializing_if = "Eligibility::is_open")]
    pub eligibility: Eligibility,
    /// Slugs of the microcredentials to be earned before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub prerequisites: Vec<Key>,
    /// Which items of which frameworks it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub alignments: Vec<Alignment>,
    /// Which local plans it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub local_alignments: Vec<LocalAlignment>,
    /// What the educator will know and be able to do.
    #[schemars(length(min = 1, max = 12))]
    pub learning_targets: Vec<Text>,
    /// How the educator can tell.
    #[schemars(length(min = 1, max = 12))]
    pub success_criteria: Vec<Text>,
    /// What to read and watch; the educator picks.
    #[schemars(length(min = 1, max = 40))]
    pub resources: Vec<Resource>,
    /// What to do on the job, in this order.
    #[schemars(length(min = 1, max = 40))]
    pub activities: Vec<Activity>,
    /// What to think about before beginning; never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pre_reflection: Option<Thinking>,
    /// Overview questions.
    pub part_1: Overview,
    /// Evidence.
    pub part_2: Evidence,
    /// Reflection.
    pub part_3: Reflection,
    /// What to think about after submitting; never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_reflection: Option<Thinking>,
    pub rubric: Rubric,
    pub review: ReviewPolicy,
    /// For how many months the credential is valid; without it, for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 240))]
    pub valid_for_months: Option<u32>,
    /// When the issuer will look at it anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_look_on: Option<Day>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<Line>,
    /// Under which license others may use this text: `CC-BY-4.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<Line>,
    /// Whose microcredential this one was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<Origin>,

    // These stand in the text after the front matter, under headings: see `SECTIONS`.
    /// What someone who has earned it has shown to be able to do.
    pub competency: Text,
    pub key_method: KeyMethod,
    /// What will be different in how the educator works.
    pub change_in_practice: Text,
    /// What will be different for students.
    pub change_for_students: Text,
    /// What research says about it.
    pub research: Text,
    /// What help comes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum Format {
    #[serde(rename = "microcredential/1")]
    First,
}

/// Who may earn it; anyone, where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// One of these; anyone, where none stands here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 5))]
    pub who: Vec<Earner>,
    /// What else is asked, in words: "You teach a class of your own this term."
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

impl Eligibility {
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Earner {
    Teacher,
    Specialist,
    Coach,
    InstructionalAssistant,
    Administrator,
}

impl Microcredential {
    /// The stack that it stands in, if any.
    pub fn stack_slug(&self) -> Vec<&str> {
        self.stack.iter().map(|it| it.as_str()).collect()
    }

    /// The frameworks that it is aligned to.
    pub fn framework_slugs(&self) -> Vec<&str> {
        self.alignments.iter().map(|it| it.framework.as_str()).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// The framework's slug.
    pub framework: Key,
    /// The codes of its items.
    #[schemars(length(min = 1, max = 40))]
    pub codes: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LocalAlignment {
    pub plan: LocalPlan,
    /// Which goal of it, and how.
    pub note: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LocalPlan {
    ImprovementPlan,
    GraduateProfile,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    pub title: Line,
    pub kind: ResourceKind,
    /// Who wrote or made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Line>,
    /// Who published it, or the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1800, max = 2200))]
    pub year: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
    /// What to look for in it.
    pub about: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    Research,
    Reading,
    Video,
    Tool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub key: Key,
    pub title: Line,
    #[schemars(range(min = 1, max = 6_000))]
    pub minutes: u32,
    /// What to do, with whom, and what comes of it.
    pub about: Text,
}

/// The issuer and slug that "copy and make ours" began with, and the digest of that document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    pub issuer: Line,
    pub slug: Key,
    #[schemars(length(min = 64, max = 64))]
    pub digest: Key,
}

/// The method to be shown, and its components under `###` headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyMethod {
    pub text: Text,
    #[schemars(length(min = 1, max = 12))]
    pub components: Vec<Component>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    pub title: Line,
    pub text: Text,
}
