//! Many credentials that are nearly alike, signed one after the other: read and sorted once, then
//! filled in.
//!
//! Words: a *shape* is all that such credentials share; a *gap* is a text that differs. Promise:
//! what comes out is, byte for byte, what [`Signer::sign`] makes of the same document. Whatever
//! the shapes can't tell for sure is read anew by it: another shape, a text that means something
//! to JSON-LD, blank nodes that look alike.

mod line;
mod meaning;
mod shape;
mod sheet;
mod text;

use crate::keys::Algorithm;
use crate::{Contexts, Error, Signer, json, proof, text::clean};
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use shape::{Shape, Template};

/// How many shapes are remembered at once.
const MOST_SHAPES: usize = 16;
/// A longer document is not remembered.
const LONGEST: usize = 256 << 10;
/// A new shape costs as much as some documents; so many must be signed for it.
const SIGNED_FOR_ONE_LEARNED: usize = 8;

/// Signs credentials that are nearly alike: the awards of a day, or all of one achievement.
///
/// It learns from what it signs, so it starts with nothing, and any credential may follow any
/// other.
///
/// ```
/// # use openbadges::{Contexts, Signer, compiled::Compiled, keys::{SecretKey, did_key}};
/// # let key = SecretKey::from_seed(&[7; 32]);
/// # let method = format!("{}#{}", did_key(&key.public()), key.public().to_multibase());
/// # let created = "2026-12-03T14:02:00Z".parse().unwrap();
/// let signer = Signer { key: &key, verification_method: &method, created };
/// let mut compiled = Compiled::new(Contexts::built_in());
/// for name in ["Rosa", "Ben", "Cho"] {
///     let credential = format!(
///         r#"{{"@context":"https://www.w3.org/ns/credentials/v2","type":"VerifiableCredential",
///         "issuer":"https://lakeside.example","credentialSubject":{{"name":"{name}"}}}}"#
///     );
///     println!("{}", compiled.sign(&credential, &signer)?);
/// }
/// # Ok::<(), openbadges::Error>(())
/// ```
pub struct Compiled<'c> {
    contexts: &'c Contexts,
    /// The one used last comes first.
    shapes: Vec<Known>,
    signed: usize,
    filled: usize,
    learned: usize,
    /// Canonical N-Quads, in memory that is used again.
    canonical: String,
}

/// A shape as it is remembered.
struct Known {
    shape: Shape,
    /// `None` if its blank nodes look alike.
    template: Option<Template>,
    context: Value,
    proof: Option<Proof>,
}

/// The proof of a credential of one shape, but for its value.
struct Proof {
    algorithm: Algorithm,
    method: String,
    created: Timestamp,
    /// Everything up to the value, as JSON.
    text: String,
    digest: [u8; 32],
}

impl<'c> Compiled<'c> {
    /// Knows no shape yet.
    pub fn new(contexts: &'c Contexts) -> Compiled<'c> {
        let canonical = String::new();
        Compiled { contexts, shapes: vec![], signed: 0, filled: 0, learned: 0, canonical }
    }

    /// Signs a credential: JSON text in, JSON text out, as [`Signer::sign`] would.
    pub fn sign(&mut self, credential: &str, signer: &Signer) -> Result<String, Error> {
        self.signed += 1;
        if let Some(signed) = self.fill(credential, signer) {
            return signed;
        }
        let document = clean(&json::parse(credential.as_bytes())?)?;
        let text = document.to_string();
        if text != credential
            && let Some(signed) = self.fill(&text, signer)
        {
            return signed;
        }
        let signed = signer.sign(&document, self.contexts)?;
        self.learn(&document, &text);
        Ok(signed.to_string())
    }

    /// How many of the credentials were filled in; the others were read anew.
    pub fn filled(&self) -> usize {
        self.filled
    }

    /// Signs a text of a known shape; `None` if it has none.
    fn fill(&mut self, text: &str, signer: &Signer) -> Option<Result<String, Error>> {
        if text.len() > LONGEST {
            return None;
        }
        let canonical = &mut self.canonical;
        let at = self.shapes.iter().position(|it| it.canonicalize(text, canonical).is_some())?;
        self.shapes[..=at].rotate_right(1);
        self.filled += 1;
        Some(self.shapes[0].prove(text, &self.canonical, signer, self.contexts))
    }

    /// Remembers what was signed in the general way, so that the next of its kind is filled in.
    fn learn(&mut self, document: &Value, text: &str) {
        let earned = self.learned * SIGNED_FOR_ONE_LEARNED <= self.signed + MOST_SHAPES;
        if !earned || text.len() > LONGEST || document.get("proof").is_some() {
            return;
        }
        for known in &mut self.shapes {
            if let Some(is_new) = known.shape.learn(text) {
                if is_new {
                    known.template = known.shape.template();
                    self.learned += 1;
                }
                return;
            }
        }
        self.learned += 1;
        if let Some(shape) = Shape::of(document, self.contexts) {
            let template = shape.template();
            let context = document["@context"].clone();
            self.shapes.truncate(MOST_SHAPES - 1);
            self.shapes.insert(0, Known { shape, template, context, proof: None });
        }
    }
}

impl Known {
    fn canonicalize(&self, text: &str, out: &mut String) -> Option<()> {
        self.template.as_ref()?.canonicalize(text, out)
    }

    /// The document with its proof, as text.
    fn prove(
        &mut self,
        text: &str,
        canonical: &str,
        signer: &Signer,
        contexts: &Contexts,
    ) -> Result<String, Error> {
        let proof = match self.proof.take().filter(|it| it.is_by(signer)) {
            Some(proof) => proof,
            None => Proof::new(signer, &self.context, contexts)?,
        };
        let mut hashes = [0; 64];
        hashes[..32].copy_from_slice(&proof.digest);
        hashes[32..].copy_from_slice(&Sha256::digest(canonical));
        let value = signer.value(&hashes)?;
        let open = text.strip_suffix('}').unwrap_or(text);
        let signed = [open, &proof.text, &value, "\"}]}"].concat();
        self.proof = Some(proof);
        Ok(signed)
    }
}

impl Proof {
    fn new(signer: &Signer, context: &Value, contexts: &Contexts) -> Result<Proof, Error> {
        let options = signer.options()?;
        let digest = proof::digest_options(options.clone(), context, contexts)?;
        let options = Value::Object(options).to_string();
        let open = options.strip_suffix('}').unwrap_or(&options);
        let text = format!(",\"proof\":[{open},\"proofValue\":\"");
        let method = signer.verification_method.to_owned();
        let algorithm = signer.key.public().algorithm();
        Ok(Proof { algorithm, method, created: signer.created, text, digest })
    }

    fn is_by(&self, signer: &Signer) -> bool {
        self.algorithm == signer.key.public().algorithm()
            && self.method == signer.verification_method
            && self.created == signer.created
    }
}
