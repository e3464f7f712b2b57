//! The rules of Verifiable Credentials 2.0, and of the proofs in it; what is otherwise in 1.1.

use super::place::{Place, Problems};
use super::{Version, related, status};
use crate::dates;
use crate::model::JSON_SCHEMA_VALIDATOR;
use serde_json::Value;

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    let version = Version::of(credential.value);
    context(credential, version, problems);
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
    validity(credential, version, problems);
    for entry in credential.many("credentialStatus") {
        status::entry(&entry, problems);
    }
    for entry in credential.many("credentialSchema") {
        if entry.typed(problems, "VC 2.0 §4.11")
            && let Some(id) = entry.required("id", problems, "VC 2.0 §4.11")
        {
            id.url(problems, "VC 2.0 §4.11");
            schema(credential, &entry, problems);
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
    if status::is_list(credential) {
        status::list(credential, problems);
    }
    related::check(credential, problems);
    for proof in credential.many("proof") {
        self::proof(&proof, problems);
    }
}

/// The schemas of 1EdTech say what our rules say, each for one kind of credential.
fn schema(credential: &Place, entry: &Place, problems: &mut Problems) {
    const KINDS: [(&str, &[&str]); 3] = [
        ("achievementcredential_schema.json", &["AchievementCredential", "OpenBadgeCredential"]),
        ("endorsementcredential_schema.json", &["EndorsementCredential"]),
        ("clrcredential_schema.json", &["ClrCredential"]),
    ];
    let id = entry.value["id"].as_str().unwrap_or_default();
    let kind = KINDS.iter().find(|it| id.ends_with(it.0));
    if let Some((_, types)) = kind.filter(|_| entry.has_type(JSON_SCHEMA_VALIDATOR))
        && !types.iter().any(|it| credential.has_type(it))
    {
        let message = format!("It names the schema of a {}, which it isn't.", types[0]);
        entry.problem(problems, "1EdTech JSON Schema Validator 2019", message);
    }
}

pub(super) fn context(credential: &Place, version: Version, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.3";
    let Some(context) = credential.required("@context", problems, CLAUSE) else { return };
    let Some(items) = context.items() else {
        context.problem(problems, CLAUSE, "@context must be a list.");
        return;
    };
    let first = version.context();
    if items.first().is_none_or(|it| it.value != first) {
        context.problem(problems, CLAUSE, format!("The first context must be {first}."));
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
            for key in ["name", "description"] {
                if let Some(words) = issuer.get(key) {
                    language_value(&words, problems);
                }
            }
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
    let subjects = credential.many("credentialSubject");
    if subjects.len() == 0 {
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

fn validity(credential: &Place, version: Version, problems: &mut Problems) {
    let clause = match version {
        Version::First => "VC 1.1 §4.6",
        Version::Second => "VC 2.0 §4.9",
    };
    let [begins, ends] = version.validity();
    if version == Version::First {
        credential.required(begins, problems, clause);
    }
    let [from, until] = [begins, ends].map(|key| {
        let date = credential.get(key)?;
        date.date(problems, clause);
        date.value.as_str().and_then(dates::parse)
    });
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        credential.problem(problems, clause, format!("{ends} is before {begins}."));
    }
}

pub(super) fn proof(proof: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC Data Integrity 1.0 §2.1";
    if !proof.typed(problems, CLAUSE) {
        return;
    }
    // base58-btc, but for those that disclose a part (ECDSA Cryptosuites 1.0 §3.4, BBS).
    let suite = proof.value["cryptosuite"].as_str().unwrap_or_default();
    let prefixes: &[char] = match suite {
        "eddsa-rdfc-2022" | "eddsa-jcs-2022" | "ecdsa-rdfc-2019" | "ecdsa-jcs-2019" => &['z'],
        _ => &['z', 'u'],
    };
    for key in ["verificationMethod", "proofPurpose", "proofValue"] {
        if let Some(value) = proof.required(key, problems, CLAUSE)
            && let Some(text) = value.text(problems, CLAUSE)
            && key == "proofValue"
            && !text.starts_with(prefixes)
        {
            let message = "It must be multibase text, as its cryptosuite writes it.";
            value.problem(problems, CLAUSE, message);
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
