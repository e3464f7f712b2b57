//! What is signed (Data Integrity EdDSA Cryptosuites 1.0, §3.2.4; ECDSA, §3.2.4).

use crate::contexts::Contexts;
use crate::{Error, jsonld};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The hash of a proof's options, which are read under the document's contexts.
pub(crate) fn digest_options(
    options: &Map<String, Value>,
    context: &Value,
    contexts: &Contexts,
) -> Result<[u8; 32], Error> {
    let mut options = options.clone();
    options.insert("@context".into(), context.clone());
    digest(&Value::Object(options), contexts)
}

/// The hash of a document as it stands.
pub(super) fn digest(document: &Value, contexts: &Contexts) -> Result<[u8; 32], Error> {
    Ok(Sha256::digest(jsonld::canonical(document, contexts)?).into())
}
