//! That a wallet holds its key now (OID4VCI 1.0, appendix F.1): a JWT signed with it for us, with a nonce
//! of ours.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use openbadges::{
    jose::Jws,
    keys::{PublicKey, key_of_did_key},
};
use serde_json::Value;

pub const ALGORITHMS: [&str; 2] = ["EdDSA", "ES256"];

/// Clocks differ, and people take their time.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);
const AHEAD: SignedDuration = SignedDuration::from_mins(1);

/// The nonce in it, if it holds; whether that nonce is good is for whoever gave it.
pub fn nonce(jwt: &str, audience: &str, now: Timestamp) -> Result<String, &'static str> {
    let jws = Jws::read(jwt).map_err(|_| "The proof is no JWT that is signed")?;
    if jws.says("typ") != Some("openid4vci-proof+jwt") {
        return Err("The proof has typ openid4vci-proof+jwt");
    }
    if !jws.says("alg").is_some_and(|it| ALGORITHMS.contains(&it)) {
        return Err("The proof is signed with EdDSA or ES256");
    }
    let key = key(&jws).ok_or("The proof names its key as jwk, or as kid by did:key or did:jwk")?;
    if !jws.verifies(&key) {
        return Err("The proof is not signed with the key that it names");
    }
    let claims = jws.claims().map_err(|_| "The proof has no claims")?;
    let is_for_us = match claims.get("aud") {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(many)) => matches!(many.as_slice(), [only] if only == audience),
        _ => false,
    };
    if !is_for_us {
        return Err("The proof has our credential_issuer as its aud");
    }
    let made_at = claims.get("iat").and_then(Value::as_i64);
    let made_at = made_at.and_then(|it| Timestamp::from_second(it).ok());
    if !made_at.is_some_and(|it| now - OLDEST <= it && it <= now + AHEAD) {
        return Err("The proof was made just now, as its iat says");
    }
    let nonce = claims.get("nonce").and_then(Value::as_str);
    Ok(nonce.ok_or("The proof has a nonce of ours")?.to_owned())
}

fn key(jws: &Jws) -> Option<PublicKey> {
    match (jws.header().get("jwk"), jws.says("kid")) {
        (Some(jwk), None) => PublicKey::from_jwk(jwk).ok(),
        (None, Some(kid)) => {
            let did = kid.split('#').next()?;
            match did.strip_prefix("did:jwk:") {
                Some(jwk) => {
                    let jwk = BASE64_URL_SAFE_NO_PAD.decode(jwk).ok()?;
                    PublicKey::from_jwk(&serde_json::from_slice(&jwk).ok()?).ok()
                }
                None => key_of_did_key(did).ok(),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use openbadges::{
        jose::sign,
        keys::{SecretKey, did_key},
    };
    use serde_json::json;

    use super::*;

    const US: &str = "https://cairn.example";

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn signed(header: Value, claims: Value) -> String {
        sign(header, claims.to_string().as_bytes(), &secret()).unwrap()
    }

    fn secret() -> SecretKey {
        SecretKey::from_seed(&[7; 32])
    }

    fn header() -> Value {
        let kid = did_key(&secret().public());
        json!({ "typ": "openid4vci-proof+jwt", "kid": format!("{kid}#key") })
    }

    fn claims() -> Value {
        json!({ "aud": US, "iat": 1_800_000_000, "nonce": "n" })
    }

    fn but(mut value: Value, name: &str, to: Value) -> Value {
        value[name] = to;
        value
    }

    #[test]
    fn a_proof_for_us_of_just_now_gives_its_nonce() {
        assert_eq!(nonce(&signed(header(), claims()), US, now()).as_deref(), Ok("n"));
        let jwk = json!({ "typ": "openid4vci-proof+jwt", "jwk": secret().public().to_jwk() });
        assert_eq!(nonce(&signed(jwk, claims()), US, now()).as_deref(), Ok("n"));
        let did = BASE64_URL_SAFE_NO_PAD.encode(secret().public().to_jwk().to_string());
        let did = but(header(), "kid", json!(format!("did:jwk:{did}#0")));
        assert_eq!(nonce(&signed(did, claims()), US, now()).as_deref(), Ok("n"));
    }

    #[test]
    fn a_p_256_wallet_is_as_good() {
        let secret = SecretKey::p256(&[9; 32]).unwrap();
        let header = json!({ "typ": "openid4vci-proof+jwt", "jwk": secret.public().to_jwk() });
        let jwt = sign(header, claims().to_string().as_bytes(), &secret).unwrap();
        assert_eq!(nonce(&jwt, US, now()).as_deref(), Ok("n"));
    }

    #[test]
    fn a_proof_for_another_time_place_or_key_is_none() {
        let other = SecretKey::from_seed(&[8; 32]).public();
        for (header, claims) in [
            (but(header(), "typ", json!("JWT")), claims()),
            (but(header(), "kid", json!(did_key(&other))), claims()),
            (but(header(), "kid", json!("did:web:wallet.example#1")), claims()),
            (but(header(), "jwk", secret().public().to_jwk()), claims()),
            (header(), but(claims(), "aud", json!("https://evil.example"))),
            (header(), but(claims(), "aud", json!([US, "https://evil.example"]))),
            (header(), but(claims(), "iat", json!(1_800_000_000 - 601))),
            (header(), but(claims(), "iat", json!(1_800_000_000 + 61))),
            (header(), but(claims(), "iat", Value::Null)),
            (header(), but(claims(), "nonce", Value::Null)),
        ] {
            let jwt = signed(header.clone(), claims.clone());
            assert!(nonce(&jwt, US, now()).is_err(), "{header} {claims}");
        }
        let mut changed = signed(header(), claims());
        changed.replace_range(changed.len() - 2.., "AA");
        assert!(nonce(&changed, US, now()).is_err());
        assert!(nonce("not a jwt", US, now()).is_err());
    }
}
