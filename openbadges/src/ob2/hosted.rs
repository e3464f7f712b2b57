//! Hosted assertions: true because the issuer serves them (Open Badges 2.0, HostedBadge
//! Verification).

use super::web::{document, origin};
use super::{Answer, Badge, Parts, Web, method, stopped};
use crate::json::many;
use crate::verify::{Check, Report};
use jiff::Timestamp;
use serde_json::Value;

pub(super) fn verify(url: &str, web: &dyn Web, now: Timestamp) -> (Option<Badge>, Report) {
    if web.get(url) == Answer::Gone {
        let mut report = stopped(Check::failed("Its issuer serves it no more."));
        report.status = Check::failed("Its issuer has revoked it.");
        return (None, report);
    }
    let assertion = match document(url, web) {
        Ok(assertion) => assertion,
        Err(why) => return (None, stopped(why)),
    };
    // Of what was revoked, some issuers serve no more than that.
    let status = status(&assertion);
    let parts = match Parts::gather(assertion, web) {
        Ok(parts) => parts,
        Err(why) => return (None, Report { status, ..stopped(why) }),
    };
    let proof = if is_hosted(&parts.assertion) {
        Check::passed(format!("It is served at its own address, {url}."))
    } else {
        Check::failed("It is a signed badge, and this is not its signature.")
    };
    (parts.badge(), parts.report(proof, scope(&parts), status, now))
}

fn is_hosted(assertion: &Value) -> bool {
    let method = method(assertion);
    ["hosted", "HostedBadge"].iter().any(|it| crate::validate::has_type(method, it))
}

fn status(assertion: &Value) -> Check {
    match (&assertion["revoked"], assertion["revocationReason"].as_str()) {
        (Value::Bool(true), Some(reason)) => {
            Check::failed(format!("Its issuer has revoked it: {reason}"))
        }
        (Value::Bool(true), None) => Check::failed("Its issuer has revoked it."),
        _ => Check::passed("Its issuer has not revoked it."),
    }
}

/// Does the issuer say that assertions at this address are theirs (VerificationObject)? Where
/// they say nothing, assertion and badge class must be of their own origin.
fn scope(parts: &Parts) -> Check {
    let [assertion, issuer] =
        [&parts.assertion, &parts.issuer].map(|it| it["id"].as_str().unwrap_or_default());
    let policy = &parts.issuer["verification"];
    let [starts, hosts] = ["startsWith", "allowedOrigins"].map(|it| many(&policy[it]));
    let is_theirs = if starts.is_empty() && hosts.is_empty() {
        let badge = parts.badge["id"].as_str().unwrap_or_default();
        let own = origin(issuer);
        let badge = origin(badge);
        own.is_some() && origin(assertion) == own && (badge.is_none() || badge == own)
    } else {
        let host = origin(assertion).map(|it| it.1);
        // A prefix without its last slash would else take in `good.example.evil.example`.
        let begins = |it: &str| assertion.starts_with(it) && origin(it) == origin(assertion);
        let allows = |it: &str| {
            let allowed = origin(it).map(|it| it.1).unwrap_or_else(|| it.to_ascii_lowercase());
            host.as_deref() == Some(&allowed)
        };
        let any = |said: &[Value], fits: &dyn Fn(&str) -> bool| {
            said.is_empty() || said.iter().filter_map(Value::as_str).any(fits)
        };
        any(starts, &begins) && any(hosts, &allows)
    };
    if is_theirs {
        Check::passed(format!("The address belongs to the issuer, {issuer}."))
    } else {
        Check::failed(format!("The issuer, {issuer}, doesn't say that this address is theirs."))
    }
}
