//! Is a credential in the form that its version of the data model asks for?
//!
//! The suites of the cryptosuites still send Verifiable Credentials 1.1, which are no badges: for
//! these a few rules of their own stand here.

use openbadges::{
    Contexts,
    contexts::{CREDENTIALS_V1, DATA_INTEGRITY},
    dates, jsonld,
    model::id_of,
    validate::{Problem, validate},
};
use serde_json::Value;

pub fn is_first_version(credential: &Value) -> bool {
    let context = &credential["@context"];
    *context == CREDENTIALS_V1 || context[0] == CREDENTIALS_V1
}

/// The second version's context says what a proof is; the first one's doesn't (VC Data Integrity
/// 1.0, §2.4).
pub fn add_proofs_context(credential: &mut Value) {
    let contexts = &mut credential["@context"];
    let mut list = match contexts.take() {
        Value::Array(list) => list,
        one => vec![one],
    };
    if !list.iter().any(|it| it == DATA_INTEGRITY) {
        list.push(DATA_INTEGRITY.into());
    }
    *contexts = list.into();
}

pub fn problems(credential: &Value, contexts: &Contexts) -> Vec<Problem> {
    match is_first_version(credential) {
        true => of_first_version(credential, contexts),
        false => validate(credential, contexts),
    }
}

/// Verifiable Credentials 1.1, §4.2 to §4.6.
fn of_first_version(credential: &Value, contexts: &Contexts) -> Vec<Problem> {
    let mut problems = vec![];
    let mut wrong = |path: &str, clause: &'static str, message: String| {
        problems.push(Problem { path: path.to_owned(), clause, message });
    };
    if let Err(why) = jsonld::canonical(credential, contexts) {
        wrong("$", "JSON-LD 1.1", why.to_string());
    }
    let types = match &credential["type"] {
        Value::Array(types) => types.as_slice(),
        one => std::slice::from_ref(one),
    };
    if !types.iter().any(|it| it == "VerifiableCredential") {
        wrong("$.type", "VC 1.1 §4.3", "One type must be VerifiableCredential.".into());
    }
    let subject = &credential["credentialSubject"];
    let is_something = |it: &Value| it.as_object().is_some_and(|it| !it.is_empty());
    let has_subject = match subject {
        Value::Array(subjects) => !subjects.is_empty() && subjects.iter().all(is_something),
        one => is_something(one),
    };
    if !has_subject {
        wrong("$.credentialSubject", "VC 1.1 §4.4", "It must say something of someone.".into());
    }
    if !id_of(&credential["issuer"]).is_some_and(|it| it.contains(':')) {
        wrong("$.issuer", "VC 1.1 §4.5", "It must be a URL or have one as its id.".into());
    }
    for (member, clause) in [("issuanceDate", "VC 1.1 §4.6"), ("expirationDate", "VC 1.1 §4.8")] {
        let said = credential.get(member);
        let is_date = said.and_then(Value::as_str).and_then(dates::parse).is_some();
        if !is_date && (said.is_some() || member == "issuanceDate") {
            wrong(&format!("$.{member}"), clause, "It must be a date and time with a zone.".into());
        }
    }
    problems
}
