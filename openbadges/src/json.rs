//! JSON, read strictly: what two readers could read in two ways is refused.
//!
//! A repeated key means one thing to the first reader and another to the last; a signature would
//! hold for both. Depth and size are limited, so that nothing later can run out of stack.

use crate::Error;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::fmt;

/// The most bytes a document may have: 4 MiB.
pub const MOST_BYTES: usize = 4 << 20;
/// How deep a document may nest; real ones stay below twenty.
pub const MOST_DEPTH: usize = 64;

/// Reads JSON (RFC 8259) that is UTF-8, repeats no key, and is neither too large nor too deep.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooMuchWork);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|it| Error::Json(format!("it is not UTF-8 at byte {}", it.valid_up_to())))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { depth: MOST_DEPTH }
        .deserialize(&mut reader)
        .map_err(|it| Error::Json(it.to_string()))?;
    reader.end().map_err(|it| Error::Json(it.to_string()))?;
    Ok(value)
}

/// Is it as shallow as what [`parse`] takes? For values that were made, not read.
pub fn is_shallow(value: &Value) -> bool {
    fn within(value: &Value, depth: usize) -> bool {
        match value {
            Value::Array(items) => depth > 0 && items.iter().all(|it| within(it, depth - 1)),
            Value::Object(map) => depth > 0 && map.values().all(|it| within(it, depth - 1)),
            _ => true,
        }
    }
    within(value, MOST_DEPTH)
}

/// One or many; none where there is nothing.
pub(crate) fn many(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(self) -> Result<Strict, E> {
        let depth = self.depth.checked_sub(1);
        Ok(Strict { depth: depth.ok_or_else(|| E::custom("it is nested too deep"))? })
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
        Ok(Value::Bool(it))
    }

    fn visit_i64<E>(self, it: i64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_u64<E>(self, it: u64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_f64<E: serde::de::Error>(self, it: f64) -> Result<Value, E> {
        Number::from_f64(it).map(Value::Number).ok_or_else(|| E::custom("a number is too large"))
    }

    fn visit_str<E>(self, it: &str) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_string<E>(self, it: String) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(deeper)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            match map.entry(key) {
                Entry::Vacant(entry) => entry.insert(entries.next_value_seed(deeper)?),
                Entry::Occupied(entry) => {
                    let twice = format_args!("it says {:?} twice", entry.key());
                    return Err(A::Error::custom(twice));
                }
            };
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &[u8]) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_repeated_key_is_refused_however_it_is_written() {
        assert!(refused(br#"{"id":1,"\u0069d":2}"#).contains("twice"));
    }

    #[test]
    fn what_is_not_utf_8_is_refused() {
        assert!(refused(b"\"\xff\"").contains("not UTF-8 at byte 1"));
        assert!(refused(b"\xef\xbb\xbf{}").contains("expected value"));
    }

    #[test]
    fn half_a_surrogate_pair_is_refused() {
        refused(br#""\ud800""#);
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_without_running_out_of_stack() {
        let deep = "[".repeat(100_000);
        refused(deep.as_bytes());
        let fits = "[".repeat(MOST_DEPTH) + &"]".repeat(MOST_DEPTH);
        assert!(parse(fits.as_bytes()).is_ok());
        let too_deep = format!("[{fits}]");
        assert!(refused(too_deep.as_bytes()).contains("nested too deep"));
    }

    #[test]
    fn numbers_are_read_to_the_last_bit() {
        let number = parse(b"[0.1, 1e21, 9007199254740993, 1.7976931348623157e308]").unwrap();
        assert_eq!(number[0].as_f64(), Some(0.1));
        assert_eq!(number[3].as_f64(), Some(f64::MAX));
        refused(b"1e400");
    }
}
