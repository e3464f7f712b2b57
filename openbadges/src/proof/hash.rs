//! What is signed (Data Integrity EdDSA Cryptosuites 1.0, §3.2.4; ECDSA, §3.2.4).

use crate::contexts::Contexts;
use crate::rdf::{Quad, Work, canonicalize};
use crate::{Error, jsonld};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The hash of a proof's options, which are read under the document's contexts.
pub(crate) fn digest_options(
    mut options: Map<String, Value>,
    context: &Value,
    contexts: &Contexts,
) -> Result<[u8; 32], Error> {
    options.insert("@context".into(), context.clone());
    digest(&Value::Object(options), contexts)
}

/// The hash of a document as it stands.
pub(super) fn digest(document: &Value, contexts: &Contexts) -> Result<[u8; 32], Error> {
    digest_quads(&jsonld::to_rdf(document, contexts)?)
}

/// The hash of what a document states.
pub(super) fn digest_quads(quads: &[Quad]) -> Result<[u8; 32], Error> {
    Ok(Sha256::digest(canonicalize(quads, Work::default())?).into())
}
