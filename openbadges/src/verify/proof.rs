//! Is a credential as it was signed?

use super::needs::{Loader, document_of, many};
use super::report::{Check, Outcome};
use crate::keys::ControllerDocument;
use crate::{dates, proof};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// One of a credential's proofs, looked at.
pub(super) struct Signature {
    /// The key's full name.
    pub method: String,
    pub created: Option<Timestamp>,
    /// The document that has the key.
    pub document: Result<ControllerDocument, String>,
    pub check: Check,
}

pub(super) fn signatures(
    credential: &Value,
    loader: &dyn Loader,
    now: Timestamp,
) -> Vec<Signature> {
    let Value::Object(document) = credential else { return vec![] };
    many(&credential["proof"]).iter().map(|it| signature(document, it, loader, now)).collect()
}

/// Several proofs: all that can be checked must hold, and one at least.
pub(super) fn outcome(signatures: &[Signature]) -> Check {
    let rank = |it: &Signature| match it.check.outcome {
        Outcome::Failed { .. } => 0,
        Outcome::Passed => 1,
        Outcome::Unknown { .. } => 2,
    };
    match signatures.iter().min_by_key(|it| rank(it)) {
        Some(decisive) => decisive.check.clone(),
        None => Check::failed("It carries no signature."),
    }
}

fn signature(
    document: &Map<String, Value>,
    proof: &Value,
    loader: &dyn Loader,
    now: Timestamp,
) -> Signature {
    let method = proof["verificationMethod"].as_str().unwrap_or_default().to_owned();
    let keys = key_document(&method, loader);
    let check = match proof {
        Value::Object(proof) => check(document, proof, &method, &keys, loader, now),
        _ => Check::failed("Its proof is no object."),
    };
    let created = proof["created"].as_str().and_then(dates::parse);
    Signature { method, created, document: keys, check }
}

fn key_document(method: &str, loader: &dyn Loader) -> Result<ControllerDocument, String> {
    let id = document_of(method);
    if id.starts_with("did:key:") {
        return ControllerDocument::of_did_key(id).map_err(|it| it.to_string());
    }
    let bytes = loader.key_document(id)?;
    let document = ControllerDocument::read(&bytes).map_err(|it| it.to_string())?;
    match document.id == id {
        true => Ok(document),
        false => Err(format!("The key document is of {}, not of {id}.", document.id)),
    }
}

/// VC Data Integrity 1.0, §4.4.
fn check(
    document: &Map<String, Value>,
    proof: &Map<String, Value>,
    method: &str,
    keys: &Result<ControllerDocument, String>,
    loader: &dyn Loader,
    now: Timestamp,
) -> Check {
    let text = |key: &str| proof.get(key).and_then(Value::as_str);
    if text("type") != Some("DataIntegrityProof") {
        return Check::unknown("Its proof is of a kind that is not checked here.");
    }
    if text("cryptosuite") != Some(proof::CRYPTOSUITE) {
        let suite = text("cryptosuite").unwrap_or("one without a name");
        return Check::unknown(format!("Its cryptosuite is {suite}, which is not checked here."));
    }
    if proof.contains_key("previousProof") {
        return Check::unknown("Its proofs depend on each other, which is not checked here.");
    }
    if text("proofPurpose") != Some("assertionMethod") {
        return Check::failed("Its proof was made for another purpose than to issue it.");
    }
    if proof.get("@context").is_some_and(|it| Some(it) != document.get("@context")) {
        return Check::failed("Its proof was made under other contexts.");
    }
    for key in ["created", "expires"] {
        let moment = text(key).and_then(dates::parse);
        if proof.contains_key(key) && moment.is_none() {
            return Check::failed(format!("Its proof's {key} is no date with a time zone."));
        }
        if key == "expires" && moment.is_some_and(|it| it <= now) {
            return Check::failed("Its signature has expired.");
        }
    }
    let keys = match keys {
        Ok(keys) => keys,
        Err(why) => return Check::unknown(format!("The key could not be had. {why}")),
    };
    let Some(key) = keys.method(method) else {
        return Check::failed(format!("{} has no key of the name {method}.", keys.id));
    };
    let Some(key) = &key.key else {
        return Check::failed(
            "Its key is not an Ed25519 Multikey, which its cryptosuite asks for.",
        );
    };
    match proof::holds(document, proof, key, loader.contexts()) {
        Ok(()) => Check::passed("It is as it was signed; nothing was changed since."),
        Err(why) => Check::failed(format!("Its signature does not fit: {}.", plain(&why))),
    }
}

fn plain(why: &crate::Error) -> String {
    match why {
        crate::Error::Unsignable(why) => why.clone(),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}
