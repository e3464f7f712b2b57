//! Reading a compact JWS.

use crate::keys::{Algorithm, PublicKey};
use crate::{Error, json};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use serde_json::{Map, Value};

/// A header needs few words; more is somebody trying something.
const MOST_HEADER_BYTES: usize = 16 << 10;

/// A JWS, read but not yet checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Jws {
    header: Map<String, Value>,
    payload: Vec<u8>,
    /// What was signed: header and payload as they were written.
    signed: String,
    signature: Vec<u8>,
    algorithm: Option<Algorithm>,
}

impl Jws {
    /// Reads `header.payload.signature` (RFC 7515, §7.1), each in base64url without padding, as
    /// only one text writes it. Refused are a header that repeats a key, one with `crit` (§4.1.11:
    /// nothing that could be critical is known here), and an `alg` that proves nothing: `none`,
    /// or one with a secret that both sides share.
    pub fn read(text: &str) -> Result<Jws, Error> {
        if text.len() > json::MOST_BYTES {
            return Err(Error::TooMuchWork);
        }
        let wrong = |why: &str| Error::Jose(why.to_owned());
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong("it is not three texts with dots between"));
        };
        let signed = &text[..header.len() + 1 + payload.len()];
        if header.len() > MOST_HEADER_BYTES {
            return Err(wrong("its header is too long"));
        }
        let decode = |part: &str| {
            BASE64URL.decode(part).map_err(|_| wrong("it is not in base64url without padding"))
        };
        let Value::Object(header) = json::parse(&decode(header)?)? else {
            return Err(wrong("its header is no object"));
        };
        for key in ["crit", "b64", "zip"] {
            if header.contains_key(key) {
                return Err(wrong(&format!("its header asks for {key}, which is not known here")));
            }
        }
        let algorithm = match header.get("alg").and_then(Value::as_str) {
            None => return Err(wrong("its header has no alg")),
            Some(name) if name.eq_ignore_ascii_case("none") => {
                return Err(wrong("its alg is none: nobody signed it"));
            }
            Some(name) if name.starts_with("HS") => {
                return Err(wrong(&format!(
                    "its alg is {name}: whoever can check that can also write it"
                )));
            }
            Some(name) => Algorithm::named(name),
        };
        Ok(Jws {
            header,
            payload: decode(payload)?,
            signed: signed.to_owned(),
            signature: decode(signature)?,
            algorithm,
        })
    }

    /// Its header (RFC 7515, §4). Nothing in it is to be believed before the signature is checked.
    pub fn header(&self) -> &Map<String, Value> {
        &self.header
    }

    /// A word of its header.
    pub fn says(&self, key: &str) -> Option<&str> {
        self.header.get(key).and_then(Value::as_str)
    }

    /// What was signed.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload as claims (RFC 7519, §4): a JSON object that repeats no key.
    pub fn claims(&self) -> Result<Map<String, Value>, Error> {
        match json::parse(&self.payload)? {
            Value::Object(claims) => Ok(claims),
            _ => Err(Error::Jose("its payload is no object".into())),
        }
    }

    /// How it was signed; `None` if in a way that isn't checked here.
    pub fn algorithm(&self) -> Option<Algorithm> {
        self.algorithm
    }

    /// Was it signed with this key? Only in the way in which the key signs: a header can't have
    /// an RSA key taken for a shared secret.
    pub fn verifies(&self, key: &PublicKey) -> bool {
        self.algorithm == Some(key.algorithm())
            && key.verifies(self.signed.as_bytes(), &self.signature)
    }
}
