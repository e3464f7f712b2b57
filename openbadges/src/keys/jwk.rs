//! Keys as JSON (JWK: RFC 7517, RFC 7518 §6, RFC 8037 §2).

use super::ecdsa::{self, Curve};
use super::public::Kind;
use super::secret::Kind as Secret;
use super::{Algorithm, PublicKey, SecretKey, rsa};
use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::elliptic_curve::zeroize::Zeroizing;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What only the holder may know (RFC 7518, §6.2.2, §6.3.2, §6.4.1; RFC 8037, §2).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

impl PublicKey {
    /// Reads a JWK of the kind OKP (Ed25519), EC (P-256, P-384, P-521) or RSA. One that gives its secret away
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
            (Some("OKP"), Some("Ed25519")) => PublicKey::ed25519(&seed(jwk, "x")?)?,
            (Some("EC"), Some(name)) => {
                let curve = curve(name)?;
                let [x, y] = [sized(jwk, "x", curve.size())?, sized(jwk, "y", curve.size())?];
                let point = [&[0x04], &x[..], &y[..]].concat();
                PublicKey(Kind::Ecdsa(ecdsa::Public::from_point(curve, &point)?))
            }
            (Some("RSA"), _) => {
                let [n, e] = [number(jwk, "n")?, number(jwk, "e")?];
                PublicKey(Kind::Rsa(rsa::Public::new(&n, &e)?))
            }
            _ => return wrong("a JWK is of the kind OKP (Ed25519), EC or RSA here"),
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
            Kind::Ecdsa(key) => {
                let (x, y) = key.coordinates();
                json!({"crv": key.curve().name(), "kty": "EC", "x": text(&x), "y": text(&y)})
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

impl SecretKey {
    /// Reads a JWK that has its secret (RFC 7518, §6.2.2; RFC 8037, §2), of all kinds but RSA. The
    /// secret must be that of the public key beside it.
    pub fn from_jwk(jwk: &Value) -> Result<SecretKey, Error> {
        let mut public = jwk.clone();
        if let Some(members) = public.as_object_mut() {
            members.shift_remove("d");
        }
        let public = PublicKey::from_jwk(&public)?;
        let secret = match &public.0 {
            Kind::Ed25519(_) => SecretKey::from_seed(&seed(jwk, "d")?),
            Kind::Ecdsa(key) => {
                let number = sized(jwk, "d", key.curve().size())?;
                SecretKey(Secret::Ecdsa(ecdsa::Secret::new(key.curve(), &number)?))
            }
            Kind::Rsa(_) => return Err(Error::Key("a secret of RSA is no JWK here".into())),
        };
        match secret.public() == public {
            true => Ok(secret),
            false => Err(Error::Key("the JWK's secret is that of another key".into())),
        }
    }
}

fn curve(name: &str) -> Result<Curve, Error> {
    let curve = Curve::ALL.into_iter().find(|it| it.name() == name);
    curve.ok_or_else(|| Error::Key(format!("the JWK is on a curve that is not read here: {name}")))
}

fn bytes(jwk: &Value, key: &str) -> Result<Vec<u8>, Error> {
    let text = jwk[key].as_str().filter(|it| it.len() < 1024);
    text.and_then(|it| BASE64URL.decode(it).ok())
        .ok_or_else(|| Error::Key(format!("the JWK's {key} is no base64url text")))
}

/// As long as the curve's numbers are, leading zeros and all (RFC 7518, §6.2.1.2).
fn sized(jwk: &Value, key: &str, size: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
    let bytes = Zeroizing::new(bytes(jwk, key)?);
    match bytes.len() == size {
        true => Ok(bytes),
        false => Err(Error::Key(format!("the JWK's {key} has not {size} bytes"))),
    }
}

/// The 32 bytes of Ed25519 (RFC 8037, §2).
fn seed(jwk: &Value, key: &str) -> Result<[u8; 32], Error> {
    let bytes = sized(jwk, key, 32)?;
    bytes.as_slice().try_into().map_err(|_| Error::Key(format!("the JWK's {key} has not 32 bytes")))
}

/// With no leading zero (RFC 7518, §2, Base64urlUInt).
fn number(jwk: &Value, key: &str) -> Result<Vec<u8>, Error> {
    match bytes(jwk, key)? {
        bytes if bytes.first().is_some_and(|it| *it != 0) => Ok(bytes),
        _ => Err(Error::Key(format!("the JWK's {key} is no number as a JWK writes it"))),
    }
}
