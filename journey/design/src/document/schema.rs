//! The JSON Schema of a document, from the code: published for editors, and the very thing that
//! a front matter is read by.

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::Value;

use super::body::Section;

/// Everything that a document of this kind says, its passages among it.
pub fn whole<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(never_null))
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// What stands in the front matter.
pub fn front_matter(mut whole: Value, name: &str, sections: &[Section]) -> Value {
    let passage = |field: &str| sections.iter().any(|it| it.field == field);
    if let Some(properties) = whole["properties"].as_object_mut() {
        properties.retain(|field, _| !passage(field));
    }
    if let Some(required) = whole["required"].as_array_mut() {
        required.retain(|field| !field.as_str().is_some_and(passage));
    }
    whole["title"] = Value::String(format!("Cairn {name}, front matter"));
    whole
}

/// What isn't said isn't there: `null` has no meaning in a document.
fn never_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|it| it != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|it| it.get("type").is_none_or(|it| it != "null"));
        if let [Value::Object(only)] = any.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            only.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
        }
    }
    schema.remove("default");
}
