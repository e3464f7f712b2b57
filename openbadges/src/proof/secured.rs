//! A document apart from its proofs, as each of them signs it.

use super::hash::{digest, digest_options, digest_quads};
use crate::Error;
use crate::contexts::Contexts;
use crate::keys::PublicKey;
use crate::rdf::Quad;
use serde_json::{Map, Value};
use std::cell::OnceCell;

/// Real documents have one or two; a chain of many would be hashed over and over.
const MOST_PROOFS: usize = 16;

/// A document and its proofs. What they share is hashed once.
pub struct Secured<'a> {
    document: &'a Map<String, Value>,
    proofs: Vec<&'a Value>,
    contexts: &'a Contexts,
    /// What the document states without its proofs, if that is known.
    stated: Option<Vec<Quad>>,
    digest: OnceCell<Result<[u8; 32], Error>>,
}

impl<'a> Secured<'a> {
    /// Takes a document and its proofs apart.
    pub fn new(document: &'a Map<String, Value>, contexts: &'a Contexts) -> Result<Self, Error> {
        let proofs: Vec<&Value> = match document.get("proof") {
            None => vec![],
            Some(Value::Array(proofs)) => proofs.iter().collect(),
            Some(one) => vec![one],
        };
        if proofs.len() > MOST_PROOFS {
            return Err(Error::TooMuchWork);
        }
        Ok(Secured { document, proofs, contexts, stated: None, digest: OnceCell::new() })
    }

    /// The same, with the quads that the document states without its proofs, where these were read
    /// already.
    pub(crate) fn stating(self, stated: Option<Vec<Quad>>) -> Self {
        Secured { stated, ..self }
    }

    /// Its proofs, in their order.
    pub fn proofs(&self) -> &[&'a Value] {
        &self.proofs
    }

    /// The contexts under which it and its proofs are read.
    pub fn context(&self) -> Option<&Value> {
        self.document.get("@context")
    }

    /// Does this proof of the document hold under this key (VC DI EdDSA, §3.2.2; ECDSA, §3.2.2)?
    /// The reason if not.
    ///
    /// Says nothing of whose key it is (see [`crate::keys::ControllerDocument::standing`]), nor
    /// whether the proofs before it hold.
    pub fn holds(&self, proof: &Map<String, Value>, key: &PublicKey) -> Result<(), Error> {
        let wrong = |why: &str| Err(Error::Unsignable(why.into()));
        let value = proof.get("proofValue").and_then(Value::as_str);
        let digits = value.and_then(|it| it.strip_prefix('z')).filter(|it| it.len() < 128);
        let Some(Ok(signature)) = digits.map(|it| bs58::decode(it).into_vec()) else {
            return wrong("its proofValue is no base58 text that starts with z");
        };
        let options = proof.iter().filter(|it| it.0 != "proofValue");
        let options = options.map(|(key, value)| (key.clone(), value.clone())).collect();
        if key.verifies(&self.hashes(options)?, &signature) {
            return Ok(());
        }
        wrong("something in it was changed after it was signed, or another key signed it")
    }

    /// The proofs that a proof names as previous (VC Data Integrity 1.0, §4.5): each must be there.
    pub fn previous(&self, proof: &Map<String, Value>) -> Result<Vec<&'a Value>, Error> {
        let wrong = |why: String| Err(Error::Unsignable(why));
        let names = match proof.get("previousProof") {
            None => return Ok(vec![]),
            Some(Value::Array(names)) if !names.is_empty() => names.iter().collect(),
            Some(one) => vec![one],
        };
        let mut previous = Vec::new();
        for name in names {
            let Value::String(name) = name else {
                return wrong("its previousProof is no id".into());
            };
            let mut named = self.proofs.iter().filter(|it| it["id"] == **name);
            match (named.next(), named.next()) {
                (Some(one), None) => previous.push(*one),
                (None, _) => return wrong(format!("the previous proof {name} is not there")),
                _ => return wrong(format!("two proofs are called {name}")),
            }
        }
        Ok(previous)
    }

    /// What a proof with these options signs.
    pub(super) fn hashes(&self, options: Map<String, Value>) -> Result<[u8; 64], Error> {
        let Some(context) = self.context() else {
            return Err(Error::Unsignable("it has no @context".into()));
        };
        let previous = self.previous(&options)?;
        let mut hashes = [0; 64];
        hashes[..32].copy_from_slice(&digest_options(options, context, self.contexts)?);
        hashes[32..].copy_from_slice(&self.digest(&previous)?);
        Ok(hashes)
    }

    /// The document's hash, with the previous proofs in it (§4.3, step 6).
    fn digest(&self, previous: &[&Value]) -> Result<[u8; 32], Error> {
        if !previous.is_empty() {
            let mut document = self.bare();
            document.insert("proof".into(), previous.iter().copied().cloned().collect());
            return digest(&Value::Object(document), self.contexts);
        }
        let digest = self.digest.get_or_init(|| match &self.stated {
            Some(quads) => digest_quads(quads),
            None => digest(&Value::Object(self.bare()), self.contexts),
        });
        digest.clone()
    }

    /// The document without its proofs.
    fn bare(&self) -> Map<String, Value> {
        let rest = self.document.iter().filter(|it| it.0 != "proof");
        rest.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}
