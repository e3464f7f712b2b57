//! Is a credential as it was signed?

use super::key::{self, Named};
use super::look::{Kind, Look};
use super::report::{Check, Outcome};
use crate::keys::{Algorithm, ControllerDocument};
use crate::proof::{Secured, Suite};
use crate::rdf::Quad;
use crate::{Error, dates};
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

/// Every Data Integrity proof of a document; what it states without them may be known already.
pub(super) fn signatures(
    document: &Value,
    stated: Option<Vec<Quad>>,
    look: &Look,
) -> Vec<Signature> {
    let Value::Object(map) = document else { return vec![] };
    let secured = match Secured::new(map, look.loader.contexts()) {
        Ok(secured) => secured.stating(stated),
        Err(why) => return vec![Signature::unread(Check::failed(plain(&why)))],
    };
    let mut signatures: Vec<Signature> =
        secured.proofs().iter().map(|it| signature(&secured, it, look)).collect();
    // A chain of n proofs is settled after n rounds.
    for _ in 0..signatures.len() {
        depend(&secured, &mut signatures);
    }
    signatures
}

/// A proof holds only if those that it names as previous do (VC Data Integrity 1.0, §4.5).
fn depend(secured: &Secured, signatures: &mut [Signature]) {
    for at in 0..signatures.len() {
        let proof = secured.proofs()[at].as_object();
        let previous = proof.and_then(|it| secured.previous(it).ok()).unwrap_or_default();
        let position = |one: &Value| secured.proofs().iter().position(|it| std::ptr::eq(*it, one));
        let weak = previous
            .iter()
            .filter_map(|it| position(it))
            .find(|it| !signatures[*it].check.has_passed());
        if let Some(weak) = weak.filter(|_| signatures[at].check.has_passed()) {
            signatures[at].check = signatures[weak].check.clone();
        }
    }
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

impl Signature {
    /// One that can't even be looked at.
    fn unread(check: Check) -> Signature {
        let document = Err("It can't be read.".to_owned());
        Signature { method: String::new(), created: None, document, check }
    }
}

fn signature(secured: &Secured, proof: &Value, look: &Look) -> Signature {
    let Value::Object(proof) = proof else {
        return Signature::unread(Check::failed("Its proof is no object."));
    };
    let text = |key: &str| proof.get(key).and_then(Value::as_str);
    let Some(method) = text("verificationMethod") else {
        return Signature::unread(Check::failed("Its proof doesn't say which key signed it."));
    };
    let named = key::of_method(method, look.keys, look.loader);
    let created = text("created").and_then(dates::parse);
    let check = match written(secured, proof, look.kind, look.now) {
        Ok(suite) => check(secured, proof, suite, &named),
        Err(check) => check,
    };
    Signature { method: named.method, created, document: named.document, check }
}

/// Is the proof written as it must be (VC Data Integrity 1.0, §2.1, §4.4)? If so, its suite.
fn written(
    secured: &Secured,
    proof: &Map<String, Value>,
    kind: Kind,
    now: Timestamp,
) -> Result<Suite, Check> {
    let text = |key: &str| proof.get(key).and_then(Value::as_str);
    let suite = match (text("type"), text("cryptosuite")) {
        (Some("DataIntegrityProof"), Some(name)) => Suite::named(name).ok_or_else(|| {
            Check::unknown(format!("Its cryptosuite is {name}, which is not checked here."))
        }),
        (Some("DataIntegrityProof"), None) => Err(Check::failed("Its proof has no cryptosuite.")),
        (Some(name), _) => Suite::typed(name)
            .ok_or_else(|| Check::unknown("Its proof is of a kind that is not checked here.")),
        (None, _) => Err(Check::failed("Its proof has no type.")),
    }?;
    if text("proofPurpose") != Some(kind.purpose().name()) {
        return Err(Check::failed(match kind {
            Kind::Credential => "Its proof was made for another purpose than to issue it.",
            Kind::Presentation => "Its proof was made for another purpose than to present it.",
        }));
    }
    if proof.get("@context").is_some_and(|it| Some(it) != secured.context()) {
        return Err(Check::failed("Its proof was made under other contexts."));
    }
    for key in ["created", "expires"] {
        let moment = text(key).and_then(dates::parse);
        if proof.contains_key(key) && moment.is_none() {
            return Err(Check::failed(format!("Its proof's {key} is no date with a time zone.")));
        }
        if key == "expires" && moment.is_some_and(|it| it <= now) {
            return Err(Check::failed("Its signature has expired."));
        }
    }
    if let Err(why) = secured.previous(proof) {
        return Err(Check::failed(format!("Its signature does not fit: {}.", plain(&why))));
    }
    Ok(suite)
}

fn check(secured: &Secured, proof: &Map<String, Value>, suite: Suite, named: &Named) -> Check {
    let key = match named.key() {
        Ok(key) => key,
        Err(check) => return check,
    };
    if suite == Suite::EcdsaRdfc2019 && key.algorithm() == Algorithm::Es384 {
        return Check::unknown("Its key is on P-384, where its cryptosuite is not checked here.");
    }
    if !suite.takes(key.algorithm()) {
        return Check::failed(format!("Its key is none that {} signs with.", suite.name()));
    }
    match secured.holds(proof, key) {
        Ok(()) => Check::passed("It is as it was signed; nothing was changed since."),
        Err(why @ Error::UnknownContext(_)) => Check::unknown(why.to_string()),
        Err(why) => Check::failed(format!("Its signature does not fit: {}.", plain(&why))),
    }
}

fn plain(why: &Error) -> String {
    match why {
        Error::Unsignable(why) => why.clone(),
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}
