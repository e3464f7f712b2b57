//! What Open Badges 2.0 asks of an assertion, a badge class and an issuer's profile.

use crate::dates;
use crate::validate::{Place, Problem, Problems};
use serde_json::Value;

const ASSERTION: &str = "Open Badges 2.0 Assertion";
const IDENTITY: &str = "Open Badges 2.0 IdentityObject";
const BADGE: &str = "Open Badges 2.0 BadgeClass";
const PROFILE: &str = "Open Badges 2.0 Profile";

/// Every problem, as if badge class and issuer stood inside the assertion.
pub(super) fn check(assertion: &Value, badge: &Value, issuer: &Value) -> Vec<Problem> {
    let mut problems = Problems::default();
    self::assertion(&Place::root(assertion), &mut problems);
    badge_class(&Place::root(badge), &mut problems);
    profile(&Place::root(issuer), &mut problems);
    problems.within(&[("$", assertion), ("$.badge", badge), ("$.issuer", issuer)])
}

fn assertion(assertion: &Place, problems: &mut Problems) {
    identified(assertion, "Assertion", problems, ASSERTION);
    for key in ["badge", "issuedOn"] {
        assertion.required(key, problems, ASSERTION);
    }
    for key in ["issuedOn", "expires"] {
        if let Some(date) = assertion.get(key) {
            date.date(problems, ASSERTION);
        }
    }
    let [issued, expires] =
        ["issuedOn", "expires"].map(|it| assertion.value[it].as_str().and_then(dates::parse));
    if let (Some(issued), Some(expires)) = (issued, expires)
        && expires < issued
    {
        assertion.problem(problems, ASSERTION, "expires is before issuedOn.");
    }
    if assertion.get("verification").or_else(|| assertion.get("verify")).is_none() {
        assertion.problem(problems, ASSERTION, "verification is missing.");
    }
    if let Some(recipient) = assertion.required("recipient", problems, ASSERTION) {
        for key in ["type", "identity"] {
            if let Some(text) = recipient.required(key, problems, IDENTITY) {
                text.text(problems, IDENTITY);
            }
        }
        let hashed = recipient.required("hashed", problems, IDENTITY);
        if let Some(hashed) = hashed.filter(|it| !it.value.is_boolean()) {
            hashed.problem(problems, IDENTITY, "hashed must be true or false.");
        }
        recipient.texts(&["salt"], problems);
    }
}

fn badge_class(badge: &Place, problems: &mut Problems) {
    identified(badge, "BadgeClass", problems, BADGE);
    for key in ["name", "description"] {
        if let Some(text) = badge.required(key, problems, BADGE) {
            text.text(problems, BADGE);
        }
    }
    for key in ["image", "criteria", "issuer"] {
        badge.required(key, problems, BADGE);
    }
}

fn profile(issuer: &Place, problems: &mut Problems) {
    if let Some(id) = issuer.required("id", problems, PROFILE) {
        id.url(problems, PROFILE);
    }
    if !["Issuer", "Profile"].iter().any(|it| issuer.has_type(it)) {
        issuer.problem(problems, PROFILE, "Its type must be Issuer or Profile.");
    }
    for key in ["name", "url", "email"] {
        if let Some(text) = issuer.required(key, problems, PROFILE) {
            text.text(problems, PROFILE);
        }
    }
}

fn identified(place: &Place, name: &str, problems: &mut Problems, clause: &'static str) {
    if let Some(id) = place.required("id", problems, clause) {
        id.url(problems, clause);
    }
    place.of_type(name, problems, clause);
}
