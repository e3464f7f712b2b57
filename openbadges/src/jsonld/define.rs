//! Reads one term of a context (JSON-LD 1.1 API, §4.2.2).

use super::active::{Active, Coercion, Container, Definition, Direction, Scoped};
use super::words::{is_absolute, is_blank, is_keyword, is_language, looks_like_keyword};
use crate::Error;
use crate::contexts::next_number;
use foldhash::HashMap;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A local context on its way into an active one.
pub(crate) struct Defining<'a> {
    pub active: &'a mut Active,
    pub local: &'a Map<String, Value>,
    /// Terms begun (`false`) and finished (`true`), so that a cycle shows.
    pub defined: HashMap<&'a str, bool>,
    pub protected: bool,
    pub overrides_protected: bool,
}

fn wrong<T>(term: &str, why: &str) -> Result<T, Error> {
    Err(Error::JsonLd(format!("the context's term {term:?} {why}")))
}

/// What may stand in a definition.
const ENTRIES: [&str; 11] = [
    "@container",
    "@context",
    "@direction",
    "@id",
    "@index",
    "@language",
    "@nest",
    "@prefix",
    "@protected",
    "@reverse",
    "@type",
];

impl<'a> Defining<'a> {
    pub fn define(&mut self, term: &'a str) -> Result<(), Error> {
        match self.defined.get(term) {
            Some(true) => return Ok(()),
            Some(false) => return wrong(term, "is defined by itself"),
            None => {}
        }
        let Some(value) = self.local.get(term) else { return Ok(()) };
        self.defined.insert(term, false);
        check_name(term, value)?;

        let previous = self.active.terms.remove(term);
        let shorthand;
        let (entries, simple) = match value {
            Value::Object(entries) => (entries, false),
            Value::String(_) | Value::Null => {
                shorthand = Map::from_iter([("@id".to_owned(), value.clone())]);
                (&shorthand, true)
            }
            _ => return wrong(term, "is neither text nor an object"),
        };
        if let Some(entry) = entries.keys().find(|it| !ENTRIES.contains(&it.as_str())) {
            return wrong(term, &format!("has the entry {entry:?}"));
        }
        let mut definition = self.meaning(term, entries, simple)?;
        definition.protected = flag(term, entries, "@protected")?.unwrap_or(self.protected);
        definition.coercion = self.coercion(term, entries)?;
        read_container(term, entries, &mut definition)?;
        read_index(term, entries, &mut definition)?;
        read_text(term, entries, &mut definition)?;
        read_prefix(term, entries, &mut definition)?;
        if let Some(context) = entries.get("@context") {
            let scoped = Scoped { number: next_number(), context: context.clone() };
            definition.scoped = Some(Arc::new(scoped));
        }
        if matches!(definition.iri.as_deref(), Some("@context" | "@preserve")) {
            return wrong(term, "stands for a keyword that has no other name");
        }
        let definition = match previous {
            Some(previous) if previous.protected && !self.overrides_protected => {
                if !previous.means(&definition) {
                    return wrong(term, "is protected and can't be given another meaning");
                }
                previous
            }
            _ => Arc::new(definition),
        };
        self.active.terms.insert(term.into(), definition);
        self.defined.insert(term, true);
        Ok(())
    }

    /// The IRI or keyword that the term stands for (steps 13 to 18).
    fn meaning(
        &mut self,
        term: &'a str,
        entries: &Map<String, Value>,
        simple: bool,
    ) -> Result<Definition, Error> {
        let mut definition = Definition::default();
        if let Some(reverse) = entries.get("@reverse") {
            if entries.contains_key("@id") || entries.contains_key("@nest") {
                return wrong(term, "can't have @reverse beside @id or @nest");
            }
            let Some(iri) = reverse.as_str().filter(|it| !looks_like_keyword(it)) else {
                return wrong(term, "has a @reverse that is no IRI");
            };
            let iri = self.expand(iri)?.filter(|it| is_absolute(it));
            definition.iri = Some(match iri {
                Some(iri) => iri,
                None => return wrong(term, "has a @reverse that is no IRI"),
            });
            definition.reverse = true;
            return Ok(definition);
        }
        match entries.get("@id") {
            Some(Value::Null) => return Ok(definition),
            Some(Value::String(id)) if id != term => {
                if !is_keyword(id) && looks_like_keyword(id) {
                    return wrong(term, "has an @id that looks like a keyword");
                }
                let iri = self.expand(id)?.filter(|it| is_keyword(it) || is_absolute(it));
                let Some(iri) = iri else { return wrong(term, "has an @id that is no IRI") };
                if looks_like_iri(term) && self.expand_itself(term)?.as_deref() != Some(&iri) {
                    return wrong(term, "looks like an IRI and means another");
                }
                let delimited = iri.ends_with([':', '/', '?', '#', '[', ']', '@']);
                definition.prefix = simple && !term.contains(':') && (delimited || is_blank(&iri));
                definition.iri = Some(iri);
                return Ok(definition);
            }
            Some(Value::String(_)) | None => {}
            Some(_) => return wrong(term, "has an @id that is no text"),
        }
        definition.iri = self.own_meaning(term)?;
        if definition.iri.is_none() {
            return wrong(term, "has no @id");
        }
        Ok(definition)
    }

    /// A term without an `@id` of its own: `prefix:suffix`, an IRI, `@type`, or one of @vocab.
    fn own_meaning(&mut self, term: &'a str) -> Result<Option<Arc<str>>, Error> {
        if let Some((prefix, suffix)) = term.split_once(':').filter(|it| !it.0.is_empty()) {
            self.define(prefix)?;
            let iri = match self.active.definition(prefix) {
                Some(definition) => {
                    let Some(iri) = definition.iri.as_deref() else { return Ok(None) };
                    [iri, suffix].concat().into()
                }
                None => Arc::from(term),
            };
            return Ok(Some(iri).filter(|it| is_absolute(it)));
        }
        if term == "@type" {
            return Ok(Some(term.into()));
        }
        let vocab = self.active.vocab.as_deref();
        Ok(vocab.map(|it| [it, term].concat().into()).filter(|it: &Arc<str>| is_absolute(it)))
    }

    /// A word of the context being read, whose terms may not be defined yet (§5.2).
    pub fn expand(&mut self, word: &str) -> Result<Option<Arc<str>>, Error> {
        if is_keyword(word) {
            return Ok(Some(word.into()));
        }
        if let Some((term, _)) = self.local.get_key_value(word) {
            self.define(term)?;
        }
        self.define_prefix(word)?;
        Ok(self.active.expand_term(word))
    }

    /// What a term that looks like an IRI would mean if it weren't defined.
    fn expand_itself(&mut self, term: &str) -> Result<Option<Arc<str>>, Error> {
        self.define_prefix(term)?;
        Ok(self.active.expand_term(term))
    }

    fn define_prefix(&mut self, word: &str) -> Result<(), Error> {
        let Some((prefix, suffix)) = word.split_once(':') else { return Ok(()) };
        if prefix.is_empty() || prefix == "_" || suffix.starts_with("//") {
            return Ok(());
        }
        match self.local.get_key_value(prefix) {
            Some((term, _)) => self.define(term),
            None => Ok(()),
        }
    }

    fn coercion(
        &mut self,
        term: &str,
        entries: &Map<String, Value>,
    ) -> Result<Option<Coercion>, Error> {
        let Some(value) = entries.get("@type") else { return Ok(None) };
        Ok(Some(match value.as_str() {
            Some("@id") => Coercion::Id,
            Some("@vocab") => Coercion::Vocab,
            Some("@json") => Coercion::Json,
            Some("@none") => Coercion::None,
            Some(datatype) => match self.expand(datatype)? {
                Some(iri) if is_absolute(&iri) && !is_blank(&iri) => Coercion::Datatype(iri),
                _ => return wrong(term, "has a @type that is no IRI"),
            },
            None => return wrong(term, "has a @type that is no text"),
        }))
    }
}

fn looks_like_iri(term: &str) -> bool {
    term.contains('/') || term.as_bytes().windows(2).any(|it| it[0] == b':' && it[1] != b':')
}

/// May this be a term at all (steps 4 to 6)?
fn check_name(term: &str, value: &Value) -> Result<(), Error> {
    if term.is_empty() {
        return wrong(term, "is empty");
    }
    if term == "@type"
        && let Value::Object(entries) = value
    {
        let fits = entries.iter().all(|(key, value)| match key.as_str() {
            "@container" => value == "@set",
            "@protected" => value.is_boolean(),
            _ => false,
        });
        return if fits && !entries.is_empty() { Ok(()) } else { wrong(term, "is a keyword") };
    }
    if is_keyword(term) {
        return wrong(term, "is a keyword");
    }
    if looks_like_keyword(term) {
        return wrong(term, "looks like a keyword, which is reserved");
    }
    Ok(())
}

fn flag(term: &str, entries: &Map<String, Value>, name: &str) -> Result<Option<bool>, Error> {
    match entries.get(name) {
        None => Ok(None),
        Some(Value::Bool(it)) => Ok(Some(*it)),
        Some(_) => wrong(term, &format!("has a {name} that is neither true nor false")),
    }
}

fn read_container(
    term: &str,
    entries: &Map<String, Value>,
    definition: &mut Definition,
) -> Result<(), Error> {
    let names: Vec<&Value> = match entries.get("@container") {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(names)) => names.iter().collect(),
        Some(name) => vec![name],
    };
    let mut container = Container::default();
    for name in &names {
        *(match name.as_str() {
            Some("@list") => &mut container.list,
            Some("@set") => &mut container.set,
            Some("@index") => &mut container.index,
            Some("@language") => &mut container.language,
            Some("@graph") => &mut container.graph,
            Some("@id") => &mut container.id,
            Some("@type") => &mut container.types,
            _ => return wrong(term, "has an unknown @container"),
        }) = true;
    }
    let Container { list, set, index, language, graph, id, types } = container;
    let maps = [index, language, id, types].iter().filter(|it| **it).count();
    let fits = maps <= 1
        && !(list && names.len() > 1)
        && !(graph && (language || types))
        && !(definition.reverse && (list || language || graph || id || types))
        && names.len() <= 1 + usize::from(set) + usize::from(graph);
    if !fits {
        return wrong(term, "has a @container that can't be");
    }
    if types {
        match definition.coercion.get_or_insert(Coercion::Id) {
            Coercion::Id | Coercion::Vocab => {}
            _ => return wrong(term, "groups by @type what is no node"),
        }
    }
    definition.container = container;
    Ok(())
}

fn read_index(
    term: &str,
    entries: &Map<String, Value>,
    definition: &mut Definition,
) -> Result<(), Error> {
    let Some(index) = entries.get("@index") else { return Ok(()) };
    let name = index.as_str().filter(|it| !it.starts_with('@') && definition.container.index);
    let Some(name) = name else { return wrong(term, "has an @index that can't be") };
    definition.index = Some(name.into());
    Ok(())
}

fn read_text(
    term: &str,
    entries: &Map<String, Value>,
    definition: &mut Definition,
) -> Result<(), Error> {
    if !entries.contains_key("@type") {
        definition.language = match entries.get("@language") {
            None => None,
            Some(Value::Null) => Some(None),
            Some(Value::String(tag)) if is_language(tag) => Some(Some(tag.to_lowercase())),
            Some(_) => return wrong(term, "has a @language that is no language tag"),
        };
        definition.direction = entries.get("@direction").map(Direction::read).transpose()?;
    }
    definition.nest = match entries.get("@nest") {
        None => None,
        Some(Value::String(nest)) if nest == "@nest" || !nest.starts_with('@') => {
            Some(nest.clone())
        }
        Some(_) => return wrong(term, "has a @nest that can't be"),
    };
    Ok(())
}

fn read_prefix(
    term: &str,
    entries: &Map<String, Value>,
    definition: &mut Definition,
) -> Result<(), Error> {
    let Some(prefix) = flag(term, entries, "@prefix")? else { return Ok(()) };
    if term.contains([':', '/']) || definition.iri.as_deref().is_some_and(is_keyword) {
        return wrong(term, "can't be a prefix");
    }
    definition.prefix = prefix;
    Ok(())
}
