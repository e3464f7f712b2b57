//! A document says the same whatever the order of its keys, and however often it is asked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::{Contexts, Error, json, jsonld};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = json::parse(bytes) else { return };
    let contexts = Contexts::built_in();
    let said = jsonld::canonical(&document, contexts);
    assert_eq!(jsonld::canonical(&document, contexts).is_ok(), said.is_ok());
    if let Ok(said) = said {
        match jsonld::canonical(&turned(&document), contexts) {
            Ok(turned) => assert_eq!(turned, said),
            Err(why) => assert_eq!(why, Error::TooMuchWork),
        }
    }
});

/// The same with its keys from last to first.
fn turned(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            map.iter().rev().map(|(key, value)| (key.clone(), turned(value))).collect()
        }
        Value::Array(items) => items.iter().map(turned).collect(),
        plain => plain.clone(),
    }
}
