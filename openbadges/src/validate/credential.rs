//! The rules of Verifiable Credentials 2.0, and of the proofs and status entries in it.

use super::place::{Place, Problems};
use crate::contexts::CREDENTIALS_V2;
use crate::dates;
use serde_json::Value;
use std::collections::HashSet;

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    context(credential, problems);
    if let Some(id) = credential.get("id") {
        id.url(problems, "VC 2.0 §4.4");
    }
    types(credential, problems);
    for key in ["name", "description"] {
        if let Some(words) = credential.get(key) {
            language_value(&words, problems);
        }
    }
    issuer(credential, problems);
    subject(credential, problems);
    validity(credential, problems);
    for entry in credential.many("credentialStatus") {
        status(&entry, problems);
    }
    for entry in credential.many("credentialSchema") {
        if entry.typed(problems, "VC 2.0 §4.11")
            && let Some(id) = entry.required("id", problems, "VC 2.0 §4.11")
        {
            id.url(problems, "VC 2.0 §4.11");
        }
    }
    let clauses = [
        ("refreshService", "VC 2.0 §5.4"),
        ("termsOfUse", "VC 2.0 §5.5"),
        ("evidence", "VC 2.0 §5.6"),
    ];
    for (key, clause) in clauses {
        for entry in credential.many(key) {
            if entry.typed(problems, clause)
                && let Some(id) = entry.get("id")
            {
                id.url(problems, clause);
            }
        }
    }
    related_resources(credential, problems);
    for proof in credential.many("proof") {
        self::proof(&proof, problems);
    }
}

pub(super) fn context(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.3";
    let Some(context) = credential.required("@context", problems, CLAUSE) else { return };
    let Some(items) = context.items() else {
        context.problem(problems, CLAUSE, "@context must be a list.");
        return;
    };
    if items.first().is_none_or(|it| it.value != CREDENTIALS_V2) {
        context.problem(problems, CLAUSE, format!("The first context must be {CREDENTIALS_V2}."));
    }
    for item in items.iter().filter(|it| it.object().is_none()) {
        item.url(problems, CLAUSE);
    }
}

fn types(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.5";
    let Some(types) = credential.required("type", problems, CLAUSE) else { return };
    if types.type_names(problems, CLAUSE) && !credential.has_type("VerifiableCredential") {
        types.problem(problems, CLAUSE, "VerifiableCredential must be among the types.");
    }
}

/// Text, or text with its language and direction, or a list of such.
fn language_value(words: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §11.1";
    match words.value {
        Value::String(_) => {}
        Value::Array(_) => {
            for item in words.items().unwrap_or_default() {
                match item.object() {
                    Some(_) => language_value(&item, problems),
                    None => item.problem(problems, CLAUSE, "This must be a language object."),
                }
            }
        }
        Value::Object(entries) => {
            let known = ["@value", "@language", "@direction"];
            if entries.keys().any(|it| !known.contains(&it.as_str())) {
                let message = "This may hold @value, @language and @direction alone.";
                words.problem(problems, CLAUSE, message);
            }
            if !entries.get("@value").is_some_and(Value::is_string) {
                words.problem(problems, CLAUSE, "This must hold an @value that is text.");
            }
        }
        _ => words.problem(problems, CLAUSE, "This must be text, or an object with a language."),
    }
}

fn issuer(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.7";
    let Some(issuer) = credential.required("issuer", problems, CLAUSE) else { return };
    match issuer.value {
        Value::Object(_) => {
            if let Some(id) = issuer.required("id", problems, CLAUSE) {
                id.url(problems, CLAUSE);
            }
        }
        _ => issuer.url(problems, CLAUSE),
    }
}

fn subject(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.8";
    let Some(subject) = credential.required("credentialSubject", problems, CLAUSE) else { return };
    let subjects = subject.items().unwrap_or_else(|| vec![subject.clone()]);
    if subjects.is_empty() {
        subject.problem(problems, CLAUSE, "There must be a subject.");
    }
    for subject in subjects {
        if subject.object().is_none_or(|it| it.is_empty()) {
            subject.problem(problems, CLAUSE, "A subject must be an object that says something.");
        }
        if let Some(id) = subject.get("id") {
            id.url(problems, "VC 2.0 §4.4");
        }
    }
}

fn validity(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.9";
    let [from, until] = ["validFrom", "validUntil"].map(|key| {
        let date = credential.get(key)?;
        date.date(problems, CLAUSE);
        date.value.as_str().and_then(dates::parse)
    });
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        credential.problem(problems, CLAUSE, "validUntil is before validFrom.");
    }
}

fn status(entry: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.10";
    if !entry.typed(problems, CLAUSE) {
        return;
    }
    if let Some(id) = entry.get("id") {
        id.url(problems, CLAUSE);
    }
    if entry.has_type("BitstringStatusListEntry") {
        bitstring_entry(entry, problems);
    }
}

fn bitstring_entry(entry: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "Bitstring Status List 1.0 §2.1";
    let purpose = entry.required("statusPurpose", problems, CLAUSE);
    let purpose = purpose.and_then(|it| it.text(problems, CLAUSE));
    if let Some(index) = entry.required("statusListIndex", problems, CLAUSE) {
        let digits = index.value.as_str().unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            index.problem(problems, CLAUSE, "The index must be digits, as text.");
        }
    }
    if let Some(list) = entry.required("statusListCredential", problems, CLAUSE) {
        list.url(problems, CLAUSE);
    }
    let size = entry.get("statusSize");
    let bits = size.as_ref().map_or(Some(1), |it| it.value.as_u64()).filter(|it| *it > 0);
    let Some(bits) = bits else {
        entry.problem(problems, CLAUSE, "statusSize must be a whole number above 0.");
        return;
    };
    let messages = entry.many("statusMessage");
    let needs_messages = bits > 1 || purpose == Some("message");
    let wanted = 1_u64.checked_shl(u32::try_from(bits).unwrap_or(u32::MAX));
    if needs_messages && wanted != Some(messages.len() as u64) {
        let message = format!("{bits} bits have 2^{bits} values, and statusMessage must say each.");
        entry.problem(problems, CLAUSE, message);
    }
    for message in messages {
        for key in ["status", "message"] {
            if let Some(words) = message.required(key, problems, CLAUSE) {
                words.text(problems, CLAUSE);
            }
        }
    }
}

fn related_resources(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §5.3";
    let mut seen = HashSet::new();
    for resource in credential.many("relatedResource") {
        if resource.object().is_none() {
            resource.problem(problems, CLAUSE, "This must be an object.");
            continue;
        }
        if let Some(id) = resource.required("id", problems, CLAUSE) {
            id.url(problems, CLAUSE);
            if !seen.insert(id.value.to_string()) {
                id.problem(problems, CLAUSE, "This resource is named twice.");
            }
        }
        let digests = ["digestSRI", "digestMultibase"].map(|it| resource.get(it));
        if digests.iter().all(Option::is_none) {
            resource.problem(problems, CLAUSE, "A digest is missing.");
        }
        for digest in digests.into_iter().flatten() {
            digest.text(problems, CLAUSE);
        }
    }
}

pub(super) fn proof(proof: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC Data Integrity 1.0 §2.1";
    if !proof.typed(problems, CLAUSE) {
        return;
    }
    for key in ["verificationMethod", "proofPurpose", "proofValue"] {
        if let Some(value) = proof.required(key, problems, CLAUSE)
            && let Some(text) = value.text(problems, CLAUSE)
            && key == "proofValue"
            && !text.starts_with(['z', 'u'])
        {
            value.problem(problems, CLAUSE, "A multibase text starts with z or u.");
        }
    }
    if proof.has_type("DataIntegrityProof")
        && let Some(suite) = proof.required("cryptosuite", problems, CLAUSE)
    {
        suite.text(problems, CLAUSE);
    }
    for key in ["created", "expires"] {
        if let Some(date) = proof.get(key) {
            date.date(problems, CLAUSE);
        }
    }
}
