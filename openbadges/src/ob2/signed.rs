//! Signed assertions (Open Badges 2.0, SignedBadge Verification).

use super::web::document;
use super::{Badge, Parts, Web, key, linked, method, stopped};
use crate::jose::Jws;
use crate::json::many;
use crate::verify::{Check, Report};
use jiff::Timestamp;
use serde_json::Value;

/// More keys than any issuer has in use.
const MOST_KEYS: usize = 16;

pub(super) fn verify(
    jws: &Jws,
    assertion: &Value,
    web: &dyn Web,
    now: Timestamp,
) -> (Option<Badge>, Report) {
    let parts = match Parts::gather(assertion.clone(), web) {
        Ok(parts) => parts,
        Err(why) => return (None, stopped(why)),
    };
    let (proof, key) = signature(jws, &parts, web);
    let status = status(&parts, web);
    (parts.badge(), parts.report(proof, key, status, now))
}

/// Was it signed by a key that the issuer's profile names? No other key is looked at.
fn signature(jws: &Jws, parts: &Parts, web: &dyn Web) -> (Check, Check) {
    let unsaid = || Check::unknown("No key is known that signed it, so nobody can say whose.");
    let issuer = parts.issuer["id"].as_str().unwrap_or_default();
    let keys = many(&parts.issuer["publicKey"]);
    let creator = creator(&parts.assertion);
    let is_meant = |it: &&Value| creator.is_none_or(|creator| linked(it) == Some(creator));
    let meant: Vec<&Value> = keys.iter().filter(is_meant).take(MOST_KEYS).collect();
    if meant.is_empty() {
        let why = "Its issuer's profile doesn't name the key that signed it.";
        return (Check::unknown(why), Check::failed(why));
    }
    let mut unread = None;
    for key in meant {
        match self::key(key, issuer, web) {
            Ok(key) if jws.verifies(&key) => {
                return (
                    Check::passed("It is as it was signed; nothing was changed since."),
                    Check::passed(format!("The key belongs to the issuer, {issuer}.")),
                );
            }
            Ok(_) => {}
            Err(why) => unread = Some(why),
        }
    }
    match unread {
        Some(why) => (why, unsaid()),
        None => (Check::failed("Its signature doesn't fit the issuer's key."), unsaid()),
    }
}

/// The key that the assertion says it was signed with.
fn creator(assertion: &Value) -> Option<&str> {
    let method = method(assertion);
    linked(&method["creator"])
}

/// A key of the issuer's, from the profile or from its own address; its owner is the issuer.
fn key(named: &Value, issuer: &str, web: &dyn Web) -> Result<crate::keys::PublicKey, Check> {
    let fetched;
    let document = match named {
        Value::String(url) => {
            fetched = document(url, web)?;
            &fetched
        }
        inside => inside,
    };
    if document.get("owner").is_some_and(|it| linked(it) != Some(issuer)) {
        return Err(Check::failed("The key that the issuer names belongs to someone else."));
    }
    let pem = document["publicKeyPem"].as_str().unwrap_or_default();
    key::read(pem).map_err(|why| Check::unknown(format!("The issuer's key can't be used. {why}")))
}

/// Is it on the issuer's list of those revoked (RevocationList)?
fn status(parts: &Parts, web: &dyn Web) -> Check {
    let Some(url) = linked(&parts.issuer["revocationList"]) else {
        return Check::passed("Its issuer keeps no list by which it could be revoked.");
    };
    let list = match document(url, web) {
        Ok(list) => list,
        Err(why) => {
            return Check::unknown(format!("The status list could not be had. {}", why.says));
        }
    };
    if !crate::validate::has_type(&list, "RevocationList") {
        return Check::unknown("The status list is none.");
    }
    if list.get("issuer").is_some_and(|it| linked(it) != parts.issuer["id"].as_str()) {
        return Check::failed("The status list is of another issuer.");
    }
    let names = |entry: &Value, key: &str| {
        let own = &parts.assertion[key];
        own.is_string() && entry[key] == *own
    };
    for entry in many(&list["revokedAssertions"]) {
        let is_it = entry.is_string() && *entry == parts.assertion["id"]
            || names(entry, "id")
            || names(entry, "uid");
        if is_it && entry["revoked"] != false {
            return Check::failed(match entry["revocationReason"].as_str() {
                Some(reason) => format!("Its issuer has revoked it: {reason}"),
                None => "Its issuer has revoked it.".to_owned(),
            });
        }
    }
    Check::passed("Its issuer has not revoked it.")
}
