//! What a district lets microcredentials count for: a document, in versions that never change.

use std::sync::LazyLock;

use design::document::{Key, Kind, Known, Line, Objections, Text, json_schema_whole};
use people::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A recognition policy, wholly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What this document is and which form it has: `recognition/1`.
    pub cairn: Format,
    pub slug: Key,
    pub title: Line,
    /// For those whom it concerns, in two sentences.
    pub summary: Text,
    /// May someone start without approval? They do it for its own sake then.
    pub start: Start,
    /// Who says yes or no before the start: someone of this role at the educator's school, else at
    /// the district.
    pub approver: Named,
    pub effective: Effective,
    /// Classes of microcredentials, and what each counts for.
    #[schemars(length(min = 1, max = 40))]
    pub classes: Vec<Class>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum Format {
    #[serde(rename = "recognition/1")]
    First,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    Anyone,
    OnlyWhenApproved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Supervisor,
    Approver,
    Lead,
}

impl Named {
    pub fn role(self) -> Role {
        match self {
            Named::Supervisor => Role::Supervisor,
            Named::Approver => Role::Approver,
            Named::Lead => Role::Lead,
        }
    }
}

/// From when it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effective {
    AtOnce,
    NextSchoolYear,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub key: Key,
    pub title: Line,
    #[schemars(length(min = 1, max = 12))]
    pub rules: Vec<Rule>,
    /// Slugs of the microcredentials in it.
    #[schemars(length(min = 1, max = 500))]
    pub microcredentials: Vec<Key>,
}

/// What one award of this class counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub unit: Unit,
    /// Cents, or hundredths of an hour or point.
    #[schemars(range(min = 1, max = 100_000_000))]
    pub amount: u32,
    pub each: Each,
    pub approval: Approval,
    /// Where it is paid from: `base-pay`.
    pub account: Key,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Cents,
    HundredthsOfAnHour,
    HundredthsOfAPoint,
}

impl Unit {
    /// As it is kept and hashed: never changes.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Cents => "cents",
            Unit::HundredthsOfAnHour => "hundredths_of_an_hour",
            Unit::HundredthsOfAPoint => "hundredths_of_a_point",
        }
    }

    /// As files for payroll say it, where the amount is a plain number.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Cents => "dollars",
            Unit::HundredthsOfAnHour => "hours",
            Unit::HundredthsOfAPoint => "points",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    Once,
    Yearly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    BeforeStart,
    NotNeeded,
}

impl Kind for Policy {
    const NAME: &'static str = "recognition";

    fn schema() -> &'static Value {
        static SCHEMA: LazyLock<Value> = LazyLock::new(json_schema_whole::<Policy>);
        &SCHEMA
    }

    fn check(&self, known: &Known, say: &mut Objections) {
        say.unique("classes", "key", self.classes.iter().map(|it| it.key.as_str()));
        let mut seen: Vec<&Key> = vec![];
        for (c, class) in self.classes.iter().enumerate() {
            for (m, slug) in class.microcredentials.iter().enumerate() {
                let at = format!("classes.{c}.microcredentials.{m}");
                if seen.contains(&slug) {
                    say.say(
                        &at,
                        format!("`{slug}` stands in a class already."),
                        "Leave it in one.",
                    );
                }
                if known
                    .microcredentials
                    .is_some_and(|all| all.iter().all(|it| *slug != it.as_str()))
                {
                    say.say(
                        &at,
                        format!("There is no microcredential `{slug}`."),
                        "Write the slug of one.",
                    );
                }
                seen.push(slug);
            }
            let units = class.rules.iter().map(|it| it.unit.name());
            say.unique(&format!("classes.{c}.rules"), "unit", units);
        }
    }
}

impl Policy {
    pub fn class(&self, key: &str) -> Option<&Class> {
        self.classes.iter().find(|it| it.key == *key)
    }
}

impl Rule {
    /// "$400 a year"
    pub fn worth(&self) -> String {
        worth(self.unit, self.amount.into(), self.each)
    }

    /// "$400 a year, if approved before you start"
    pub fn promise(&self) -> String {
        match self.approval {
            Approval::BeforeStart => format!("{}, if approved before you start", self.worth()),
            Approval::NotNeeded => self.worth(),
        }
    }
}

/// "$400 a year"
pub fn worth(unit: Unit, of: i64, often: Each) -> String {
    format!("{}{}", amount(unit, of), each(often))
}

impl Each {
    /// As files for payroll say it.
    pub fn word(self) -> &'static str {
        match self {
            Each::Once => "once",
            Each::Yearly => "yearly",
        }
    }
}

fn each(each: Each) -> &'static str {
    match each {
        Each::Once => "",
        Each::Yearly => " a year",
    }
}

/// "$400", "$400.50", "7.5 hours", "15 points"
pub fn amount(unit: Unit, amount: i64) -> String {
    let (whole, rest) = (amount / 100, amount % 100);
    match (unit, rest) {
        (Unit::Cents, 0) => format!("${whole}"),
        (Unit::Cents, _) => format!("${whole}.{rest:02}"),
        (_, 0) => format!("{whole} {}", noun(unit, whole == 1)),
        _ => {
            format!("{whole}.{} {}", format!("{rest:02}").trim_end_matches('0'), noun(unit, false))
        }
    }
}

/// "400.00"
pub fn plain(amount: i64) -> String {
    format!("{}.{:02}", amount / 100, amount % 100)
}

fn noun(unit: Unit, one: bool) -> &'static str {
    match (unit, one) {
        (Unit::HundredthsOfAnHour, true) => "hour",
        (Unit::HundredthsOfAnHour, false) => "hours",
        (_, true) => "point",
        (_, false) => "points",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_say_them() {
        assert_eq!(amount(Unit::Cents, 40_000), "$400");
        assert_eq!(amount(Unit::Cents, 40_050), "$400.50");
        assert_eq!(amount(Unit::HundredthsOfAnHour, 750), "7.5 hours");
        assert_eq!(amount(Unit::HundredthsOfAPoint, 100), "1 point");
    }

    #[test]
    fn the_sample_is_right_and_puts_every_sample_in_a_class() {
        let samples = design::SAMPLES.iter().filter(|(name, _)| name.ends_with(".md"));
        let mut slugs: Vec<String> = samples
            .map(|(name, _)| name.rsplit_once('/').unwrap().1.trim_end_matches(".md").to_owned())
            .collect();
        let known = Known { microcredentials: Some(&slugs), ..Known::default() };
        let policy: Policy = design::document::read(crate::SAMPLE.as_bytes(), &known)
            .unwrap_or_else(|problems| panic!("{problems}"));

        let classes = policy.classes.iter().flat_map(|it| &it.microcredentials);
        let mut classified: Vec<String> = classes.map(ToString::to_string).collect();
        classified.sort();
        slugs.sort();
        assert_eq!(classified, slugs);
        let worth: Vec<String> = policy.classes.iter().map(|it| it.rules[0].worth()).collect();
        assert_eq!(worth, ["$200 a year", "$400 a year", "$600 a year"]);
    }

    #[test]
    fn all_that_is_wrong_with_a_policy_is_told_at_once() {
        let twice = crate::SAMPLE
            .replace("- checks-for-understanding", "- wait-time-and-questioning")
            .replace("key: class-2", "key: class-1")
            .replace("amount: 60000", "amount: 0");
        let problems = design::document::read::<Policy>(twice.as_bytes(), &Known::default());
        assert_eq!(problems.unwrap_err().len(), 3);
    }

    #[test]
    fn a_promise_names_its_condition() {
        let rule = Rule {
            unit: Unit::Cents,
            amount: 40_000,
            each: Each::Yearly,
            approval: Approval::BeforeStart,
            account: "base-pay".parse().unwrap(),
        };
        assert_eq!(rule.promise(), "$400 a year, if approved before you start");
    }
}
