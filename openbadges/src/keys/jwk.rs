//! Public keys as JSON (JWK: RFC 7517, RFC 7518 §6, RFC 8037 §2).

use super::public::Kind;
use super::{Algorithm, PublicKey, rsa};
use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What only the holder may know (RFC 7518, §6.2.2, §6.3.2, §6.4.1; RFC 8037, §2).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

impl PublicKey {
    /// Reads a JWK of the kind OKP (Ed25519), EC (P-256) or RSA. One that gives its secret away
    /// is refused, and so is one made for something else than what is done here.
    pub fn from_jwk(jwk: &Value) -> Result<PublicKey, Error> {
        let wrong = |why: &str| Err(Error::Key(why.to_owned()));
        if !jwk.is_object() {
            return wrong("a JWK is an object");
        }
        if PRIVATE.iter().any(|it| jwk.get(it).is_some()) {
            return wrong("the JWK gives its secret away");
        }
        let key = match (jwk["kty"].as_str(), jwk["crv"].as_str()) {
            (Some("OKP"), Some("Ed25519")) => PublicKey::ed25519(&coordinate(jwk, "x")?)?,
            (Some("EC"), Some("P-256")) => {
                let [x, y] = [coordinate(jwk, "x")?, coordinate(jwk, "y")?];
                PublicKey::p256(&[&[0x04], &x[..], &y[..]].concat())?
            }
            (Some("RSA"), _) => {
                let [n, e] = [number(jwk, "n")?, number(jwk, "e")?];
                PublicKey(Kind::Rsa(rsa::Public::new(&n, &e)?))
            }
            _ => return wrong("a JWK is Ed25519, P-256 or RSA here"),
        };
        key.may_verify(jwk)?;
        Ok(key)
    }

    /// RFC 7517, §4.2 to §4.4.
    fn may_verify(&self, jwk: &Value) -> Result<(), Error> {
        let wrong = |why: &str| Err(Error::Key(why.to_owned()));
        if !jwk["use"].is_null() && jwk["use"] != "sig" {
            return wrong("the JWK is not for signatures");
        }
        let verifies =
            |it: &Value| it.as_array().is_some_and(|it| it.iter().any(|it| it == "verify"));
        if !jwk["key_ops"].is_null() && !verifies(&jwk["key_ops"]) {
            return wrong("the JWK is not for checking signatures");
        }
        let algorithm = jwk["alg"].as_str().and_then(Algorithm::named);
        if !jwk["alg"].is_null() && algorithm != Some(self.algorithm()) {
            return wrong("the JWK has an alg that doesn't fit it");
        }
        Ok(())
    }

    /// Writes a JWK with nothing in it but the key.
    pub fn to_jwk(&self) -> Value {
        let text = |bytes: &[u8]| BASE64URL.encode(bytes);
        match &self.0 {
            Kind::Ed25519(key) => {
                json!({"crv": "Ed25519", "kty": "OKP", "x": text(key.as_bytes())})
            }
            Kind::P256(key) => {
                let point = key.to_sec1_point(false);
                let (x, y) = point.as_bytes()[1..].split_at(32);
                json!({"crv": "P-256", "kty": "EC", "x": text(x), "y": text(y)})
            }
            Kind::Rsa(key) => {
                json!({"e": text(&key.exponent()), "kty": "RSA", "n": text(&key.modulus())})
            }
        }
    }

    /// A name for the key, made of the key (RFC 7638).
    pub fn thumbprint(&self) -> String {
        // `to_jwk` writes just the members that count, in the order in which they count.
        BASE64URL.encode(Sha256::digest(self.to_jwk().to_string()))
    }
}

fn bytes(jwk: &Value, key: &str) -> Result<Vec<u8>, Error> {
    let text = jwk[key].as_str().filter(|it| it.len() < 1024);
    text.and_then(|it| BASE64URL.decode(it).ok())
        .ok_or_else(|| Error::Key(format!("the JWK's {key} is no base64url text")))
}

/// As long as the curve's numbers are, leading zeros and all (RFC 7518, §6.2.1.2).
fn coordinate(jwk: &Value, key: &str) -> Result<[u8; 32], Error> {
    let bytes = bytes(jwk, key)?;
    bytes.try_into().map_err(|_| Error::Key(format!("the JWK's {key} has not 32 bytes")))
}

/// With no leading zero (RFC 7518, §2, Base64urlUInt).
fn number(jwk: &Value, key: &str) -> Result<Vec<u8>, Error> {
    match bytes(jwk, key)? {
        bytes if bytes.first().is_some_and(|it| *it != 0) => Ok(bytes),
        _ => Err(Error::Key(format!("the JWK's {key} is no number as a JWK writes it"))),
    }
}
