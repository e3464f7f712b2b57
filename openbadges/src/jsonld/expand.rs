//! Expansion in safe mode (JSON-LD 1.1 API, §5.1).

use super::active::{Active, Coercion, Direction};
use super::item::{Item, Kind, Node, Plain, Properties};
use super::process::{EMBEDDED, PROPERTY, Processor, TYPE};
use super::words::{is_absolute, is_blank, is_keyword, is_language};
use crate::Error;
use crate::contexts::Contexts;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

pub(crate) struct Expander<'a> {
    pub processor: Processor<'a>,
}

/// Where an element stands.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place<'p> {
    pub property: Option<&'p str>,
    pub in_list: bool,
    pub in_map: bool,
}

/// What an object turns out to say, key by key.
#[derive(Default)]
struct Said<'d> {
    node: Node<'d>,
    value: Option<&'d Value>,
    language: Option<String>,
    direction: Option<Direction>,
    list: Option<Vec<Item<'d>>>,
    set: Option<Vec<Item<'d>>>,
}

/// The contexts that hold in an object: for its keys, and for its types.
struct Scopes<'p> {
    active: Arc<Active>,
    types: Arc<Active>,
    place: Place<'p>,
    is_json: bool,
    is_reverse: bool,
}

pub(crate) fn lost<T>(what: String) -> Result<T, Error> {
    Err(Error::DataLoss(what))
}

pub(crate) fn wrong<T>(what: String) -> Result<T, Error> {
    Err(Error::JsonLd(what))
}

impl<'a> Expander<'a> {
    pub fn new(contexts: &'a Contexts) -> Expander<'a> {
        Expander { processor: Processor::new(contexts) }
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
            let inner = Place { in_list: listed || place.in_list, ..place };
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
        Ok(vec![plain(active, property, Cow::Borrowed(scalar))?])
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
        let items = said.finish(scopes.is_reverse)?;
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
        let mut keys: Vec<&String> = object.keys().filter(|it| means_type(&types, it)).collect();
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

    fn entries<'d>(
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
                if said.node.id.replace(id).is_some() {
                    return twice();
                }
            }
            "@type" => read_types(scopes, value, &mut said.node.types)?,
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
                let place = Place { in_list: false, in_map: false, ..scopes.place };
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
                let place = Place { property, in_list: is_list, in_map: false };
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
            let means_value =
                |key: &String| scopes.active.expand_term(key).as_deref() == Some("@value");
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
        node.properties.push((meaning, items));
        Ok(())
    }
}

impl<'d> Said<'d> {
    /// Which kind of thing was said (steps 15 to 19)?
    fn finish(self, is_reverse: bool) -> Result<Vec<Item<'d>>, Error> {
        let Said { node, value, language, direction, list, set } = self;
        let tagged = language.is_some() || direction.is_some();
        if let Some(value) = value {
            let bare = Node { types: vec![], indexed: false, ..node };
            if !bare.says_nothing() || bare.id.is_some() || list.is_some() || set.is_some() {
                return wrong(format!("the value {value} has entries that no value has"));
            }
            return Ok(vec![value_object(value, &node.types, language, direction)?]);
        }
        if tagged {
            return lost("A language or direction stands without a value".into());
        }
        if list.is_some() || set.is_some() {
            let bare = Node { indexed: false, ..node };
            if !bare.says_nothing() || bare.id.is_some() || list.is_some() == set.is_some() {
                return wrong("a list or set has entries that it can't have".into());
            }
            return Ok(match list {
                Some(items) => vec![Item::List(items)],
                None => set.unwrap_or_default(),
            });
        }
        if is_reverse && node.indexed {
            return wrong("@reverse has an index".into());
        }
        Ok(vec![Item::Node(node)])
    }
}

fn value_object<'d>(
    value: &'d Value,
    types: &[Arc<str>],
    language: Option<String>,
    direction: Option<Direction>,
) -> Result<Item<'d>, Error> {
    let tagged = language.is_some() || direction.is_some();
    let kind = match types {
        [it] if &**it == "@json" && !tagged => Kind::Json,
        [it] if is_absolute(it) && !is_blank(it) && !tagged => Kind::Datatype(it.clone()),
        [] if tagged => Kind::Text { language, direction },
        [] => Kind::Untyped,
        _ => return wrong(format!("the value {value} has types that it can't have")),
    };
    match (value, &kind) {
        (_, Kind::Json) => {}
        (Value::Null, _) => return lost("A value is null".into()),
        (Value::String(_), _) => {}
        (_, Kind::Text { .. }) => {
            return wrong(format!("{value} is no text and can't have a language"));
        }
        _ => {}
    }
    Ok(Item::Plain(Plain { value: Cow::Borrowed(value), kind }))
}

/// A plain value of a property, by what its term says of it (§5.3).
pub(crate) fn plain<'d>(
    active: &Active,
    property: &str,
    value: Cow<'d, Value>,
) -> Result<Item<'d>, Error> {
    let definition = active.definition(property);
    let coercion = definition.and_then(|it| it.coercion.as_ref());
    if let Value::String(text) = &*value {
        let id = match coercion {
            Some(Coercion::Id) => Some(active.expand_id(text)),
            Some(Coercion::Vocab) => Some(active.expand_term(text)),
            _ if is_graph(active, property) => Some(active.expand_id(text)),
            _ => None,
        };
        if let Some(id) = id {
            return match id.filter(|it| is_absolute(it)) {
                Some(id) => Ok(Item::reference(id)),
                None => lost(format!("{text:?} is no full IRI in {property:?}")),
            };
        }
    }
    let kind = match coercion {
        Some(Coercion::Datatype(datatype)) => Kind::Datatype(datatype.clone()),
        Some(Coercion::Json) => Kind::Json,
        _ if value.is_string() => {
            let own = definition.and_then(|it| it.language.clone());
            let language = own.unwrap_or_else(|| active.language.clone());
            let own = definition.and_then(|it| it.direction);
            let direction = own.unwrap_or(active.direction);
            match (&language, direction) {
                (None, None) => Kind::Untyped,
                _ => Kind::Text { language, direction },
            }
        }
        _ => Kind::Untyped,
    };
    Ok(Item::Plain(Plain { value, kind }))
}

fn read_types(scopes: &Scopes, value: &Value, types: &mut Vec<Arc<str>>) -> Result<(), Error> {
    let names = match value {
        Value::Array(names) => names.as_slice(),
        one => std::slice::from_ref(one),
    };
    for name in names {
        let Some(name) = name.as_str() else {
            return wrong(format!("the type {name} is no text"));
        };
        match scopes.types.expand_term(name) {
            Some(it) if is_absolute(&it) || &*it == "@json" && scopes.is_json => types.push(it),
            _ => return lost(format!("The type {name:?} is not defined")),
        }
    }
    Ok(())
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

/// What stands on its own must say something, or it would be left out (step 19).
pub(crate) fn check_states_something(item: &Item) -> Result<(), Error> {
    match item {
        Item::Node(node) if !node.says_nothing() => Ok(()),
        Item::Node(_) => lost("A node says nothing".into()),
        _ => lost("A value or list belongs to no property".into()),
    }
}

fn is_graph(active: &Active, property: &str) -> bool {
    active.expand_term(property).as_deref() == Some("@graph")
}

fn means_type(active: &Active, key: &str) -> bool {
    active.expand_term(key).as_deref() == Some("@type")
}

/// A value or a mere reference is no new node: a type's context still holds there (step 7).
fn keeps_type_scope(active: &Active, object: &Map<String, Value>) -> bool {
    let meaning = |key: &String| active.expand_term(key);
    object.keys().any(|it| meaning(it).as_deref() == Some("@value"))
        || object.len() == 1 && object.keys().all(|it| meaning(it).as_deref() == Some("@id"))
}
