//! Writes YAML as a person would: blocks for long text, flow for short lists and limits.

use serde_json::{Map, Value};

use super::words::is_key;

const WIDTH: usize = 96;

/// A mapping as the lines of a front matter.
pub fn yaml(map: &Map<String, Value>) -> String {
    let mut out = String::new();
    entries(map, 0, &mut out);
    out
}

fn entries(map: &Map<String, Value>, indent: usize, out: &mut String) {
    for (i, (key, value)) in map.iter().enumerate() {
        if i > 0 {
            pad(indent, out);
        }
        scalar_key(key, out);
        out.push(':');
        match value {
            Value::Object(inner) if !inner.is_empty() && !is_short_map(inner) => {
                out.push('\n');
                pad(indent + 2, out);
                entries(inner, indent + 2, out);
            }
            Value::Array(items) if !items.is_empty() && !is_short_list(items) => {
                out.push('\n');
                list(items, indent + 2, out);
            }
            other => {
                out.push(' ');
                leaf(other, indent, out);
            }
        }
    }
}

fn list(items: &[Value], indent: usize, out: &mut String) {
    for item in items {
        pad(indent, out);
        out.push_str("- ");
        match item {
            Value::Object(inner) if !inner.is_empty() => entries(inner, indent + 2, out),
            other => leaf(other, indent, out),
        }
    }
}

/// What needs no lines of its own below; ends the line.
fn leaf(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::String(text) => scalar(text, indent, out),
        Value::Object(map) => {
            let inside = map.iter().map(|(key, it)| format!("{key}: {it}"));
            out.push_str(&braced('{', inside, '}'));
        }
        Value::Array(items) => {
            let inside = items.iter().filter_map(Value::as_str).map(|it| {
                let mut word = String::new();
                scalar(it, 0, &mut word);
                word
            });
            out.push_str(&braced('[', inside, ']'));
        }
        other => out.push_str(&other.to_string()),
    }
    out.push('\n');
}

fn braced(open: char, inside: impl Iterator<Item = String>, close: char) -> String {
    format!("{open}{}{close}", inside.collect::<Vec<_>>().join(", "))
}

/// Limits, such as `{from: 100, to: 250}`.
fn is_short_map(map: &Map<String, Value>) -> bool {
    map.iter().all(|(key, value)| is_key(key) && value.is_number())
}

/// Words, such as `[file, link]`.
fn is_short_list(items: &[Value]) -> bool {
    let word = |it: &str| {
        (1..=48).contains(&it.len()) && !it.contains([' ', ',', ':', '[', ']', '{', '}', '\n'])
    };
    items.iter().all(|it| it.as_str().is_some_and(word))
        && items.iter().filter_map(Value::as_str).map(|it| it.len() + 4).sum::<usize>() < WIDTH
}

fn scalar_key(key: &str, out: &mut String) {
    if is_plain(key) && key.len() <= WIDTH { out.push_str(key) } else { quoted(key, out) }
}

fn scalar(text: &str, indent: usize, out: &mut String) {
    if text.is_empty() || text.trim() != text || text.contains(must_be_escaped) {
        quoted(text, out);
    } else if text.contains('\n') {
        out.push_str("|-");
        block(text.split('\n'), indent, out);
    } else if text.chars().count() + indent > WIDTH && text.contains(' ') && !text.contains('\t') {
        out.push_str(">-");
        block(folded(text, WIDTH - indent).into_iter(), indent, out);
    } else if is_plain(text) {
        out.push_str(text);
    } else {
        quoted(text, out);
    }
}

fn block<'a>(lines: impl Iterator<Item = &'a str>, indent: usize, out: &mut String) {
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            pad(indent + 2, out);
            out.push_str(line);
        }
    }
}

/// Breaks at single spaces only: YAML reads such a break as one space again.
fn folded(text: &str, width: usize) -> Vec<&str> {
    let single = |i: usize| !text[..i].ends_with(' ') && !text[i + 1..].starts_with(' ');
    let (mut lines, mut start, mut last) = (Vec::new(), 0, None);
    for (i, _) in text.match_indices(' ').filter(|(i, _)| single(*i)) {
        if text[start..i].chars().count() > width
            && let Some(end) = last
        {
            lines.push(&text[start..end]);
            start = end + 1;
        }
        last = Some(i);
    }
    if text[start..].chars().count() > width
        && let Some(end) = last.filter(|end| *end > start)
    {
        lines.push(&text[start..end]);
        start = end + 1;
    }
    lines.push(&text[start..]);
    lines
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !c.is_control())
        && text.starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !is_more_than_text(text)
}

/// Another reader of YAML could take it for a number, a date, nothing, yes or no.
fn is_more_than_text(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "inf" | "nan"
    ) || text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xo_-+.:, TZ".contains(c))
}

fn must_be_escaped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// JSON's escapes are YAML's, too.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if must_be_escaped(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}
