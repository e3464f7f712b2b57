//! Public keys as Open Badges 2.0 writes them: PEM.

use crate::Error;
use crate::keys::PublicKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::elliptic_curve::sec1::ToSec1Point;
use rsa::RsaPublicKey;
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::pkcs8::{DecodePublicKey, Document};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

/// A key of 4,096 bits takes some 800.
const MOST_BYTES: usize = 4096;

/// Reads `publicKeyPem` (CryptographicKey): RSA in either wrapping, or P-256.
pub(super) fn read(pem: &str) -> Result<PublicKey, Error> {
    let wrong = || Error::Key("it is no public key in PEM, of RSA or P-256".into());
    if pem.len() > MOST_BYTES {
        return Err(wrong());
    }
    let (label, document) = Document::from_pem(pem.trim()).map_err(|_| wrong())?;
    let bytes = document.as_bytes();
    let jwk = match label {
        "RSA PUBLIC KEY" => RsaPublicKey::from_pkcs1_der(bytes).ok().map(|it| rsa_jwk(&it)),
        "PUBLIC KEY" => match RsaPublicKey::from_public_key_der(bytes) {
            Ok(key) => Some(rsa_jwk(&key)),
            Err(_) => p256_jwk(bytes),
        },
        _ => None,
    };
    PublicKey::from_jwk(&jwk.ok_or_else(wrong)?)
}

fn rsa_jwk(key: &RsaPublicKey) -> Value {
    let [n, e] = [key.n(), key.e()].map(|it| BASE64URL.encode(it.to_bytes_be()));
    json!({"kty": "RSA", "n": n, "e": e})
}

fn p256_jwk(der: &[u8]) -> Option<Value> {
    let key = <p256::PublicKey as p256::pkcs8::DecodePublicKey>::from_public_key_der(der).ok()?;
    let point = key.to_sec1_point(false);
    let (x, y) = (BASE64URL.encode(point.x()?), BASE64URL.encode(point.y()?));
    Some(json!({"kty": "EC", "crv": "P-256", "x": x, "y": y}))
}
