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

pub(crate) use active::next_number;
pub(crate) use expand::Name;
pub(crate) use open::{Open, address};
pub(crate) use words::is_iri;

use crate::contexts::Contexts;
use crate::rdf::{Quad, Work, canonicalize};
use crate::{Error, json};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The quads that a document states (JSON-LD 1.1 API, §8.1), or why it can't be read safely.
pub fn to_rdf(document: &Value, contexts: &Contexts) -> Result<Vec<Quad>, Error> {
    let mut expander = expand::Expander::new(contexts);
    read(document, &mut expander)
}

/// A document's canonical N-Quads: what two JSON texts share exactly if they say the same.
pub fn canonical(document: &Value, contexts: &Contexts) -> Result<String, Error> {
    canonicalize(&to_rdf(document, contexts)?, Work::default())
}

/// The words of a document, each with what it means where it stands.
pub(crate) fn names(document: &Value, contexts: &Contexts) -> Result<HashSet<Name>, Error> {
    let mut expander = expand::Expander::new(contexts);
    expander.names = Some(HashSet::new());
    read(document, &mut expander)?;
    Ok(expander.names.unwrap_or_default())
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
    if !json::is_shallow(document) {
        return Err(Error::TooMuchWork);
    }
    quads::to_quads(&expander.document(document)?)
}
