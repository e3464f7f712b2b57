//! Applies a local context to the active one (JSON-LD 1.1 API, §4.1.2).

use super::active::{Active, Direction, Scoped};
use super::cache::{Key, READ, Source};
use super::define::Defining;
use super::words::{is_absolute, is_language};
use crate::Error;
use crate::contexts::{Contexts, next_number};
use foldhash::HashMap;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A longer context that stands in a document isn't remembered for the next.
const LONGEST_REMEMBERED: usize = 16 << 10;
/// How many contexts may name one another.
const MOST_NESTED: usize = 32;

/// How a context applies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub propagates: bool,
    pub overrides_protected: bool,
}

/// `@context` in a node.
pub(crate) const EMBEDDED: Scope = Scope { propagates: true, overrides_protected: false };
/// A context that came with a type.
pub(crate) const TYPE: Scope = Scope { propagates: false, overrides_protected: false };
/// A context that came with a property.
pub(crate) const PROPERTY: Scope = Scope { propagates: true, overrides_protected: true };

/// How an object is applied: looked up among the remembered ones first, or not.
type ApplyObject<'a> =
    fn(&mut Processor<'a>, &Arc<Active>, &Map<String, Value>, Scope) -> Result<Arc<Active>, Error>;

pub(crate) struct Processor<'a> {
    contexts: &'a Contexts,
    /// Definitions that may still be copied or read, in this document.
    work: usize,
    nested: usize,
}

impl<'a> Processor<'a> {
    pub fn new(contexts: &'a Contexts) -> Processor<'a> {
        Processor { contexts, work: 2_000_000, nested: 0 }
    }

    /// Takes a part of what this document may still cost.
    pub fn spend(&mut self, work: usize) -> Result<(), Error> {
        self.work = self.work.checked_sub(work).ok_or(Error::TooMuchWork)?;
        Ok(())
    }

    /// Applies a context that stands in the document.
    pub fn apply(
        &mut self,
        active: &Arc<Active>,
        local: &Value,
        scope: Scope,
    ) -> Result<Arc<Active>, Error> {
        self.apply_all(active, local, scope, Self::apply_remembered)
    }

    /// Applies a context that came with a term.
    pub fn apply_scoped(
        &mut self,
        active: &Arc<Active>,
        scoped: &Scoped,
        scope: Scope,
    ) -> Result<Arc<Active>, Error> {
        // PROPERTY and TYPE differ in what they override, so the key tells them apart.
        let key = self.key(active, Source::Scoped(scoped.number), scope);
        if let Some(found) = READ.get(&key) {
            return Ok(found);
        }
        let result = self.apply_all(active, &scoped.context, scope, Self::read)?;
        READ.insert(key, result.clone());
        Ok(result)
    }

    fn key(&self, active: &Active, source: Source, scope: Scope) -> Key {
        Key {
            contexts: self.contexts.number,
            active: active.number,
            source,
            overrides_protected: scope.overrides_protected,
        }
    }

    fn apply_all(
        &mut self,
        active: &Arc<Active>,
        local: &Value,
        scope: Scope,
        object: ApplyObject<'a>,
    ) -> Result<Arc<Active>, Error> {
        let locals = match local {
            Value::Array(locals) => locals.as_slice(),
            one => std::slice::from_ref(one),
        };
        let propagates = match locals.first().and_then(|it| it.get("@propagate")) {
            None => scope.propagates,
            Some(Value::Bool(it)) => *it,
            Some(_) => return Err(Error::JsonLd("@propagate is neither true nor false".into())),
        };
        let mut result = active.clone();
        if !locals.is_empty() && !propagates && active.previous.is_none() {
            result = self.remember_previous(active)?;
        }
        for local in locals {
            self.spend(1)?;
            result = match local {
                Value::Null => reset(&result, scope, propagates)?,
                Value::String(url) => self.apply_document(&result, url, scope)?,
                Value::Object(entries) => object(self, &result, unwrapped(entries), scope)?,
                _ => {
                    let why = "a context is neither an address nor an object";
                    return Err(Error::JsonLd(why.into()));
                }
            };
        }
        Ok(result)
    }

    /// The same context, with a way back to it.
    fn remember_previous(&mut self, active: &Arc<Active>) -> Result<Arc<Active>, Error> {
        let key = self.key(active, Source::WayBack, TYPE);
        if let Some(found) = READ.get(&key) {
            return Ok(found);
        }
        self.spend(active.terms.len())?;
        let result = Arc::new(Active {
            number: next_number(),
            previous: Some(active.clone()),
            ..Active::clone(active)
        });
        READ.insert(key, result.clone());
        Ok(result)
    }

    fn apply_document(
        &mut self,
        active: &Arc<Active>,
        url: &str,
        scope: Scope,
    ) -> Result<Arc<Active>, Error> {
        let document = self.contexts.get(url)?;
        let key = self.key(active, Source::Document(document.number), scope);
        if let Some(found) = READ.get(&key) {
            return Ok(found);
        }
        if self.nested >= MOST_NESTED {
            return Err(Error::TooMuchWork);
        }
        self.nested += 1;
        let scope = Scope { propagates: true, ..scope };
        let result = self.apply_all(active, &document.context, scope, Self::read)?;
        self.nested -= 1;
        READ.insert(key, result.clone());
        Ok(result)
    }

    fn apply_remembered(
        &mut self,
        active: &Arc<Active>,
        entries: &Map<String, Value>,
        scope: Scope,
    ) -> Result<Arc<Active>, Error> {
        let text = serde_json::to_string(entries).expect("what was read as JSON can be written");
        if text.len() > LONGEST_REMEMBERED {
            return self.read(active, entries, scope);
        }
        self.spend(text.len() / 64)?;
        let key = self.key(active, Source::Inline(text), scope);
        if let Some(found) = READ.get(&key) {
            return Ok(found);
        }
        let result = self.read(active, entries, scope)?;
        READ.insert(key, result.clone());
        Ok(result)
    }

    fn read(
        &mut self,
        active: &Arc<Active>,
        entries: &Map<String, Value>,
        scope: Scope,
    ) -> Result<Arc<Active>, Error> {
        let imported;
        let entries = match entries.get("@import") {
            Some(import) => {
                imported = self.import(import, entries)?;
                &imported
            }
            None => entries,
        };
        self.spend(active.terms.len() + entries.len())?;
        let mut result = Active { number: next_number(), ..Active::clone(active) };
        let protected = read_settings(&mut result, entries)?;
        let mut defining = Defining {
            active: &mut result,
            local: entries,
            defined: HashMap::default(),
            protected,
            overrides_protected: scope.overrides_protected,
        };
        for term in entries.keys().filter(|it| !is_setting(it)) {
            defining.define(term)?;
        }
        result.note_aliases();
        let result = Arc::new(result);
        self.check_scoped(&result, entries)?;
        Ok(result)
    }

    /// §4.1.2, step 5.6: a context to build upon.
    fn import(
        &self,
        import: &Value,
        entries: &Map<String, Value>,
    ) -> Result<Map<String, Value>, Error> {
        let url = import.as_str().ok_or_else(|| Error::JsonLd("@import is no address".into()))?;
        let Value::Object(imported) = &self.contexts.get(url)?.context else {
            return Err(Error::JsonLd(format!("{url} can't be imported")));
        };
        if imported.contains_key("@import") {
            return Err(Error::JsonLd(format!("{url} imports another")));
        }
        let own = entries.iter().filter(|it| it.0 != "@import");
        Ok(imported.iter().chain(own).map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// A scoped context that can't be read is refused where it is defined (§4.2.2, step 21).
    fn check_scoped(
        &mut self,
        active: &Arc<Active>,
        entries: &Map<String, Value>,
    ) -> Result<(), Error> {
        for scoped in entries.values().filter_map(|it| it.get("@context")) {
            // What is named is looked at when it is used: contexts may name one another.
            let inline = match scoped {
                Value::Array(locals) => locals.iter().all(|it| !it.is_string()),
                one => !one.is_string(),
            };
            if inline {
                self.apply_all(active, scoped, PROPERTY, Self::read)?;
            }
        }
        Ok(())
    }
}

fn reset(active: &Arc<Active>, scope: Scope, propagates: bool) -> Result<Arc<Active>, Error> {
    if !scope.overrides_protected && active.has_protected() {
        return Err(Error::JsonLd("a context is dropped whose terms are protected".into()));
    }
    let mut initial = Active::default();
    if !propagates {
        initial.number = next_number();
        initial.previous = active.previous.clone();
    }
    Ok(Arc::new(initial))
}

fn is_setting(key: &str) -> bool {
    matches!(
        key,
        "@base"
            | "@direction"
            | "@import"
            | "@language"
            | "@propagate"
            | "@protected"
            | "@version"
            | "@vocab"
    )
}

/// What a context says beside its terms; whether these are protected.
fn read_settings(active: &mut Active, entries: &Map<String, Value>) -> Result<bool, Error> {
    let wrong = |what: &str| Err(Error::JsonLd(format!("a context's {what}")));
    match entries.get("@version") {
        None => {}
        Some(version) if version.as_f64() == Some(1.1) => {}
        Some(_) => return wrong("@version is not 1.1"),
    }
    match entries.get("@base") {
        None | Some(Value::Null) => {}
        // Signed data says its identifiers in full; so we resolve none.
        Some(_) => return wrong("@base would change identifiers, which is not taken here"),
    }
    match entries.get("@vocab") {
        None => {}
        Some(Value::Null) => active.vocab = None,
        Some(Value::String(vocab)) => {
            let iri = active.expand_term(vocab).filter(|it| is_absolute(it));
            active.vocab = match iri {
                Some(iri) => Some(iri),
                None => return wrong("@vocab is no IRI"),
            };
        }
        Some(_) => return wrong("@vocab is no text"),
    }
    match entries.get("@language") {
        None => {}
        Some(Value::Null) => active.language = None,
        Some(Value::String(tag)) if is_language(tag) => active.language = Some(tag.to_lowercase()),
        Some(_) => return wrong("@language is no language tag"),
    }
    if let Some(direction) = entries.get("@direction") {
        active.direction = Direction::read(direction)?;
    }
    if entries.get("@propagate").is_some_and(|it| !it.is_boolean()) {
        return wrong("@propagate is neither true nor false");
    }
    match entries.get("@protected") {
        None => Ok(false),
        Some(Value::Bool(it)) => Ok(*it),
        Some(_) => wrong("@protected is neither true nor false"),
    }
}

/// A context may stand in an object of its own, as it does in a document: jsonld.js takes that, and
/// W3C's test suites write it.
fn unwrapped(entries: &Map<String, Value>) -> &Map<String, Value> {
    match entries.get("@context") {
        Some(Value::Object(inner)) if entries.len() == 1 => inner,
        _ => entries,
    }
}
