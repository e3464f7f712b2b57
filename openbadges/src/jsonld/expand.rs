//! Expansion in safe mode (JSON-LD 1.1 API, §5.1): walks a document, minding which contexts hold.

use super::active::Active;
use super::item::Item;
use super::open::{self, Open};
use super::plain::plain;
use super::process::{EMBEDDED, PROPERTY, Processor, TYPE};
use super::said::Said;
use crate::Error;
use crate::contexts::Contexts;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

pub(crate) struct Expander<'a> {
    pub processor: Processor<'a>,
    /// Who is told each word of the document, if anyone.
    pub hear: Option<&'a mut dyn FnMut(&Word)>,
    /// The value of the document's own `proof`, by its address, if that is to be set aside.
    pub proof: Option<usize>,
    /// Which of its texts are open to change, if that is asked: by their address in memory.
    pub open: Option<HashMap<usize, Open>>,
}

/// A word of the document, and what it means there.
pub(crate) struct Word<'w> {
    pub word: &'w str,
    pub meaning: &'w str,
    pub is_type: bool,
}

/// Where an element stands.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place<'p> {
    pub property: Option<&'p str>,
    pub in_list: bool,
    /// Is it one of the items of an array?
    pub in_array: bool,
    pub in_map: bool,
}

/// The contexts that hold in an object: for its keys, and for its types.
pub(super) struct Scopes<'p> {
    pub active: Arc<Active>,
    pub types: Arc<Active>,
    pub place: Place<'p>,
    pub is_json: bool,
    pub is_reverse: bool,
}

pub(crate) fn lost<T>(what: String) -> Result<T, Error> {
    Err(Error::DataLoss(what))
}

pub(crate) fn wrong<T>(what: String) -> Result<T, Error> {
    Err(Error::JsonLd(what))
}

impl<'a> Expander<'a> {
    pub fn new(contexts: &'a Contexts) -> Expander<'a> {
        Expander { processor: Processor::new(contexts), hear: None, proof: None, open: None }
    }

    pub(super) fn tell(&mut self, word: &str, meaning: &str, is_type: bool) {
        if let Some(hear) = &mut self.hear {
            hear(&Word { word, meaning, is_type });
        }
    }

    pub(super) fn note_open(&mut self, value: &Value, open: impl FnOnce() -> Option<Open>) {
        if let Some(known) = &mut self.open
            && let Some(open) = open()
        {
            known.insert(open::address(value), open);
        }
    }

    pub fn document<'d>(&mut self, document: &'d Value) -> Result<Vec<Item<'d>>, Error> {
        let mut items = self.expand(&Arc::default(), Place::default(), document)?;
        if let [Item::Node(node)] = &mut items[..]
            && node.id.is_none()
            && !node.indexed
            && node.is_graph()
        {
            return Ok(node.graph.take().unwrap_or_default());
        }
        Ok(items)
    }

    pub fn expand<'d>(
        &mut self,
        active: &Arc<Active>,
        place: Place,
        element: &'d Value,
    ) -> Result<Vec<Item<'d>>, Error> {
        match element {
            Value::Null => Ok(vec![]),
            Value::Array(elements) => self.array(active, place, elements),
            Value::Object(object) => self.object(active, place, object),
            scalar => self.scalar(active, place, scalar),
        }
    }

    fn array<'d>(
        &mut self,
        active: &Arc<Active>,
        place: Place,
        elements: &'d [Value],
    ) -> Result<Vec<Item<'d>>, Error> {
        let definition = place.property.and_then(|it| active.definition(it));
        let listed = definition.is_some_and(|it| it.container.list);
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            let inner = Place { in_list: listed || place.in_list, in_array: true, ..place };
            if element.is_array() {
                let inner = Place { in_list: listed, ..place };
                let found = self.expand(active, inner, element)?;
                if listed || place.in_list {
                    items.push(Item::List(found));
                } else {
                    items.extend(found);
                }
            } else {
                items.extend(self.expand(active, inner, element)?);
            }
        }
        Ok(items)
    }

    fn scalar<'d>(
        &mut self,
        active: &Arc<Active>,
        place: Place,
        scalar: &'d Value,
    ) -> Result<Vec<Item<'d>>, Error> {
        let Some(property) = place.property.filter(|it| !is_graph(active, it) || place.in_list)
        else {
            return lost(format!("The value {scalar} belongs to no property"));
        };
        let active = match active.scoped(property).cloned() {
            Some(scoped) => &self.processor.apply_scoped(active, &scoped, PROPERTY)?,
            None => active,
        };
        let item = plain(active, property, Cow::Borrowed(scalar))?;
        self.note_open(scalar, || open::of_plain(active, property, &item));
        Ok(vec![item])
    }

    fn object<'d>(
        &mut self,
        active: &Arc<Active>,
        place: Place,
        object: &'d Map<String, Value>,
    ) -> Result<Vec<Item<'d>>, Error> {
        self.processor.spend(object.len())?;
        let scopes = self.enter(active, place, object)?;
        let mut said = Said::default();
        self.entries(&scopes, object, &mut said)?;

        let container = place
            .property
            .and_then(|it| scopes.active.definition(it))
            .map(|it| it.container)
            .unwrap_or_default();
        let is_top = place.property.is_none_or(|it| is_graph(&scopes.active, it));
        let is_set = said.set.is_some();
        let items = said.finish(scopes.is_reverse)?;
        if is_set && place.in_list && place.in_array {
            // Several values as one item of a list: a list in the list (step 5.2.2).
            return Ok(vec![Item::List(items)]);
        }
        if !place.in_list && (is_top || container.graph) {
            items.iter().try_for_each(check_states_something)?;
        }
        Ok(items)
    }

    /// The contexts that hold inside an object (steps 7 to 11).
    fn enter<'p>(
        &mut self,
        active: &Arc<Active>,
        place: Place<'p>,
        object: &Map<String, Value>,
    ) -> Result<Scopes<'p>, Error> {
        let property = place.property.unwrap_or("@none");
        let scoped = active.scoped(property).cloned();
        let is_reverse = property == "@reverse";
        let mut active = active.clone();
        if let Some(previous) = active.previous.clone()
            && !place.in_map
            && !keeps_type_scope(&active, object)
        {
            active = previous;
        }
        if let Some(scoped) = scoped {
            active = self.processor.apply_scoped(&active, &scoped, PROPERTY)?;
        }
        if let Some(local) = object.get("@context") {
            active = self.processor.apply(&active, local, EMBEDDED)?;
        }
        let types = active.clone();
        let mut is_json = false;
        let mut keys: Vec<&String> = object.keys().filter(|it| types.means(it, "@type")).collect();
        keys.sort_unstable();
        for key in keys {
            let mut names: Vec<&str> = match &object[key] {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                one => one.as_str().into_iter().collect(),
            };
            is_json |=
                names.first().is_some_and(|it| types.expand_term(it).as_deref() == Some("@json"));
            names.sort_unstable();
            for name in names {
                if let Some(scoped) = types.scoped(name).cloned() {
                    active = self.processor.apply_scoped(&active, &scoped, TYPE)?;
                }
            }
        }
        Ok(Scopes { active, types, place, is_json, is_reverse })
    }
}

/// What stands on its own must say something, or it would be left out (step 19).
pub(crate) fn check_states_something(item: &Item) -> Result<(), Error> {
    match item {
        Item::Node(node) if !node.says_nothing() => Ok(()),
        Item::Node(_) => lost("A node says nothing".into()),
        _ => lost("A value or list belongs to no property".into()),
    }
}

pub(super) fn is_graph(active: &Active, property: &str) -> bool {
    active.means(property, "@graph")
}

/// A value or a mere reference is no new node: a type's context still holds there (step 7).
fn keeps_type_scope(active: &Active, object: &Map<String, Value>) -> bool {
    object.keys().any(|it| active.means(it, "@value"))
        || object.len() == 1 && object.keys().all(|it| active.means(it, "@id"))
}
