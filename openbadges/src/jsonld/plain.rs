//! Plain values, by what their property's term says of them (JSON-LD 1.1 API, §5.3).

use super::active::{Active, Coercion};
use super::expand::{is_graph, lost};
use super::item::{Item, Kind, Plain};
use super::words::is_absolute;
use crate::Error;
use serde_json::Value;
use std::borrow::Cow;

/// A value that stands bare under a property.
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
