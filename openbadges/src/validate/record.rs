//! The rules of Comprehensive Learner Record 2.0.

use super::achievement::achievement;
use super::endorsement::endorsements;
use super::open_badge::{begins, open_badges_context};
use super::place::{Place, Problems};
use super::words::ASSOCIATION_TYPES;
use super::{presentation, profile};
use serde_json::Value;

const CREDENTIAL: &str = "CLR 2.0 ClrCredential";
const SUBJECT: &str = "CLR 2.0 ClrSubject";
const ASSOCIATION: &str = "CLR 2.0 Association";

pub(super) fn is_one(credential: &Place) -> bool {
    credential.has_type("ClrCredential")
}

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    let second = credential.many("@context").nth(1);
    if !second.is_some_and(|it| it.value.as_str().is_some_and(is_our_context)) {
        let message = "The second context must be that of Comprehensive Learner Record 2.0.";
        credential.problem(problems, CREDENTIAL, message);
    }
    open_badges_context(credential, 2, problems, CREDENTIAL);
    begins(credential, problems, CREDENTIAL);
    if let Some(name) = credential.required("name", problems, CREDENTIAL) {
        name.text(problems, CREDENTIAL);
    }
    credential.texts(&["description"], problems);
    if let Some(partial) = credential.get("partial").filter(|it| !it.value.is_boolean()) {
        partial.problem(problems, CREDENTIAL, "partial must be true or false.");
    }
    if let Some(date) = credential.get("awardedDate") {
        date.date(problems, CREDENTIAL);
    }
    if let Some(image) = credential.get("image") {
        profile::image(&image, problems);
    }
    for entry in credential.many("credentialStatus") {
        entry.required("id", problems, "OB 3.0 CredentialStatus");
    }
    profile::issuer(credential, problems);
    endorsements(credential, problems);
    let subjects = credential.many("credentialSubject");
    if subjects.len() > 1 {
        credential.problem(problems, CREDENTIAL, "A record has one subject.");
    }
    for subject in subjects {
        self::subject(&subject, problems);
    }
}

fn is_our_context(url: &str) -> bool {
    let rest = url.strip_prefix("https://purl.imsglobal.org/spec/clr/v2p0/context");
    rest.is_some_and(|it| it == ".json" || it.starts_with("-2.") && it.ends_with(".json"))
}

fn subject(subject: &Place, problems: &mut Problems) {
    if !subject.of_type("ClrSubject", problems, SUBJECT) {
        return;
    }
    profile::whose(subject, problems, SUBJECT);
    for achieved in subject.many("achievement") {
        achievement(&achieved, problems);
    }
    let held = subject.many("verifiableCredential");
    if held.len() == 0 {
        subject.problem(problems, SUBJECT, "A record holds one credential at least.");
    }
    for credential in held {
        match credential.value {
            Value::Object(_) if credential.has_type("EnvelopedVerifiableCredential") => {
                presentation::envelope(&credential, "vc", problems);
            }
            Value::Object(_) => super::credential(&credential, problems),
            _ => credential.problem(problems, SUBJECT, "A credential is an object."),
        }
    }
    for association in subject.many("association") {
        self::association(&association, problems);
    }
}

fn association(association: &Place, problems: &mut Problems) {
    if !association.of_type("Association", problems, ASSOCIATION) {
        return;
    }
    association.required("associationType", problems, ASSOCIATION);
    let clause = "CLR 2.0 AssociationType";
    association.one_of("associationType", ASSOCIATION_TYPES, problems, clause);
    for key in ["sourceId", "targetId"] {
        if let Some(id) = association.required(key, problems, ASSOCIATION) {
            id.url(problems, ASSOCIATION);
        }
    }
    let known = ["type", "associationType", "sourceId", "targetId"];
    association.only(&known, problems, ASSOCIATION);
}
