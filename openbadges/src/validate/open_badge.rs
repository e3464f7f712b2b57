//! The rules of Open Badges 3.0 for an `OpenBadgeCredential`, its people and its evidence.

use super::achievement::{achievement, results};
use super::has_type;
use super::place::{Place, Problems};
use super::words::IDENTIFIER_TYPES;
use serde_json::Value;

const CREDENTIAL: &str = "OB 3.0 AchievementCredential";
const SUBJECT: &str = "OB 3.0 AchievementSubject";
const PROFILE: &str = "OB 3.0 Profile";

pub(super) fn is_one(credential: &Value) -> bool {
    has_type(credential, "OpenBadgeCredential") || has_type(credential, "AchievementCredential")
}

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    let second = credential.many("@context").into_iter().nth(1);
    if !second.is_some_and(|it| it.value.as_str().is_some_and(is_our_context)) {
        let message = "The second context must be that of Open Badges 3.0.";
        credential.problem(problems, CREDENTIAL, message);
    }
    for key in ["id", "validFrom"] {
        credential.required(key, problems, CREDENTIAL);
    }
    for entry in credential.many("credentialStatus") {
        entry.required("id", problems, "OB 3.0 CredentialStatus");
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
        evidence.of_type("Evidence", problems, "OB 3.0 Evidence");
        evidence.texts(&["name", "narrative", "description", "genre", "audience"], problems);
    }
    for endorsement in credential.many("endorsement") {
        endorsement.of_type("EndorsementCredential", problems, "OB 3.0 EndorsementCredential");
    }
    for subject in credential.many("credentialSubject") {
        self::subject(&subject, problems);
    }
}

fn is_our_context(url: &str) -> bool {
    let rest = url.strip_prefix("https://purl.imsglobal.org/spec/ob/v3p0/context");
    rest.is_some_and(|it| it == ".json" || it.starts_with("-3.") && it.ends_with(".json"))
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
    subject.number("creditsEarned", problems, SUBJECT);
    subject.texts(&["licenseNumber", "narrative", "role", "term"], problems);
    if let Some(image) = subject.get("image") {
        self::image(&image, problems);
    }
    if let Some(achieved) = subject.required("achievement", problems, SUBJECT) {
        achievement(&achieved, problems);
        results(subject, &achieved, problems);
    }
}

fn identity(identity: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 IdentityObject";
    if !identity.of_type("IdentityObject", problems, CLAUSE) {
        return;
    }
    if let Some(hashed) = identity.required("hashed", problems, CLAUSE) {
        match hashed.value {
            Value::Bool(true) => {
                let hash = identity.value["identityHash"].as_str().unwrap_or_default();
                if !hash.starts_with("sha256$") && !hash.starts_with("md5$") {
                    let message = "What is hashed must start with sha256$.";
                    identity.problem(problems, "OB 3.0 IdentityHash", message);
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
    let clause = "OB 3.0 IdentifierTypeEnum";
    identity.one_of("identityType", IDENTIFIER_TYPES, problems, clause);
    identity.texts(&["salt"], problems);
}

pub(super) fn profile(profile: &Place, problems: &mut Problems) {
    if !profile.of_type("Profile", problems, PROFILE) {
        return;
    }
    if let Some(id) = profile.required("id", problems, PROFILE) {
        id.url(problems, PROFILE);
    }
    if let Some(url) = profile.get("url") {
        url.url(problems, PROFILE);
    }
    profile.texts(&["name", "email", "description", "phone"], problems);
    if let Some(image) = profile.get("image") {
        self::image(&image, problems);
    }
}

pub(super) fn image(image: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 Image";
    if !image.of_type("Image", problems, CLAUSE) {
        return;
    }
    if let Some(id) = image.required("id", problems, CLAUSE) {
        id.url(problems, CLAUSE);
    }
    image.texts(&["caption"], problems);
}
