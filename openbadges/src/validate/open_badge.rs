//! The rules of Open Badges 3.0 for an `OpenBadgeCredential`, its subject and its evidence.

use super::Version;
use super::achievement::{achievement, results};
use super::endorsement::endorsements;
use super::place::{Place, Problems};
use super::profile;

const CREDENTIAL: &str = "OB 3.0 AchievementCredential";
const SUBJECT: &str = "OB 3.0 AchievementSubject";

pub(super) fn is_one(credential: &Place) -> bool {
    credential.has_type("OpenBadgeCredential") || credential.has_type("AchievementCredential")
}

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    open_badges_context(credential, 1, problems, CREDENTIAL);
    begins(credential, problems, CREDENTIAL);
    for entry in credential.many("credentialStatus") {
        entry.required("id", problems, "OB 3.0 CredentialStatus");
    }
    if let Some(date) = credential.get("awardedDate") {
        date.date(problems, CREDENTIAL);
    }
    credential.texts(&["name", "description"], problems);
    profile::issuer(credential, problems);
    if let Some(image) = credential.get("image") {
        profile::image(&image, problems);
    }
    for evidence in credential.many("evidence") {
        evidence.of_type("Evidence", problems, "OB 3.0 Evidence");
        evidence.texts(&["name", "narrative", "description", "genre", "audience"], problems);
    }
    endorsements(credential, problems);
    let subjects = credential.many("credentialSubject");
    if subjects.len() > 1 {
        credential.problem(problems, CREDENTIAL, "A badge has one subject.");
    }
    for subject in subjects {
        self::subject(&subject, problems);
    }
}

/// It has an id, and says since when it is valid.
pub(super) fn begins(credential: &Place, problems: &mut Problems, clause: &'static str) {
    let [begins, _] = Version::of(credential.value).validity();
    for key in ["id", begins] {
        credential.required(key, problems, clause);
    }
}

/// The context of Open Badges stands at its place.
pub(super) fn open_badges_context(
    credential: &Place,
    place: usize,
    problems: &mut Problems,
    clause: &'static str,
) {
    let context = credential.many("@context").nth(place);
    if !context.is_some_and(|it| it.value.as_str().is_some_and(is_our_context)) {
        let message =
            format!("The context at place {} must be that of Open Badges 3.0.", place + 1);
        credential.problem(problems, clause, message);
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
    profile::whose(subject, problems, SUBJECT);
    for key in ["activityStartDate", "activityEndDate"] {
        if let Some(date) = subject.get(key) {
            date.date(problems, SUBJECT);
        }
    }
    subject.number("creditsEarned", problems, SUBJECT);
    subject.texts(&["licenseNumber", "narrative", "role", "term"], problems);
    if let Some(image) = subject.get("image") {
        profile::image(&image, problems);
    }
    if let Some(source) = subject.get("source") {
        profile::check(&source, problems);
    }
    if let Some(achieved) = subject.required("achievement", problems, SUBJECT) {
        achievement(&achieved, problems);
        results(subject, &achieved, problems);
    }
}
