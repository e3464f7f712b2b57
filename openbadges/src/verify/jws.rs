//! Is what came in a JWS as it was signed, and do its claims say what the credential says?

use super::TOLERANCE;
use super::key;
use super::look::{Kind, Look};
use super::proof::Signature;
use super::report::Check;
use crate::dates;
use crate::jose::Jws;
use crate::json::many;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// What a JWT says of itself (RFC 7519, §4.1; RFC 7800, §3.1; OpenID Connect Core, §2): not part
/// of the credential that it carries.
pub(super) const CLAIMS: [&str; 9] =
    ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce"];

pub(super) fn signature(jws: &Jws, document: &Value, look: &Look) -> Signature {
    let named = key::of_jws(jws, look.kind.controller(document), look.keys, look.loader);
    let claims = jws.claims().unwrap_or_default();
    let check = match is_of_kind(jws, &claims, look.kind)
        .and_then(|()| agree(jws, &claims, document, look.kind, look.now))
    {
        Ok(()) => check(jws, &named),
        Err(why) => Check::failed(why),
    };
    let created = signed_at(&claims, document, &named);
    Signature { method: named.method, created, document: named.document, check }
}

fn check(jws: &Jws, named: &key::Named) -> Check {
    let Some(algorithm) = jws.algorithm() else {
        let name = jws.says("alg").unwrap_or_default();
        return Check::unknown(format!("It is signed with {name}, which is not checked here."));
    };
    match named.key() {
        Err(check) => check,
        Ok(key) if key.algorithm() != algorithm => Check::failed(format!(
            "It says that it is signed with {}, but its key signs with {}.",
            algorithm.name(),
            key.algorithm().name()
        )),
        Ok(key) if jws.verifies(key) => {
            Check::passed("It is as it was signed; nothing was changed since.")
        }
        Ok(_) => Check::failed(
            "Its signature does not fit: something in it was changed after it was signed, or \
             another key signed it.",
        ),
    }
}

/// The media type that a header names (RFC 7515, §4.1.9).
fn media_type(header: &Value) -> String {
    let text = header.as_str().unwrap_or_default().to_ascii_lowercase();
    text.strip_prefix("application/").unwrap_or(&text).to_owned()
}

fn typ(jws: &Jws) -> Option<String> {
    jws.header().get("typ").map(media_type)
}

/// A JWT for one thing must not be taken for another (RFC 8725, §3.11).
fn is_of_kind(jws: &Jws, claims: &Map<String, Value>, kind: Kind) -> Result<(), String> {
    if let Some(typ) = typ(jws).filter(|it| it != "jwt" && it != kind.media_type()) {
        return Err(format!("Its typ says that it is something else: {typ}."));
    }
    let own = kind.media_type().trim_end_matches("+jwt");
    let fits = |it: &String| it == own || it.starts_with(&format!("{own}+"));
    if let Some(cty) = jws.header().get("cty").map(media_type).filter(|it| !fits(it)) {
        return Err(format!("Its cty says that it holds something else: {cty}."));
    }
    match ["vc", "vp"].iter().find(|it| claims.contains_key(**it)) {
        Some(name) => {
            Err(format!("It has a claim {name}, which neither Open Badges 3.0 nor W3C's JOSE has."))
        }
        None => Ok(()),
    }
}

/// Each claim that repeats a part of the credential must repeat it truly (Open Badges 3.0,
/// §8.2.4.2; VC-JOSE-COSE, §4.1).
fn agree(
    jws: &Jws,
    claims: &Map<String, Value>,
    document: &Value,
    kind: Kind,
    now: Timestamp,
) -> Result<(), String> {
    let subject = match many(&document["credentialSubject"]) {
        [one] => one["id"].as_str(),
        _ => None,
    };
    let own = [
        ("iss", kind.controller(document)),
        ("jti", document["id"].as_str()),
        ("sub", subject.filter(|_| kind == Kind::Credential)),
    ];
    for (name, own) in own {
        let Some(claim) = claims.get(name) else { continue };
        if own.is_some_and(|own| claim != own) || !claim.is_string() {
            return Err(format!("Its claim {name} says something else than it does itself."));
        }
    }
    if kind == Kind::Credential && claims.contains_key("aud") {
        return Err("It is addressed to somebody (aud), and a credential is for all.".into());
    }
    let is_open_badge = kind == Kind::Credential && typ(jws) != Some(kind.media_type().into());
    for (name, key) in [("nbf", "validFrom"), ("exp", "validUntil")] {
        let Some(claim) = moment(claims, name)? else { continue };
        let own = document[key].as_str().and_then(dates::parse);
        if own.is_some_and(|it| it.as_second() == claim.as_second()) {
            continue; // it is told with the credential's own dates
        }
        if own.is_some() && is_open_badge {
            return Err(format!("Its claim {name} says something else than its {key}."));
        }
        // Without a part of the credential that it repeats, it is of the signature alone.
        if name == "nbf" && claim.duration_since(now) > TOLERANCE {
            return Err("Its signature does not count yet.".into());
        }
        if name == "exp" && claim <= now {
            return Err("Its signature has expired.".into());
        }
    }
    Ok(())
}

/// A NumericDate (RFC 7519, §2).
fn moment(claims: &Map<String, Value>, name: &str) -> Result<Option<Timestamp>, String> {
    let Some(value) = claims.get(name) else { return Ok(None) };
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|it| it.floor() as i64));
    match seconds.and_then(|it| Timestamp::from_second(it).ok()) {
        Some(moment) => Ok(Some(moment)),
        None => Err(format!("Its claim {name} is no date as a JWT writes it.")),
    }
}

/// When it was signed, as far as it says so. Without `iat` it says only since when it is valid,
/// and badges are often dated back: then it counts as signed when that was, or when its key came
/// into use if that was later.
fn signed_at(
    claims: &Map<String, Value>,
    document: &Value,
    named: &key::Named,
) -> Option<Timestamp> {
    if let Ok(Some(issued)) = moment(claims, "iat") {
        return Some(issued);
    }
    let from = document["validFrom"].as_str().and_then(dates::parse)?;
    let method = named.document.as_ref().ok().and_then(|it| it.method(&named.method));
    let in_use = method.and_then(|it| it.created.as_ref()?.timestamp());
    Some(in_use.map_or(from, |it| it.max(from)))
}
