//! RDF datasets, as far as signatures need them: terms, quads, and their canonical text.
//!
//! Words: a *quad* is a statement and the graph it stands in; a *blank node* has no name outside
//! its dataset, here a number. Promise: what is written is canonical N-Quads (RDFC-1.0, §A).

mod canon;
mod text;

pub use canon::{Work, canonicalize};
pub(crate) use text::write_term;

use std::sync::Arc;

/// `rdf:type`.
pub const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// `rdf:first`.
pub const FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
/// `rdf:rest`.
pub const REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
/// `rdf:nil`.
pub const NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
/// `rdf:JSON`.
pub const JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
/// `rdf:langString`.
pub const LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
/// `xsd:string`.
pub const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
/// `xsd:boolean`.
pub const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
/// `xsd:integer`.
pub const INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
/// `xsd:double`.
pub const DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";

/// What a quad is about, or what it says (RDF 1.1 Concepts, §3.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    Iri(Arc<str>),
    Blank(u32),
    Literal(Literal),
}

/// A value with its datatype, and its language if that is `rdf:langString` (RDF 1.1, §3.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Literal {
    pub value: String,
    pub datatype: Arc<str>,
    pub language: Option<String>,
}

/// One statement; `graph` is `None` in the default graph.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quad {
    pub subject: Term,
    pub predicate: Arc<str>,
    pub object: Term,
    pub graph: Option<Term>,
}

impl Quad {
    /// The places where a blank node may stand, with the letter that RDFC-1.0 gives each.
    fn places(&self) -> impl Iterator<Item = (char, &Term)> {
        [('s', &self.subject), ('o', &self.object)]
            .into_iter()
            .chain(self.graph.iter().map(|it| ('g', it)))
    }
}
