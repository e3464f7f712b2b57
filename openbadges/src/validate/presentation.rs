//! The rules of Verifiable Credentials 2.0 for presentations, and for what comes in an envelope.

use super::Version;
use super::credential::{context, proof};
use super::place::{Place, Problems};
use crate::contexts::CREDENTIALS_V2;
use serde_json::Value;

const CLAUSE: &str = "VC 2.0 §4.13";

pub(crate) fn check(presentation: &Place, problems: &mut Problems) {
    if presentation.has_type("EnvelopedVerifiablePresentation") {
        envelope(presentation, "vp", problems);
        return;
    }
    context(presentation, Version::Second, problems);
    if let Some(id) = presentation.get("id") {
        id.url(problems, "VC 2.0 §4.4");
    }
    if let Some(types) = presentation.required("type", problems, "VC 2.0 §4.5")
        && types.type_names(problems, "VC 2.0 §4.5")
        && !presentation.has_type("VerifiablePresentation")
    {
        let message = "VerifiablePresentation must be among the types.";
        types.problem(problems, "VC 2.0 §4.5", message);
    }
    if let Some(holder) = presentation.get("holder") {
        match holder.value {
            Value::Object(_) => {
                if let Some(id) = holder.required("id", problems, CLAUSE) {
                    id.url(problems, CLAUSE);
                }
            }
            _ => holder.url(problems, CLAUSE),
        }
    }
    for credential in presentation.many("verifiableCredential") {
        if credential.object().is_none() {
            let message =
                "A credential in a presentation is an object; others come in an envelope.";
            credential.problem(problems, CLAUSE, message);
        } else if credential.has_type("EnvelopedVerifiableCredential") {
            envelope(&credential, "vc", problems);
        } else {
            super::credential(&credential, problems);
        }
    }
    for proof in presentation.many("proof") {
        self::proof(&proof, problems);
    }
}

/// A credential (`vc`) or presentation (`vp`) that is secured from outside (§4.13.2, §4.13.3).
pub(super) fn envelope(envelope: &Place, kind: &str, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.13.2";
    if !envelope.many("@context").any(|it| it.value == CREDENTIALS_V2) {
        let message = format!("@context must hold {CREDENTIALS_V2}.");
        envelope.problem(problems, CLAUSE, message);
    }
    let Some(id) = envelope.required("id", problems, CLAUSE) else { return };
    let secured = id.value.as_str().and_then(|it| it.strip_prefix("data:"));
    let media = secured.and_then(|it| it.split_once(','));
    let known = ["+", "-ld+"].map(|it| format!("application/{kind}{it}"));
    if !media.is_some_and(|(media, content)| {
        let is_known = media == "application/jwt" || known.iter().any(|it| media.starts_with(it));
        !content.is_empty() && is_known
    }) {
        let message = format!("This must be a data: URL of application/{kind}+jwt or its like.");
        id.problem(problems, CLAUSE, message);
    }
}
