//! What can be reached of an achievement, and what was: rubrics, scores, statuses.

use super::{Alignment, Rest, Types, many};
use serde::{Deserialize, Serialize};

/// A result that earners have (OB 3.0 ResultDescription).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultDescription {
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    pub name: String,
    /// `RubricCriterionLevel`, `Percent`, `Status`, … (ResultType)
    pub result_type: String,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub allowed_value: Vec<String>,
    /// The id of the level that has to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_value: Option<String>,
    /// The levels, from low to high.
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub rubric_criterion_level: Vec<RubricCriterionLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_max: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_min: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl ResultDescription {
    /// A result of this kind.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        result_type: impl Into<String>,
    ) -> ResultDescription {
        ResultDescription {
            id: id.into(),
            types: Types::of(&["ResultDescription"]),
            name: name.into(),
            result_type: result_type.into(),
            alignment: vec![],
            allowed_value: vec![],
            required_level: None,
            required_value: None,
            rubric_criterion_level: vec![],
            value_max: None,
            value_min: None,
            rest: Rest::new(),
        }
    }

    /// One criterion of a rubric: its levels from low to high, and the id of the one required.
    pub fn rubric_criterion(
        id: impl Into<String>,
        name: impl Into<String>,
        levels: Vec<RubricCriterionLevel>,
        required_level: impl Into<String>,
    ) -> ResultDescription {
        let mut description = ResultDescription::new(id, name, "RubricCriterionLevel");
        description.rubric_criterion_level = levels;
        description.required_level = Some(required_level.into());
        description
    }

    /// A score from the least to the most, and what has to be reached.
    pub fn range(
        mut self,
        min: impl Into<String>,
        max: impl Into<String>,
        required: impl Into<String>,
    ) -> Self {
        self.value_min = Some(min.into());
        self.value_max = Some(max.into());
        self.required_value = Some(required.into());
        self
    }

    /// Adds a value that it may have, from low to high.
    pub fn allowed_value(mut self, it: impl Into<String>) -> Self {
        self.allowed_value.push(it.into());
        self
    }

    /// Adds a standard, competency or goal that it shows.
    pub fn alignment(mut self, it: Alignment) -> Self {
        self.alignment.push(it);
        self
    }
}

/// One level of a criterion (OB 3.0 RubricCriterionLevel).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RubricCriterionLevel {
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The level's own name in the rubric.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// A number, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl RubricCriterionLevel {
    /// A level of this name.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> RubricCriterionLevel {
        RubricCriterionLevel {
            id: id.into(),
            types: Types::of(&["RubricCriterionLevel"]),
            name: name.into(),
            description: None,
            level: None,
            points: None,
            alignment: vec![],
            rest: Rest::new(),
        }
    }

    /// What shows that it was reached.
    pub fn description(mut self, it: impl Into<String>) -> Self {
        self.description = Some(it.into());
        self
    }

    /// Its name in the rubric.
    pub fn level(mut self, it: impl Into<String>) -> Self {
        self.level = Some(it.into());
        self
    }

    /// What it counts.
    pub fn points(mut self, it: impl ToString) -> Self {
        self.points = Some(it.to_string());
        self
    }
}

/// What an earner reached of one [`ResultDescription`] (OB 3.0 Result).
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
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
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
            alignment: vec![],
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

    /// Adds a standard, competency or goal that it shows.
    pub fn alignment(mut self, it: Alignment) -> Self {
        self.alignment.push(it);
        self
    }

    /// How far it is; not needed when it's completed.
    pub fn status(mut self, it: impl Into<String>) -> Self {
        self.status = Some(it.into());
        self
    }
}
