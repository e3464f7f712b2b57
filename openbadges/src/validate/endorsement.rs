//! The rules of Open Badges 3.0 for endorsements, wherever they stand.

use super::open_badge::{begins, open_badges_context};
use super::place::{Place, Problems};
use super::profile;

const CREDENTIAL: &str = "OB 3.0 EndorsementCredential";
const SUBJECT: &str = "OB 3.0 EndorsementSubject";

pub(super) fn is_one(credential: &Place) -> bool {
    credential.has_type("EndorsementCredential")
}

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    open_badges_context(credential, 1, problems, CREDENTIAL);
    begins(credential, problems, CREDENTIAL);
    if let Some(name) = credential.required("name", problems, CREDENTIAL) {
        name.text(problems, CREDENTIAL);
    }
    credential.texts(&["description"], problems);
    if let Some(date) = credential.get("awardedDate") {
        date.date(problems, CREDENTIAL);
    }
    for entry in credential.many("credentialStatus") {
        entry.required("id", problems, "OB 3.0 CredentialStatus");
    }
    profile::issuer(credential, problems);
    for subject in credential.many("credentialSubject") {
        if subject.of_type("EndorsementSubject", problems, SUBJECT) {
            if let Some(id) = subject.required("id", problems, SUBJECT) {
                id.url(problems, SUBJECT);
            }
            subject.texts(&["endorsementComment"], problems);
        }
    }
}

/// The endorsements of a thing: credentials of their own, and compact JWS.
pub(super) fn endorsements(of: &Place, problems: &mut Problems) {
    for endorsement in of.many("endorsement") {
        if endorsement.of_type("EndorsementCredential", problems, CREDENTIAL) {
            super::credential(&endorsement, problems);
        }
    }
    for jws in of.many("endorsementJwt") {
        let is_base64url =
            |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
        let parts: Vec<&str> = jws.value.as_str().unwrap_or_default().split('.').collect();
        // A signature may be empty by the pattern that 1EdTech gives.
        let is_jws = matches!(&parts[..], [header, payload, _] if !header.is_empty() && !payload.is_empty())
            && parts.iter().all(|it| is_base64url(it));
        if !is_jws {
            jws.problem(problems, "OB 3.0 CompactJws", "This must be a compact JWS.");
        }
    }
}
