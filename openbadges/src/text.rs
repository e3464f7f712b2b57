//! Text that every library writes the same way.

use crate::Error;
use serde_json::Value;

/// A document whose text can be signed: a TAB becomes a space, CR LF a line feed, and other
/// control characters (C0, DEL) are refused.
///
/// RDFC-1.0 escapes them and some libraries don't, so their signatures would differ. A line feed
/// is escaped by all.
pub fn clean(document: &Value) -> Result<Value, Error> {
    clean_at(document, "$", 0)
}

fn clean_at(value: &Value, path: &str, depth: usize) -> Result<Value, Error> {
    if depth > crate::json::MOST_DEPTH {
        return Err(Error::TooMuchWork);
    }
    Ok(match value {
        Value::String(text) => Value::String(clean_text(text, path)?),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let cleaned = items.map(|(at, it)| clean_at(it, &format!("{path}[{at}]"), depth + 1));
            Value::Array(cleaned.collect::<Result<_, _>>()?)
        }
        Value::Object(map) => {
            let cleaned = map.iter().map(|(key, it)| {
                let path = format!("{path}.{key}");
                let same = clean_text(key, &path)? == *key;
                let value = clean_at(it, &path, depth + 1)?;
                if same { Ok((key.clone(), value)) } else { Err(Error::ControlCharacter(path)) }
            });
            Value::Object(cleaned.collect::<Result<_, _>>()?)
        }
        plain => plain.clone(),
    })
}

fn clean_text(text: &str, path: &str) -> Result<String, Error> {
    if !text.contains(char::is_control) {
        return Ok(text.to_owned());
    }
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    match text.contains(|it: char| it.is_ascii_control() && it != '\n') {
        true => Err(Error::ControlCharacter(path.to_owned())),
        false => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_tab_becomes_a_space_and_lines_stay_lines() {
        let cleaned = clean(&json!({"a": ["x\ty", "one\r\ntwo\n", "é\u{85}"]})).unwrap();
        assert_eq!(cleaned, json!({"a": ["x y", "one\ntwo\n", "é\u{85}"]}));
    }

    #[test]
    fn control_characters_are_refused_with_their_place() {
        for character in ('\0'..='\u{1f}').chain(['\u{7f}']).filter(|it| !"\t\n".contains(*it)) {
            let refused = clean(&json!({"a": [{"b": format!("x{character}")}]})).unwrap_err();
            assert_eq!(refused, Error::ControlCharacter("$.a[0].b".into()));
        }
        assert!(clean(&json!({"a\tb": 1})).is_err());
    }
}
