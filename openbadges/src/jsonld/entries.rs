//! The entries of an object, key by key (JSON-LD 1.1 API, §5.1.2, step 13).

use super::active::{Active, Coercion, Direction};
use super::expand::{Expander, Place, Scopes, check_states_something, is_graph, lost, wrong};
use super::item::{Item, Kind, Node, Plain, Properties};
use super::open::{Open, address};
use super::said::Said;
use super::words::{is_absolute, is_keyword, is_language};
use crate::Error;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

impl Expander<'_> {
    pub(super) fn entries<'d>(
        &mut self,
        scopes: &Scopes,
        object: &'d Map<String, Value>,
        said: &mut Said<'d>,
    ) -> Result<(), Error> {
        for (key, value) in object {
            if key == "@context" {
                continue;
            }
            let Some(meaning) = scopes.active.expand_term(key) else {
                return lost(format!("The term {key:?} is set to mean nothing"));
            };
            self.tell(key, &meaning, false);
            if is_keyword(&meaning) {
                if scopes.is_reverse {
                    return wrong(format!("{key:?} can't stand in @reverse"));
                }
                self.keyword(scopes, key, &meaning, value, said)?;
            } else if is_absolute(&meaning) {
                self.property(scopes, key, meaning, value, &mut said.node)?;
            } else {
                return lost(format!("The term {key:?} is not defined"));
            }
        }
        Ok(())
    }

    fn keyword<'d>(
        &mut self,
        scopes: &Scopes,
        key: &str,
        keyword: &str,
        value: &'d Value,
        said: &mut Said<'d>,
    ) -> Result<(), Error> {
        let twice = || wrong(format!("{keyword} is said twice"));
        let active = &scopes.active;
        match keyword {
            "@id" => {
                let id = value.as_str().and_then(|it| active.expand_id(it));
                let Some(id) = id.filter(|it| is_absolute(it)) else {
                    return lost(format!("The identifier {value} is no full IRI"));
                };
                self.note_open(value, || Some(Open::Iri(active.clone())));
                if said.node.id.replace(id).is_some() {
                    return twice();
                }
            }
            "@type" => self.types(scopes, value, &mut said.node.types)?,
            "@value" => {
                if said.value.replace(value).is_some() {
                    return twice();
                }
                if !scopes.is_json && (value.is_array() || value.is_object()) {
                    return wrong(format!("{value} is no plain value"));
                }
            }
            "@language" => match value {
                Value::Null => {}
                Value::String(tag) if is_language(tag) => {
                    if said.language.replace(tag.to_lowercase()).is_some() {
                        return twice();
                    }
                }
                _ => return lost(format!("{value} is no language tag")),
            },
            "@direction" => {
                let direction = Direction::read(value)?;
                if direction.is_none() || said.direction.is_some() {
                    return wrong(format!("{value} is no direction"));
                }
                said.direction = direction;
            }
            "@index" => {
                if !value.is_string() {
                    return wrong("@index is no text".into());
                }
                if std::mem::replace(&mut said.node.indexed, true) {
                    return twice();
                }
            }
            "@graph" => {
                if !value.is_array() && !value.is_object() {
                    return wrong("@graph is no node".into());
                }
                let place = Place { property: Some(key), ..Place::default() };
                let items = self.expand(active, place, value)?;
                if said.node.graph.replace(items).is_some() {
                    return twice();
                }
            }
            "@included" => {
                let place = Place { property: scopes.place.property, ..Place::default() };
                let items = self.expand(active, place, value)?;
                if !items.iter().all(Item::is_node) {
                    return wrong("@included holds something that is no node".into());
                }
                said.node.included.extend(items);
            }
            "@reverse" => self.reverse(active, value, &mut said.node)?,
            "@nest" => self.nest(scopes, value, said)?,
            "@list" | "@set" => {
                if value.is_null() {
                    return lost(format!("{keyword} holds nothing"));
                }
                let is_list = keyword == "@list";
                let property = scopes.place.property.filter(|it| !is_list || !is_graph(active, it));
                let place = Place { property, in_list: is_list, ..Place::default() };
                let items = self.expand(active, place, value)?;
                let kept = if is_list { &mut said.list } else { &mut said.set };
                if kept.replace(items).is_some() {
                    return twice();
                }
            }
            _ => return wrong(format!("{keyword} can't stand here")),
        }
        Ok(())
    }

    fn reverse<'d>(
        &mut self,
        active: &Arc<Active>,
        value: &'d Value,
        node: &mut Node<'d>,
    ) -> Result<(), Error> {
        if !value.is_object() {
            return wrong("@reverse is no object".into());
        }
        let place = Place { property: Some("@reverse"), ..Place::default() };
        for item in self.expand(active, place, value)? {
            let Item::Node(reversed) = item else {
                return wrong("@reverse holds something that is no node".into());
            };
            for (property, items) in reversed.properties {
                add_reverse(&mut node.reverse, property, items)?;
            }
            node.properties.extend(reversed.reverse);
        }
        Ok(())
    }

    fn nest<'d>(
        &mut self,
        scopes: &Scopes,
        value: &'d Value,
        said: &mut Said<'d>,
    ) -> Result<(), Error> {
        let nested = match value {
            Value::Array(nested) => nested.as_slice(),
            one => std::slice::from_ref(one),
        };
        for nested in nested {
            let Value::Object(object) = nested else {
                return wrong("@nest holds something that is no object".into());
            };
            let means_value = |key: &String| scopes.active.means(key, "@value");
            if object.keys().any(means_value) || object.contains_key("@context") {
                return wrong("@nest holds a value or a context".into());
            }
            self.entries(scopes, object, said)?;
        }
        Ok(())
    }

    fn property<'d>(
        &mut self,
        scopes: &Scopes,
        key: &str,
        meaning: Arc<str>,
        value: &'d Value,
        node: &mut Node<'d>,
    ) -> Result<(), Error> {
        let active = &scopes.active;
        let definition = active.terms.get(key).cloned().unwrap_or_default();
        let container = definition.container;
        let mut items = match value {
            value if definition.coercion == Some(Coercion::Json) => {
                vec![Item::Plain(Plain { value: Cow::Borrowed(value), kind: Kind::Json })]
            }
            Value::Null => return Ok(()),
            Value::Object(map) if container.language => self.language_map(active, key, map)?,
            Value::Object(map) if container.index || container.id || container.types => {
                self.map(active, key, &definition, map)?
            }
            value => {
                let place = Place { property: Some(key), ..Place::default() };
                self.expand(active, place, value)?
            }
        };
        let is_list = value.is_object() && matches!(items[..], [Item::List(_)]);
        if container.list && !is_list {
            items = vec![Item::List(items)];
        }
        if container.graph && !container.id && !container.index {
            items.iter().try_for_each(check_states_something)?;
            items = items.into_iter().map(|it| Item::Node(Node::graph_of(vec![it]))).collect();
        }
        if definition.reverse {
            return add_reverse(&mut node.reverse, meaning, items);
        }
        let is_own_proof = self.proof.is_some_and(|it| it == address(value));
        let properties = if is_own_proof { &mut node.proof } else { &mut node.properties };
        properties.push((meaning, items));
        Ok(())
    }

    fn types(
        &mut self,
        scopes: &Scopes,
        value: &Value,
        types: &mut Vec<Arc<str>>,
    ) -> Result<(), Error> {
        let names = match value {
            Value::Array(names) => names.as_slice(),
            one => std::slice::from_ref(one),
        };
        for name in names {
            let Some(name) = name.as_str() else {
                return wrong(format!("the type {name} is no text"));
            };
            match scopes.types.expand_term(name) {
                Some(it) if is_absolute(&it) || &*it == "@json" && scopes.is_json => {
                    self.tell(name, &it, true);
                    types.push(it);
                }
                _ => return lost(format!("The type {name:?} is not defined")),
            }
        }
        Ok(())
    }
}

fn add_reverse<'d>(
    reverse: &mut Properties<'d>,
    property: Arc<str>,
    items: Vec<Item<'d>>,
) -> Result<(), Error> {
    if !items.iter().all(Item::is_node) {
        return wrong(format!("the reverse of {property} is no node"));
    }
    reverse.push((property, items));
    Ok(())
}
