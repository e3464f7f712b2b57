//! Text that every library writes the same way.

use crate::Error;
use crate::json::is_shallow;
use serde_json::Value;

/// A document whose text can be signed: a TAB becomes a space, CR LF a line feed, and other
/// control characters (C0, DEL) are refused.
///
/// RDFC-1.0 escapes them and some libraries don't, so their signatures would differ. A line feed
/// is escaped by all.
pub fn clean(document: &Value) -> Result<Value, Error> {
    if !is_shallow(document) {
        return Err(Error::TooMuchWork);
    }
    let mut cleaned = document.clone();
    let mut place = Vec::new();
    if clean_at(&mut cleaned, &mut place).is_some() {
        return Ok(cleaned);
    }
    place.push("$".into());
    place.reverse();
    Err(Error::ControlCharacter(place.concat()))
}

/// `None` where there is a control character; `place` tells where, from the inside out.
fn clean_at(value: &mut Value, place: &mut Vec<String>) -> Option<()> {
    match value {
        Value::String(text) => clean_text(text)?,
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                if clean_at(item, place).is_none() {
                    place.push(format!("[{at}]"));
                    return None;
                }
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                let is_clean = !key.contains(is_control) && clean_at(item, place).is_some();
                if !is_clean {
                    place.push(format!(".{key}"));
                    return None;
                }
            }
        }
        _ => {}
    }
    Some(())
}

/// A line feed is taken: all libraries write it the same way.
fn is_control(it: char) -> bool {
    it.is_ascii_control() && it != '\n'
}

fn clean_text(text: &mut String) -> Option<()> {
    if has_any(text.as_bytes(), |it| it.is_ascii_control()) {
        *text = text.replace("\r\n", "\n").replace('\t', " ");
    }
    (!has_any(text.as_bytes(), |it| is_control(it.into()))).then_some(())
}

/// Is any byte so? Looks at many at once, since mostly none is.
pub(crate) fn has_any(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(64).any(|some| some.iter().fold(false, |found, it| found | is_so(*it)))
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
