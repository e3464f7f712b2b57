//! Texts that are *open*: another text in the same place would change one literal or one IRI of
//! what the document states, and nothing else.
//!
//! Keywords, types, contexts and words of a vocabulary are never open, nor are names of blank
//! nodes, numbers, or text that a term calls a double.

use super::active::{Active, Coercion};
use super::item::{Item, Kind};
use super::words::is_iri;
use crate::rdf::DOUBLE;
use serde_json::Value;
use std::sync::Arc;

/// How a text is open.
#[derive(Debug, Clone)]
pub(crate) enum Open {
    /// To any text: it becomes a literal as it stands.
    Text,
    /// To IRIs that mean themselves where this context holds.
    Iri(Arc<Active>),
}

impl Open {
    /// May this text stand there?
    pub fn takes(&self, text: &str) -> bool {
        match self {
            Open::Text => true,
            Open::Iri(active) => is_iri(text) && means_itself(active, text),
        }
    }
}

/// Isn't it shortened by a prefix?
fn means_itself(active: &Active, iri: &str) -> bool {
    let after_scheme = iri.split_once(':').map_or("", |it| it.1);
    after_scheme.starts_with("//") || active.expand_id(iri).as_deref() == Some(iri)
}

/// Where a value stands in memory, which tells it from any other of its document.
pub(crate) fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// Is the bare value of a property open, now that it is known what became of it?
pub(super) fn of_plain(active: &Arc<Active>, property: &str, item: &Item) -> Option<Open> {
    match item {
        Item::Plain(plain) if plain.value.is_string() => match &plain.kind {
            Kind::Json => None,
            Kind::Datatype(datatype) if &**datatype == DOUBLE => None,
            _ => Some(Open::Text),
        },
        Item::Node(_) => {
            let coercion = active.definition(property).and_then(|it| it.coercion.as_ref());
            (coercion != Some(&Coercion::Vocab)).then(|| Open::Iri(active.clone()))
        }
        _ => None,
    }
}
