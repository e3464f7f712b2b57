//! Data Integrity proofs with `eddsa-rdfc-2022` (Data Integrity EdDSA Cryptosuites 1.0, §3.2).
//!
//! What is signed is not the text but what it says: SHA-256 of the proof's own options and of the
//! credential, each in canonical form, one after the other.

use crate::contexts::Contexts;
use crate::dates::DateTime;
use crate::keys::{PublicKey, SecretKey};
use crate::{Error, jsonld, text};
use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The suite's name.
pub const CRYPTOSUITE: &str = "eddsa-rdfc-2022";

/// Who signs, and when.
#[derive(Debug, Clone)]
pub struct Signer<'a> {
    pub key: &'a SecretKey,
    /// The full URL under which the issuer's document names the key.
    pub verification_method: &'a str,
    pub created: Timestamp,
}

impl Signer<'_> {
    /// Signs a credential, adding to the proofs that it has (VC Data Integrity 1.0, §4.2).
    ///
    /// A TAB becomes a space; other control characters are refused, since libraries differ in
    /// how they write them. See [`crate::text::clean`].
    pub fn sign(&self, credential: &Value, contexts: &Contexts) -> Result<Value, Error> {
        let mut credential = text::clean(credential)?;
        let Value::Object(document) = &mut credential else {
            return Err(Error::Unsignable("it is no object".into()));
        };
        let mut proofs = match document.shift_remove("proof") {
            None => vec![],
            Some(Value::Array(proofs)) => proofs,
            Some(one) => vec![one],
        };
        let mut proof = self.options();
        let value = self.value(&hash(document, &proof, contexts)?)?;
        proof.insert("proofValue".into(), value.into());
        proofs.push(proof.into());
        document.insert("proof".into(), proofs.into());
        Ok(credential)
    }

    /// The proof without its value (§3.3.5).
    pub(crate) fn options(&self) -> Map<String, Value> {
        Map::from_iter([
            ("type".into(), "DataIntegrityProof".into()),
            ("cryptosuite".into(), CRYPTOSUITE.into()),
            ("created".into(), DateTime::from(self.created).to_string().into()),
            ("verificationMethod".into(), self.verification_method.into()),
            ("proofPurpose".into(), "assertionMethod".into()),
        ])
    }

    /// The value of a proof: a signature of both hashes (§3.3.1, step 5).
    pub(crate) fn value(&self, hashes: &[u8; 64]) -> Result<String, Error> {
        Ok(format!("z{}", bs58::encode(self.key.sign(hashes)?).into_string()))
    }
}

/// Does this proof of the document hold under this key (§3.2.2)? The reason if not.
///
/// Says nothing of whose key it is: see [`crate::keys::ControllerDocument::standing`].
pub fn holds(
    document: &Map<String, Value>,
    proof: &Map<String, Value>,
    key: &PublicKey,
    contexts: &Contexts,
) -> Result<(), Error> {
    let wrong = |why: &str| Err(Error::Unsignable(why.into()));
    let value = proof.get("proofValue").and_then(Value::as_str);
    let Some(digits) = value.and_then(|it| it.strip_prefix('z')).filter(|it| it.len() < 128) else {
        return wrong("its proofValue is no base58 text that starts with z");
    };
    let Ok(signature) = bs58::decode(digits).into_vec() else {
        return wrong("its proofValue is no base58 text that starts with z");
    };
    let mut bare = document.clone();
    bare.shift_remove("proof");
    let mut options = proof.clone();
    options.shift_remove("proofValue");
    if key.verifies(&hash(&bare, &options, contexts)?, &signature) {
        return Ok(());
    }
    wrong("something in it was changed after it was signed, or another key signed it")
}

/// What is signed: the hash of the options, then that of the document (§3.3.4).
fn hash(
    document: &Map<String, Value>,
    options: &Map<String, Value>,
    contexts: &Contexts,
) -> Result<[u8; 64], Error> {
    let Some(context) = document.get("@context") else {
        return Err(Error::Unsignable("it has no @context".into()));
    };
    let mut hashes = [0; 64];
    hashes[..32].copy_from_slice(&digest_options(options, context, contexts)?);
    hashes[32..].copy_from_slice(&digest(document.clone(), contexts)?);
    Ok(hashes)
}

/// The hash of a proof's options under the document's contexts.
pub(crate) fn digest_options(
    options: &Map<String, Value>,
    context: &Value,
    contexts: &Contexts,
) -> Result<[u8; 32], Error> {
    let mut options = options.clone();
    options.insert("@context".into(), context.clone());
    digest(options, contexts)
}

fn digest(document: Map<String, Value>, contexts: &Contexts) -> Result<[u8; 32], Error> {
    let canonical = jsonld::canonical(&Value::Object(document), contexts)?;
    Ok(Sha256::digest(canonical).into())
}
