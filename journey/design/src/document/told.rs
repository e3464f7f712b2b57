//! How a schema is put in words: what something is called, and what would be right.

use serde_json::Value;

use super::words;

pub const KEY: &str = "Write small letters, digits and single hyphens: `wait-time`.";
pub const DAY: &str = "a day such as 2027-06-30";

/// The words that an enumeration knows.
pub fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(only) = schema["const"].as_str() {
        return Some(vec![only]);
    }
    if let Some(all) = schema["enum"].as_array() {
        return Some(all.iter().filter_map(Value::as_str).collect());
    }
    schema["oneOf"].as_array().map(|all| all.iter().filter_map(choices).flatten().collect())
}

pub fn matches_pattern(text: &str, schema: &Value) -> bool {
    match schema["pattern"].as_str() {
        Some(words::KEY_PATTERN) => words::is_key(text),
        Some(words::LINE_PATTERN) => !text.contains('\n'),
        Some(words::LINK_PATTERN) => words::is_link(text),
        _ => true,
    }
}

/// What would be right, in words.
pub fn like(schema: &Value) -> String {
    if let Some(known) = choices(schema) {
        let known: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
        return match known.as_slice() {
            [only] => only.clone(),
            several => format!("one of {}", several.join(", ")),
        };
    }
    let between = |min: &Value, max: &Value| match (min.as_u64(), max.as_u64()) {
        (Some(min), Some(max)) => format!(" from {min} to {max}"),
        (Some(min), None) if min > 0 => format!(" of at least {min}"),
        _ => String::new(),
    };
    match schema["type"].as_str() {
        Some("integer") => {
            format!("a whole number{}", between(&schema["minimum"], &schema["maximum"]))
        }
        Some("boolean") => "`true` or `false`".into(),
        Some("array") => match (schema["minItems"].as_u64(), schema["maxItems"].as_u64()) {
            (Some(min), Some(max)) => format!("a list of {min} to {max} entries, each after `- `"),
            _ => "a list, each entry after `- `".into(),
        },
        Some("object") => match schema["properties"].as_object() {
            Some(all) => {
                let keys: Vec<String> = all.keys().take(8).map(|it| format!("`{it}:`")).collect();
                format!("a group of keys: {}", keys.join(", "))
            }
            None => "a group of keys, each with its text".into(),
        },
        _ if schema["format"] == "date" => DAY.into(),
        _ => match schema["pattern"].as_str() {
            Some(words::KEY_PATTERN) => {
                "small letters, digits and single hyphens: `wait-time`".into()
            }
            Some(words::LINE_PATTERN) => "one line of text".into(),
            Some(words::LINK_PATTERN) => "a web address that begins with `https://`".into(),
            _ => "text".into(),
        },
    }
}

/// How a path is spoken of: "`minutes`", "Entry 2 of `criteria`".
pub fn named(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((above, last)) => match last.parse::<usize>() {
            Ok(i) => format!("Entry {} of {}", i + 1, named(above).replacen("Entry", "entry", 1)),
            Err(_) => format!("`{last}`"),
        },
        None if path.is_empty() => "The document".into(),
        None => format!("`{path}`"),
    }
}

pub fn of(path: &str) -> String {
    match path {
        "" => String::new(),
        path => format!(" in {}", named(path).replacen("Entry", "entry", 1)),
    }
}

pub fn first_sentence(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

pub fn short(text: &str) -> String {
    let line: String = text.chars().take(40).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if line.len() < text.len() { format!("{line}…") } else { line }
}

pub fn plural(many: u64, one: &'static str, several: &'static str) -> &'static str {
    if many == 1 { one } else { several }
}
