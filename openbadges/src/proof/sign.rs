//! Making a proof.

use super::{Secured, Suite};
use crate::contexts::Contexts;
use crate::dates::DateTime;
use crate::keys::{Purpose, SecretKey};
use crate::{Error, text};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Who signs, and when.
#[derive(Debug, Clone)]
pub struct Signer<'a> {
    pub key: &'a SecretKey,
    /// The full URL under which the issuer's document names the key.
    pub verification_method: &'a str,
    pub created: Timestamp,
}

/// What else a proof may say (VC Data Integrity 1.0, §2.1).
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// A URL by which a later proof can name this one.
    pub id: Option<&'a str>,
    /// To issue something, or to show who one is.
    pub purpose: Purpose,
    /// From then on it no longer holds.
    pub expires: Option<Timestamp>,
    /// For whom it is made.
    pub domain: Option<&'a str>,
    /// What the other side asked to be signed, so that it can't be shown twice.
    pub challenge: Option<&'a str>,
    /// The ids of the proofs that this one signs, too.
    pub previous: &'a [&'a str],
}

impl Signer<'_> {
    /// Signs a credential, adding to the proofs that it has (§4.2).
    ///
    /// A TAB becomes a space; other control characters are refused, since libraries differ in
    /// how they write them. See [`crate::text::clean`].
    pub fn sign(&self, credential: &Value, contexts: &Contexts) -> Result<Value, Error> {
        self.sign_with(credential, &Options::default(), contexts)
    }

    /// The same, with more said in the proof (§4.3).
    pub fn sign_with(
        &self,
        document: &Value,
        options: &Options,
        contexts: &Contexts,
    ) -> Result<Value, Error> {
        let mut document = text::clean(document)?;
        let Value::Object(map) = &mut document else {
            return Err(Error::Unsignable("it is no object".into()));
        };
        let mut proof = self.options()?;
        options.add_to(&mut proof);
        let hashes = Secured::new(map, contexts)?.hashes(proof.clone())?;
        proof.insert("proofValue".into(), self.value(&hashes)?.into());
        let mut proofs = match map.shift_remove("proof") {
            None => vec![],
            Some(Value::Array(proofs)) => proofs,
            Some(one) => vec![one],
        };
        proofs.push(proof.into());
        map.insert("proof".into(), proofs.into());
        Ok(document)
    }

    /// The proof without its value (VC DI EdDSA, §3.2.5; ECDSA, §3.2.5).
    pub(crate) fn options(&self) -> Result<Map<String, Value>, Error> {
        let algorithm = self.key.public().algorithm();
        let suite = Suite::of(algorithm).ok_or_else(|| {
            Error::Unsignable(format!("no cryptosuite signs with {}", algorithm.name()))
        })?;
        Ok(Map::from_iter([
            ("type".into(), "DataIntegrityProof".into()),
            ("cryptosuite".into(), suite.name().into()),
            ("created".into(), DateTime::from(self.created).to_string().into()),
            ("verificationMethod".into(), self.verification_method.into()),
            ("proofPurpose".into(), Purpose::AssertionMethod.name().into()),
        ]))
    }

    /// The value of a proof: a signature of both hashes (VC DI EdDSA, §3.2.6; ECDSA, §3.2.6).
    pub(crate) fn value(&self, hashes: &[u8; 64]) -> Result<String, Error> {
        Ok(format!("z{}", bs58::encode(self.key.sign(hashes)?).into_string()))
    }
}

impl Options<'_> {
    fn add_to(&self, proof: &mut Map<String, Value>) {
        let mut say = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                proof.insert(key.into(), value);
            }
        };
        let text = |it: Option<&str>| it.map(Value::from);
        say("id", text(self.id));
        say("proofPurpose", Some(self.purpose.name().into()));
        say("expires", self.expires.map(|it| DateTime::from(it).to_string().into()));
        say("domain", text(self.domain));
        say("challenge", text(self.challenge));
        say(
            "previousProof",
            match self.previous {
                [] => None,
                [one] => Some((*one).into()),
                several => Some(several.iter().copied().map(Value::from).collect()),
            },
        );
    }
}
