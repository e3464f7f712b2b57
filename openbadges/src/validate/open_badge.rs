//! The rules of Open Badges 3.0 for an `OpenBadgeCredential`.

use super::has_type;
use super::place::{Place, Problems};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// What an achievement may be (OB 3.0, §B.1.25), unless it starts with `ext:`.
const ACHIEVEMENT_TYPES: [&str; 35] = [
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "BachelorDegree",
    "Badge",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CommunityService",
    "Competency",
    "Course",
    "CoCurricular",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "MasterCertificate",
    "MasterDegree",
    "Membership",
    "MicroCredential",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
    "ServiceLearning",
    "SportsAchievement",
    "ExtraCurricular",
    "Program",
];
/// What a result may be (§B.1.27).
const RESULT_TYPES: [&str; 10] = [
    "GradePointAverage",
    "LetterGrade",
    "Percent",
    "PerformanceLevel",
    "PredictedScore",
    "RawScore",
    "Result",
    "RubricCriterion",
    "RubricCriterionLevel",
    "RubricScore",
];
/// How far a result is (§B.1.28).
const STATUSES: [&str; 7] =
    ["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"];

const CREDENTIAL: &str = "OB 3.0 §B.1.3";
const SUBJECT: &str = "OB 3.0 §B.1.4";
const ACHIEVEMENT: &str = "OB 3.0 §B.1.2";
const PROFILE: &str = "OB 3.0 §B.1.17";
const RESULT_DESCRIPTION: &str = "OB 3.0 §B.1.20";
const RESULT: &str = "OB 3.0 §B.1.22";

pub(super) fn is_one(credential: &Value) -> bool {
    has_type(credential, "OpenBadgeCredential") || has_type(credential, "AchievementCredential")
}

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    let contexts = credential.many("@context");
    let is_ours = |it: &Place| {
        it.value.as_str().is_some_and(|it| it.contains("purl.imsglobal.org/spec/ob/v3p0/context"))
    };
    if !contexts.get(1..).unwrap_or_default().iter().any(is_ours) {
        credential.problem(problems, CREDENTIAL, "The Open Badges context is missing.");
    }
    for key in ["id", "name", "validFrom"] {
        credential.required(key, problems, CREDENTIAL);
    }
    if let Some(date) = credential.get("awardedDate") {
        date.date(problems, CREDENTIAL);
    }
    if let Some(issuer) = credential.get("issuer").filter(|it| it.object().is_some()) {
        profile(&issuer, problems);
    }
    if let Some(image) = credential.get("image") {
        self::image(&image, problems);
    }
    for evidence in credential.many("evidence") {
        evidence.of_type("Evidence", problems, "OB 3.0 §B.1.9");
        texts(&evidence, &["name", "narrative", "description", "genre", "audience"], problems);
    }
    for endorsement in credential.many("endorsement") {
        endorsement.of_type("EndorsementCredential", problems, "OB 3.0 §B.1.8");
    }
    for subject in credential.many("credentialSubject") {
        self::subject(&subject, problems);
    }
}

fn subject(subject: &Place, problems: &mut Problems) {
    if !subject.of_type("AchievementSubject", problems, SUBJECT) {
        return;
    }
    let identifiers = subject.many("identifier");
    if subject.get("id").is_none() && identifiers.is_empty() {
        subject.problem(problems, SUBJECT, "An id or an identifier must say whose this is.");
    }
    for identifier in identifiers {
        identity(&identifier, problems);
    }
    for key in ["activityStartDate", "activityEndDate"] {
        if let Some(date) = subject.get(key) {
            date.date(problems, SUBJECT);
        }
    }
    number(subject, "creditsEarned", problems, SUBJECT);
    texts(subject, &["licenseNumber", "narrative", "role", "term"], problems);
    if let Some(image) = subject.get("image") {
        self::image(&image, problems);
    }
    let Some(achievement) = subject.required("achievement", problems, SUBJECT) else { return };
    self::achievement(&achievement, problems);
    results(subject, &achievement, problems);
}

fn identity(identity: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 §B.1.13";
    if !identity.of_type("IdentityObject", problems, CLAUSE) {
        return;
    }
    if let Some(hashed) = identity.required("hashed", problems, CLAUSE) {
        match hashed.value {
            Value::Bool(true) => {
                let hash = identity.value["identityHash"].as_str().unwrap_or_default();
                if !hash.starts_with("sha256$") && !hash.starts_with("md5$") {
                    let message = "What is hashed must start with sha256$.";
                    identity.problem(problems, "OB 3.0 §B.1.30", message);
                }
            }
            Value::Bool(false) => {}
            _ => hashed.problem(problems, CLAUSE, "hashed must be true or false."),
        }
    }
    for key in ["identityHash", "identityType"] {
        if let Some(text) = identity.required(key, problems, CLAUSE) {
            text.text(problems, CLAUSE);
        }
    }
    texts(identity, &["salt"], problems);
}

fn achievement(achievement: &Place, problems: &mut Problems) {
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
    if let Some(criteria) = achievement.required("criteria", problems, ACHIEVEMENT) {
        self::criteria(&criteria, problems);
    }
    one_of(achievement, "achievementType", &ACHIEVEMENT_TYPES, problems, "OB 3.0 §B.1.25");
    number(achievement, "creditsAvailable", problems, ACHIEVEMENT);
    let words = ["fieldOfStudy", "humanCode", "inLanguage", "specialization", "version"];
    texts(achievement, &words, problems);
    for tag in achievement.many("tag") {
        tag.text(problems, ACHIEVEMENT);
    }
    if let Some(creator) = achievement.get("creator") {
        profile(&creator, problems);
    }
    if let Some(image) = achievement.get("image") {
        self::image(&image, problems);
    }
    for alignment in achievement.many("alignment") {
        self::alignment(&alignment, problems);
    }
    for description in achievement.many("resultDescription") {
        result_description(&description, problems);
    }
}

fn criteria(criteria: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 §B.1.7";
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
    texts(criteria, &["narrative"], problems);
}

fn profile(profile: &Place, problems: &mut Problems) {
    if !profile.of_type("Profile", problems, PROFILE) {
        return;
    }
    if let Some(id) = profile.required("id", problems, PROFILE) {
        id.url(problems, PROFILE);
    }
    if let Some(url) = profile.get("url") {
        url.url(problems, PROFILE);
    }
    texts(profile, &["name", "email", "description", "phone"], problems);
    if let Some(image) = profile.get("image") {
        self::image(&image, problems);
    }
}

fn image(image: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 §B.1.14";
    if !image.of_type("Image", problems, CLAUSE) {
        return;
    }
    if let Some(id) = image.required("id", problems, CLAUSE) {
        id.url(problems, CLAUSE);
    }
    texts(image, &["caption"], problems);
}

fn alignment(alignment: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 §B.1.5";
    if !alignment.of_type("Alignment", problems, CLAUSE) {
        return;
    }
    if let Some(name) = alignment.required("targetName", problems, CLAUSE) {
        name.text(problems, CLAUSE);
    }
    if let Some(url) = alignment.required("targetUrl", problems, CLAUSE) {
        url.url(problems, CLAUSE);
    }
    let words = ["targetCode", "targetDescription", "targetFramework", "targetType"];
    texts(alignment, &words, problems);
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
    one_of(
        description,
        "resultType",
        &[&RESULT_TYPES[..], &["Status"]].concat(),
        problems,
        "OB 3.0 §B.1.27",
    );
    let levels = description.many("rubricCriterionLevel");
    for level in &levels {
        rubric_level(level, problems);
    }
    let is_rubric = description.value["resultType"] == "RubricCriterionLevel";
    if is_rubric && levels.is_empty() {
        let message = "A rubric's criterion must say its levels.";
        description.problem(problems, RESULT_DESCRIPTION, message);
    }
    if let Some(required) = description.get("requiredLevel")
        && !levels.iter().any(|it| it.value["id"] == *required.value)
    {
        required.problem(problems, RESULT_DESCRIPTION, "This is none of the levels.");
    }
    texts(description, &["requiredValue", "valueMin", "valueMax"], problems);
}

fn rubric_level(level: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 §B.1.21";
    if !level.of_type("RubricCriterionLevel", problems, CLAUSE) {
        return;
    }
    if let Some(id) = level.required("id", problems, CLAUSE) {
        id.url(problems, CLAUSE);
    }
    if let Some(name) = level.required("name", problems, CLAUSE) {
        name.text(problems, CLAUSE);
    }
    texts(level, &["description", "level", "points"], problems);
}

/// Results must speak of what the achievement describes.
fn results(subject: &Place, achievement: &Place, problems: &mut Problems) {
    let mut levels: HashMap<&str, HashSet<&str>> = HashMap::new();
    for description in achievement.many("resultDescription") {
        let known = levels.entry(description.value["id"].as_str().unwrap_or_default()).or_default();
        let ids = description.many("rubricCriterionLevel");
        known.extend(ids.iter().filter_map(|it| it.value["id"].as_str()));
    }
    for result in subject.many("result") {
        if !result.of_type("Result", problems, RESULT) {
            continue;
        }
        one_of(&result, "status", &STATUSES, problems, "OB 3.0 §B.1.28");
        texts(&result, &["value"], problems);
        let description = result.get("resultDescription");
        let known = description.as_ref().and_then(|it| levels.get(it.value.as_str()?));
        if let Some(description) = &description
            && known.is_none()
        {
            description.problem(problems, RESULT, "The achievement has no such result.");
        }
        if let Some(level) = result.get("achievedLevel")
            && !known.is_some_and(|it| level.value.as_str().is_some_and(|id| it.contains(id)))
        {
            level.problem(problems, RESULT, "This is none of the result's levels.");
        }
    }
}

fn texts(place: &Place, keys: &[&str], problems: &mut Problems) {
    for value in keys.iter().filter_map(|it| place.get(it)) {
        if !value.value.is_string() {
            value.problem(problems, "OB 3.0 §B.4", "This must be text.");
        }
    }
}

fn number(place: &Place, key: &str, problems: &mut Problems, clause: &'static str) {
    if let Some(value) = place.get(key)
        && !value.value.is_number()
    {
        value.problem(problems, clause, "This must be a number.");
    }
}

fn one_of(place: &Place, key: &str, words: &[&str], problems: &mut Problems, clause: &'static str) {
    let Some(value) = place.get(key) else { return };
    let fits = |it: &str| words.contains(&it) || it.starts_with("ext:");
    if !value.value.as_str().is_some_and(fits) {
        value.problem(problems, clause, "This is none of the words that may stand here.");
    }
}
