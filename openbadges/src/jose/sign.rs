//! Writing a compact JWS, the two kinds of credential in one, and presentations.

use crate::keys::SecretKey;
use crate::model::id_of;
use crate::{Error, dates, json};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use serde_json::{Map, Value, json};

/// Signs a payload (RFC 7515, §5.1). The header's `alg` is the key's, whoever wrote the header.
pub fn sign(header: Value, payload: &[u8], key: &SecretKey) -> Result<String, Error> {
    let Value::Object(mut header) = header else {
        return Err(Error::Jose("its header is no object".into()));
    };
    let algorithm = key.public().algorithm().name();
    if *header.entry("alg").or_insert(algorithm.into()) != algorithm {
        return Err(Error::Jose(format!("its key signs with {algorithm} alone")));
    }
    if payload.len() > json::MOST_BYTES / 4 * 3 {
        return Err(Error::TooMuchWork);
    }
    let mut text = BASE64URL.encode(Value::Object(header).to_string());
    text.push('.');
    BASE64URL.encode_string(payload, &mut text);
    let signature = key.sign(text.as_bytes())?;
    text.push('.');
    BASE64URL.encode_string(signature, &mut text);
    Ok(text)
}

/// Signs a credential as Open Badges 3.0 asks (§8.2.4.1): the payload is the credential, with
/// `iss`, `jti`, `sub`, `nbf` and `exp` repeating what it says already. `kid` is the key's full
/// URL in the issuer's document.
pub fn sign_open_badge(credential: &Value, key: &SecretKey, kid: &str) -> Result<String, Error> {
    let mut payload = unsigned(credential)?.clone();
    let claims = claims(credential)?;
    if let Some((name, _)) = claims.iter().find(|it| payload.contains_key(it.0)) {
        return Err(Error::Unsignable(format!("it has a {name} of its own")));
    }
    payload.extend(claims);
    let header = json!({"typ": "JWT", "kid": kid});
    sign(header, Value::Object(payload).to_string().as_bytes(), key)
}

/// Signs a credential as W3C asks (VC-JOSE-COSE, §3.1.1): the payload is the credential and
/// nothing else.
pub fn sign_vc(credential: &Value, key: &SecretKey, kid: &str) -> Result<String, Error> {
    let header = json!({"typ": "vc+jwt", "cty": "vc", "kid": kid});
    sign(header, bare(credential)?.to_string().as_bytes(), key)
}

/// Signs a presentation as W3C asks (VC-JOSE-COSE, §3.1.2). The credentials in it bring their own
/// signatures.
pub fn sign_presentation(
    presentation: &Value,
    key: &SecretKey,
    kid: &str,
) -> Result<String, Error> {
    let header = json!({"typ": "vp+jwt", "cty": "vp", "kid": kid});
    sign(header, bare(presentation)?.to_string().as_bytes(), key)
}

/// What is signed as it stands, without the claims that JWTs of an earlier time had around it
/// (VC-JOSE-COSE, §3.1.1).
fn bare(document: &Value) -> Result<&Value, Error> {
    let members = unsigned(document)?;
    match members.contains_key("vc") || members.contains_key("vp") {
        true => Err(Error::Unsignable("a credential has no member vc or vp".into())),
        false => Ok(document),
    }
}

/// A credential has one kind of proof: it stands in it, or it is put around it.
fn unsigned(credential: &Value) -> Result<&Map<String, Value>, Error> {
    match credential {
        Value::Object(it) if it.contains_key("proof") => {
            Err(Error::Unsignable("it carries a proof already".into()))
        }
        Value::Object(it) => Ok(it),
        _ => Err(Error::Unsignable("it is no object".into())),
    }
}

/// What a JWT says of itself in words of its own (RFC 7519, §4.1), taken from the credential.
fn claims(credential: &Value) -> Result<Map<String, Value>, Error> {
    let mut claims = Map::new();
    let issuer = id_of(&credential["issuer"]);
    let issuer = issuer.ok_or_else(|| Error::Unsignable("it doesn't say who issued it".into()))?;
    claims.insert("iss".into(), issuer.into());
    for (claim, id) in [("jti", &credential["id"]), ("sub", subject(credential))] {
        if id.is_string() {
            claims.insert(claim.into(), id.clone());
        }
    }
    for (claim, key) in [("nbf", "validFrom"), ("exp", "validUntil")] {
        let Some(date) = credential.get(key) else { continue };
        let moment = date.as_str().and_then(dates::parse);
        let moment =
            moment.ok_or_else(|| Error::Unsignable(format!("its {key} is no date with a zone")))?;
        claims.insert(claim.into(), moment.as_second().into());
    }
    Ok(claims)
}

/// Whom it is about, if that is one.
fn subject(credential: &Value) -> &Value {
    match &credential["credentialSubject"] {
        Value::Array(subjects) if subjects.len() == 1 => &subjects[0]["id"],
        one => &one["id"],
    }
}
