//! The rubric: the very one that educators read and assessors score with.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Key, Line, Microcredential, Text};

/// Criteria × levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// From the lowest to the highest.
    #[schemars(length(min = 2, max = 6))]
    pub levels: Vec<Level>,
    /// The key of the level that a criterion has to reach, where it doesn't say otherwise.
    pub required: Key,
    #[schemars(length(min = 1, max = 24))]
    pub criteria: Vec<Criterion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub key: Key,
    /// As assessors and educators read it: "Partly".
    pub name: Line,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub key: Key,
    pub title: Line,
    /// What each level looks like, by the level's key. A level that isn't described can't be given.
    pub levels: IndexMap<Key, Text>,
    /// The key of the level to reach, where it isn't the rubric's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Key>,
}

impl Rubric {
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|it| it.key == key)
    }

    /// Where a level stands: 0 is the lowest.
    pub fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|it| it.key == level)
    }

    /// The key of the level that this criterion has to reach.
    pub fn required<'a>(&'a self, criterion: &'a Criterion) -> &'a Key {
        criterion.required.as_ref().unwrap_or(&self.required)
    }

    /// Whether a criterion at this level is demonstrated. No, where either isn't known.
    pub fn demonstrated(&self, criterion: &str, level: &str) -> bool {
        self.criterion(criterion)
            .filter(|it| it.levels.contains_key(level))
            .is_some_and(|it| self.rank(level) >= self.rank(self.required(it).as_str()))
    }

    /// The levels that can be given for this criterion, with what each looks like, lowest first.
    pub fn described<'a>(
        &'a self,
        criterion: &'a Criterion,
    ) -> impl DoubleEndedIterator<Item = (&'a Level, &'a Text)> {
        self.levels.iter().filter_map(|level| Some((level, criterion.levels.get(&level.key)?)))
    }
}

/// What a criterion judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged<'a> {
    Part1,
    Question(&'a Key),
    Item(&'a Key),
    Part3,
}

impl Microcredential {
    /// What this criterion judges, in the order in which an educator meets it.
    pub fn judged_by(&self, criterion: &str) -> Vec<Judged<'_>> {
        let named = |keys: &[Key]| keys.iter().any(|it| *it == criterion);
        let questions = self.part_1.questions.iter();
        let items = self.part_2.items.iter();
        let part_1 = named(&self.part_1.criteria).then_some(Judged::Part1);
        let part_3 = named(&self.part_3.criteria).then_some(Judged::Part3);
        part_1
            .into_iter()
            .chain(questions.filter(|it| named(&it.criteria)).map(|it| Judged::Question(&it.key)))
            .chain(items.filter(|it| named(&it.criteria)).map(|it| Judged::Item(&it.key)))
            .chain(part_3)
            .collect()
    }
}
