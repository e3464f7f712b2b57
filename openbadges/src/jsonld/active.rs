//! The active context: what terms mean at one place of a document.

use super::words::{is_absolute, is_keyword, looks_like_keyword};
use crate::Error;
use foldhash::HashMap;
use serde_json::Value;
use std::sync::Arc;

/// What a term means (JSON-LD 1.1 API, §4.2).
#[derive(Debug, Clone, Default)]
pub(crate) struct Definition {
    /// `None` for a term that is set to mean nothing.
    pub iri: Option<Arc<str>>,
    pub reverse: bool,
    pub prefix: bool,
    pub protected: bool,
    pub coercion: Option<Coercion>,
    pub container: Container,
    pub index: Option<Arc<str>>,
    /// Outer `None`: not said here; inner: said to be none.
    pub language: Option<Option<String>>,
    pub direction: Option<Option<Direction>>,
    pub nest: Option<String>,
    pub scoped: Option<Arc<Scoped>>,
}

impl Definition {
    /// Do both mean the same, whether they are protected or not (§4.2.2, step 27)?
    pub fn means(&self, other: &Definition) -> bool {
        let scope = |it: &Definition| it.scoped.as_ref().map(|it| it.context.clone());
        self.iri == other.iri
            && self.reverse == other.reverse
            && self.prefix == other.prefix
            && self.coercion == other.coercion
            && self.container == other.container
            && self.index == other.index
            && self.language == other.language
            && self.direction == other.direction
            && self.nest == other.nest
            && scope(self) == scope(other)
    }
}

/// What a term's plain values are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coercion {
    Id,
    Vocab,
    Json,
    None,
    Datatype(Arc<str>),
}

/// How a term's values are grouped; several can hold at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Container {
    pub list: bool,
    pub set: bool,
    pub index: bool,
    pub language: bool,
    pub graph: bool,
    pub id: bool,
    pub types: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    pub fn read(value: &Value) -> Result<Option<Direction>, Error> {
        match value.as_str() {
            Some("ltr") => Ok(Some(Direction::Ltr)),
            Some("rtl") => Ok(Some(Direction::Rtl)),
            _ if value.is_null() => Ok(None),
            _ => Err(Error::JsonLd(format!("{value} is no direction"))),
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A context that holds below one term only.
#[derive(Debug)]
pub(crate) struct Scoped {
    pub number: u64,
    pub context: Value,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Active {
    /// Tells it from any other in the process; the initial one is 0.
    pub number: u64,
    pub terms: HashMap<Arc<str>, Arc<Definition>>,
    /// Terms that stand for a keyword, and which.
    pub aliases: Vec<(Arc<str>, Arc<str>)>,
    pub vocab: Option<Arc<str>>,
    pub language: Option<String>,
    pub direction: Option<Direction>,
    /// What holds again in the next node, when this one came with a type.
    pub previous: Option<Arc<Active>>,
}

impl Active {
    /// Does a key stand for this keyword? As [`Active::expand_term`] would say.
    pub fn means(&self, word: &str, keyword: &str) -> bool {
        word == keyword || self.aliases.iter().any(|it| &*it.0 == word && &*it.1 == keyword)
    }

    /// Notes which terms stand for keywords, once all are defined.
    pub fn note_aliases(&mut self) {
        let meaning = |(term, it): (&Arc<str>, &Arc<Definition>)| {
            let keyword = it.iri.clone().filter(|it| is_keyword(it))?;
            Some((term.clone(), keyword))
        };
        self.aliases = self.terms.iter().filter_map(meaning).collect();
    }

    pub fn has_protected(&self) -> bool {
        self.terms.values().any(|it| it.protected)
    }

    pub fn definition(&self, term: &str) -> Option<&Definition> {
        self.terms.get(term).map(|it| &**it)
    }

    pub fn scoped(&self, term: &str) -> Option<&Arc<Scoped>> {
        self.terms.get(term)?.scoped.as_ref()
    }

    /// What a key or type means (§5.2 with *vocab*): a keyword, an IRI, or something that is
    /// neither; `None` if it is set to mean nothing.
    pub fn expand_term(&self, word: &str) -> Option<Arc<str>> {
        if let Some(definition) = self.terms.get(word) {
            return definition.iri.clone();
        }
        self.expand(word, self.vocab.as_deref())
    }

    /// What an `@id` means (§5.2 without *vocab*).
    pub fn expand_id(&self, word: &str) -> Option<Arc<str>> {
        self.expand(word, None)
    }

    fn expand(&self, word: &str, vocab: Option<&str>) -> Option<Arc<str>> {
        if is_keyword(word) {
            return Some(word.into());
        }
        if looks_like_keyword(word) {
            return None;
        }
        if let Some((prefix, suffix)) = word.split_once(':').filter(|it| !it.0.is_empty()) {
            if prefix == "_" || suffix.starts_with("//") {
                return Some(word.into());
            }
            if let Some(definition) = self.terms.get(prefix).filter(|it| it.prefix) {
                return Some([definition.iri.as_deref().unwrap_or(""), suffix].concat().into());
            }
            if is_absolute(word) {
                return Some(word.into());
            }
        }
        Some(match vocab {
            Some(vocab) => [vocab, word].concat().into(),
            None => word.into(),
        })
    }
}
