//! The rules of Open Badges 3.0 for what was achieved: the achievement, its rubric, its results.

use super::endorsement::endorsements;
use super::place::{Place, Problems};
use super::profile::{self, identifier_entry, image};
use super::words::{ACHIEVEMENT_TYPES, ALIGNMENT_TARGETS, RESULT_TYPES, STATUSES};
use serde_json::Value;
use std::collections::HashMap;

const ACHIEVEMENT: &str = "OB 3.0 Achievement";
const RESULT_DESCRIPTION: &str = "OB 3.0 ResultDescription";
const RESULT: &str = "OB 3.0 Result";

pub(super) fn achievement(achievement: &Place, problems: &mut Problems) {
    if !achievement.of_type("Achievement", problems, ACHIEVEMENT) {
        return;
    }
    if let Some(id) = achievement.required("id", problems, ACHIEVEMENT) {
        id.url(problems, ACHIEVEMENT);
    }
    for key in ["name", "description"] {
        if let Some(text) = achievement.required(key, problems, ACHIEVEMENT) {
            text.text(problems, ACHIEVEMENT);
        }
    }
    if let Some(how) = achievement.required("criteria", problems, ACHIEVEMENT) {
        criteria(&how, problems);
    }
    achievement.one_of("achievementType", ACHIEVEMENT_TYPES, problems, "OB 3.0 AchievementType");
    achievement.number("creditsAvailable", problems, ACHIEVEMENT);
    let words = ["fieldOfStudy", "humanCode", "inLanguage", "specialization", "version"];
    achievement.texts(&words, problems);
    for tag in achievement.many("tag") {
        tag.text(problems, ACHIEVEMENT);
    }
    if let Some(creator) = achievement.get("creator") {
        profile::check(&creator, problems);
    }
    if let Some(picture) = achievement.get("image") {
        image(&picture, problems);
    }
    alignments(achievement, problems);
    for entry in achievement.many("otherIdentifier") {
        identifier_entry(&entry, problems);
    }
    for edition in achievement.many("related") {
        related(&edition, problems);
    }
    endorsements(achievement, problems);
    for description in achievement.many("resultDescription") {
        result_description(&description, problems);
    }
}

fn criteria(criteria: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 Criteria";
    if criteria.object().is_none() {
        criteria.problem(problems, CLAUSE, "This must be an object.");
        return;
    }
    if criteria.get("id").is_none() && criteria.get("narrative").is_none() {
        let message = "An id or a narrative must say how it is earned.";
        criteria.problem(problems, CLAUSE, message);
    }
    if let Some(id) = criteria.get("id") {
        id.url(problems, CLAUSE);
    }
    criteria.texts(&["narrative"], problems);
}

fn related(edition: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 Related";
    if edition.of_type("Related", problems, CLAUSE) {
        if let Some(id) = edition.required("id", problems, CLAUSE) {
            id.url(problems, CLAUSE);
        }
        edition.texts(&["inLanguage", "version"], problems);
    }
}

fn alignments(of: &Place, problems: &mut Problems) {
    for target in of.many("alignment") {
        alignment(&target, problems);
    }
}

fn alignment(alignment: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 Alignment";
    if !alignment.of_type("Alignment", problems, CLAUSE) {
        return;
    }
    if let Some(name) = alignment.required("targetName", problems, CLAUSE) {
        name.text(problems, CLAUSE);
    }
    if let Some(url) = alignment.required("targetUrl", problems, CLAUSE) {
        url.url(problems, CLAUSE);
    }
    let clause = "OB 3.0 AlignmentTargetType";
    alignment.one_of("targetType", ALIGNMENT_TARGETS, problems, clause);
    alignment.texts(&["targetCode", "targetDescription", "targetFramework"], problems);
}

fn result_description(description: &Place, problems: &mut Problems) {
    if !description.of_type("ResultDescription", problems, RESULT_DESCRIPTION) {
        return;
    }
    if let Some(id) = description.required("id", problems, RESULT_DESCRIPTION) {
        id.url(problems, RESULT_DESCRIPTION);
    }
    if let Some(name) = description.required("name", problems, RESULT_DESCRIPTION) {
        name.text(problems, RESULT_DESCRIPTION);
    }
    description.required("resultType", problems, RESULT_DESCRIPTION);
    description.one_of("resultType", RESULT_TYPES, problems, "OB 3.0 ResultType");
    let levels = description.many("rubricCriterionLevel");
    for level in levels.clone() {
        rubric_level(&level, problems);
    }
    let is_rubric = description.value["resultType"] == "RubricCriterionLevel";
    if is_rubric && levels.len() == 0 {
        let message = "A rubric's criterion must say its levels.";
        description.problem(problems, RESULT_DESCRIPTION, message);
    }
    if let Some(required) = description.get("requiredLevel")
        && !levels.clone().any(|it| it.value["id"] == *required.value)
    {
        required.problem(problems, RESULT_DESCRIPTION, "This is none of the levels.");
    }
    description.texts(&["requiredValue", "valueMin", "valueMax"], problems);
    let allowed = description.many("allowedValue");
    for value in allowed.clone() {
        value.text(problems, RESULT_DESCRIPTION);
    }
    if let Some(required) = description.get("requiredValue")
        && allowed.len() > 0
        && !allowed.clone().any(|it| it.value == required.value)
    {
        required.problem(problems, RESULT_DESCRIPTION, "This is none of the allowed values.");
    }
    alignments(description, problems);
}

fn rubric_level(level: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 RubricCriterionLevel";
    if !level.of_type("RubricCriterionLevel", problems, CLAUSE) {
        return;
    }
    if let Some(id) = level.required("id", problems, CLAUSE) {
        id.url(problems, CLAUSE);
    }
    if let Some(name) = level.required("name", problems, CLAUSE) {
        name.text(problems, CLAUSE);
    }
    level.texts(&["description", "level", "points"], problems);
    alignments(level, problems);
}

/// Results must speak of what the achievement describes.
pub(super) fn results(subject: &Place, achievement: &Place, problems: &mut Problems) {
    let descriptions = achievement.many("resultDescription");
    let by_id: HashMap<&str, Place> =
        descriptions.clone().filter_map(|it| Some((it.value["id"].as_str()?, it))).collect();
    for result in subject.many("result") {
        if result.of_type("Result", problems, RESULT) {
            let id = result.value["resultDescription"].as_str();
            let description = id.and_then(|it| by_id.get(it));
            let mut levels = description.map(levels).unwrap_or_default();
            // 1EdTech's own example links a level to a result that has none.
            if levels.is_empty() {
                levels = descriptions.clone().flat_map(|it| self::levels(&it)).collect();
            }
            self::result(&result, description, &levels, problems);
        }
    }
}

fn levels<'a>(description: &Place<'a>) -> Vec<&'a Value> {
    let levels = description.many("rubricCriterionLevel");
    levels.filter_map(|it| it.value.get("id")).collect()
}

fn result(result: &Place, description: Option<&Place>, levels: &[&Value], problems: &mut Problems) {
    result.one_of("status", STATUSES, problems, "OB 3.0 ResultStatusType");
    result.texts(&["value"], problems);
    alignments(result, problems);
    if let Some(named) = result.get("resultDescription")
        && description.is_none()
    {
        named.problem(problems, RESULT, "The achievement has no such result.");
    }
    if let Some(level) = result.get("achievedLevel")
        && !levels.contains(&level.value)
    {
        level.problem(problems, RESULT, "This is none of the result's levels.");
    }
    if description.is_some_and(|it| it.value["resultType"] == "Status") {
        result.required("status", problems, RESULT);
    }
}
