//! Containers: values that stand in a map by language, index, id or type (§5.1.2, 13.7 and 13.8).

use super::active::{Active, Container, Definition};
use super::expand::{Expander, Place, lost, wrong};
use super::item::{Item, Kind, Node, Plain};
use super::plain::plain;
use super::process::TYPE;
use super::words::{is_absolute, is_keyword, is_language};
use crate::Error;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

impl Expander<'_> {
    /// `{"en": "…", "es": ["…"]}`.
    pub fn language_map<'d>(
        &mut self,
        active: &Arc<Active>,
        key: &str,
        map: &'d Map<String, Value>,
    ) -> Result<Vec<Item<'d>>, Error> {
        let own = active.definition(key).and_then(|it| it.direction);
        let direction = own.unwrap_or(active.direction);
        let mut items = Vec::new();
        for (tag, values) in map {
            let language = match active.expand_term(tag).as_deref() {
                Some("@none") => None,
                _ if is_language(tag) => Some(tag.to_lowercase()),
                _ => return lost(format!("{tag:?} is no language tag")),
            };
            for value in many(values).iter().filter(|it| !it.is_null()) {
                if !value.is_string() {
                    return wrong(format!("{value} is no text in a language"));
                }
                let kind = match (&language, direction) {
                    (None, None) => Kind::Untyped,
                    _ => Kind::Text { language: language.clone(), direction },
                };
                items.push(Item::Plain(Plain { value: Cow::Borrowed(value), kind }));
            }
        }
        Ok(items)
    }

    /// A map by index, id or type.
    pub fn map<'d>(
        &mut self,
        active: &Arc<Active>,
        key: &str,
        definition: &Definition,
        map: &'d Map<String, Value>,
    ) -> Result<Vec<Item<'d>>, Error> {
        let container = definition.container;
        let by_type = container.types;
        let base = active.previous.as_ref().filter(|_| by_type).unwrap_or(active).clone();
        let mut items = Vec::new();
        for (entry, values) in map {
            let mut inner = base.clone();
            if by_type && let Some(scoped) = base.scoped(entry).cloned() {
                inner = self.processor.apply_scoped(&inner, &scoped, TYPE)?;
            }
            let place = Place { property: Some(key), in_map: true, ..Place::default() };
            let none = active.expand_term(entry).as_deref() == Some("@none");
            for value in many(values) {
                for mut item in self.expand(&inner, place, value)? {
                    if container.graph && !matches!(&item, Item::Node(it) if it.is_graph()) {
                        item = Item::Node(Node::graph_of(vec![item]));
                    }
                    file(active, definition, entry, none, &mut item)?;
                    items.push(item);
                }
            }
        }
        Ok(items)
    }
}

/// Writes into an item the key that it was filed under, unless that was `@none`.
fn file(
    active: &Active,
    definition: &Definition,
    entry: &str,
    none: bool,
    item: &mut Item,
) -> Result<(), Error> {
    let Container { id, types, .. } = definition.container;
    let node = match item {
        Item::Node(node) => node,
        _ if id || types || definition.index.is_some() => {
            return wrong(format!("what is filed under {entry:?} is no node"));
        }
        _ => return Ok(()),
    };
    if none {
        return Ok(());
    }
    if id {
        let name = active.expand_id(entry).filter(|it| is_absolute(it));
        let Some(name) = name else { return lost(format!("{entry:?} is no full IRI")) };
        node.id.get_or_insert(name);
    } else if types {
        let name = active.expand_term(entry).filter(|it| is_absolute(it));
        let Some(name) = name else { return lost(format!("The type {entry:?} is not defined")) };
        node.types.push(name);
    } else if let Some(index) = &definition.index {
        let property = active.expand_term(index).filter(|it| !is_keyword(it) && is_absolute(it));
        let Some(property) = property else {
            return lost(format!("The term {index:?} is not defined"));
        };
        let value = plain(active, index, Cow::Owned(entry.into()))?;
        node.properties.push((property, vec![value]));
    } else {
        node.indexed = true;
    }
    Ok(())
}

fn many(values: &Value) -> &[Value] {
    match values {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}
