//! JSON-LD 1.1 to RDF, in *safe mode*: what would be left out is refused.
//!
//! Words: a *context* says what terms mean; the *active* one is what holds at a place in the
//! document; *expanding* replaces terms by what they mean. Promise: no data is lost silently,
//! nothing is fetched, and no input makes it panic or run on.

mod active;
mod cache;
mod define;
mod entries;
mod expand;
mod item;
mod maps;
mod number;
mod open;
mod plain;
mod process;
mod quads;
mod said;
mod words;

pub(crate) use expand::Word;
pub(crate) use open::{Open, address};
pub(crate) use words::is_iri;

use crate::contexts::Contexts;
use crate::rdf::{Quad, Work, canonicalize};
use crate::{Error, json};
use item::Item;
use serde_json::Value;
use std::collections::HashMap;

/// The quads that a document states (JSON-LD 1.1 API, §8.1), or why it can't be read safely.
pub fn to_rdf(document: &Value, contexts: &Contexts) -> Result<Vec<Quad>, Error> {
    let mut expander = expand::Expander::new(contexts);
    read(document, &mut expander)
}

/// A document's canonical N-Quads: what two JSON texts share exactly if they say the same.
pub fn canonical(document: &Value, contexts: &Contexts) -> Result<String, Error> {
    canonicalize(&to_rdf(document, contexts)?, Work::default())
}

/// Reads a document once for two: `hear` is told each of its words, with what it means where it
/// stands; what comes back are the quads that the document would state without its `proof`.
///
/// `None` where these can't be told apart, as in a document that is nothing but a graph.
pub(crate) fn without_proof(
    document: &Value,
    contexts: &Contexts,
    hear: &mut dyn FnMut(&Word),
) -> Result<Option<Vec<Quad>>, Error> {
    let mut expander = expand::Expander::new(contexts);
    expander.hear = Some(hear);
    let proof = document.get("proof");
    expander.proof = proof.map(address);
    let items = expanded(document, &mut expander)?;
    quads::apart(&items, proof.is_some())
}

/// The texts of a document that could say something else without changing what the rest means, by
/// their [`address`].
pub(crate) fn open(document: &Value, contexts: &Contexts) -> Result<HashMap<usize, Open>, Error> {
    let mut expander = expand::Expander::new(contexts);
    expander.open = Some(HashMap::new());
    read(document, &mut expander)?;
    Ok(expander.open.unwrap_or_default())
}

fn read(document: &Value, expander: &mut expand::Expander) -> Result<Vec<Quad>, Error> {
    quads::to_quads(&expanded(document, expander)?)
}

fn expanded<'d>(
    document: &'d Value,
    expander: &mut expand::Expander,
) -> Result<Vec<Item<'d>>, Error> {
    match json::is_shallow(document) {
        true => expander.document(document),
        false => Err(Error::TooMuchWork),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What a document states with its proof left out while it is read, beside what it states when
    /// it is read without.
    fn both(document: &Value) -> [Result<Option<String>, Error>; 2] {
        let contexts = Contexts::built_in();
        let quads = without_proof(document, contexts, &mut |_| {});
        let left_out =
            quads.and_then(|it| it.map(|quads| canonicalize(&quads, Work::default())).transpose());
        let mut bare = document.clone();
        bare.as_object_mut().unwrap().shift_remove("proof");
        [left_out, canonical(&bare, contexts).map(Some)]
    }

    fn proof() -> Value {
        json!({"type": "DataIntegrityProof", "proofPurpose": "assertionMethod"})
    }

    fn credential(more: Value) -> Value {
        let mut credential = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", {"says": "urn:says"}],
            "type": "VerifiableCredential",
            "credentialSubject": {"says": [{"says": "a"}, {"says": "b"}]},
        });
        credential.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        credential
    }

    #[test]
    fn a_proof_is_left_out_and_nothing_else() {
        for more in [
            json!({}),
            json!({"proof": proof()}),
            json!({"proof": [proof(), proof()], "id": "urn:1"}),
            json!({"proof": []}),
            json!({"proof": proof(), "termsOfUse": {"type": "VerifiableCredential", "proof": proof()}}),
        ] {
            let [left_out, without] = both(&credential(more));
            assert_eq!(left_out, without);
            assert!(left_out.unwrap().is_some());
        }
    }

    #[test]
    fn where_it_can_not_be_told_apart_nothing_is_told() {
        let v2 = "https://www.w3.org/ns/credentials/v2";
        for document in [
            credential(json!({"proof": null})),
            json!({"@context": v2, "proof": proof(), "@graph": [{"name": "it"}]}),
            json!({"@context": {"proof": "@included", "says": "urn:says"}, "says": "a",
                "proof": {"says": "b"}}),
            json!({"@context": {"proof": {"@reverse": "urn:of"}, "says": "urn:says"}, "says": "a",
                "proof": {"@id": "urn:b"}}),
            json!({"@context": {"proof": "@graph", "says": "urn:says"},
                "proof": [{"says": "b"}, {"says": "c"}]}),
        ] {
            let [left_out, _] = both(&document);
            assert!(!matches!(left_out, Ok(Some(_))), "{document}: {left_out:?}");
        }
    }
}
