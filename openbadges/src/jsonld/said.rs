//! What an object turns out to be, once its entries are read (§5.1.2, steps 15 to 18).

use super::active::Direction;
use super::expand::{lost, wrong};
use super::item::{Item, Kind, Node, Plain};
use super::words::{is_absolute, is_blank};
use crate::Error;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// What the entries of an object said so far.
#[derive(Default)]
pub(super) struct Said<'d> {
    pub node: Node<'d>,
    pub value: Option<&'d Value>,
    pub language: Option<String>,
    pub direction: Option<Direction>,
    pub list: Option<Vec<Item<'d>>>,
    pub set: Option<Vec<Item<'d>>>,
}

impl<'d> Said<'d> {
    /// Which kind of thing was said?
    pub fn finish(self, is_reverse: bool) -> Result<Vec<Item<'d>>, Error> {
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
