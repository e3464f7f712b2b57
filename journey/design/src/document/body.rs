//! The text after the front matter: long passages under headings that the format fixes.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::{
    Place, Problems,
    nearest::{did_you_mean, nearest},
    source::Passage,
    yaml::{Entry, Is, Node},
};

/// One heading, and the field that its passage is.
#[derive(Debug)]
pub struct Section {
    pub heading: &'static str,
    pub field: &'static str,
    pub required: bool,
    /// The field that its `###` passages are.
    pub parts: Option<&'static str>,
}

/// Reads the passages, as the entries that they would be in the front matter.
pub fn read(passage: &Passage, sections: &[Section], problems: &mut Problems) -> Vec<Entry> {
    let (before, passages) = split(&passage.text, "## ", passage.line);
    if let Some(at) = before.first_words() {
        let (what, right) = match sections.first() {
            Some(first) => (
                "This stands before the first heading.",
                format!("Put it under a heading such as `## {}`.", first.heading),
            ),
            None => ("This stands after the front matter.", "Delete it.".into()),
        };
        problems.say(at, what, right);
    }
    let mut entries: Vec<Entry> = Vec::new();
    for it in passages {
        let named = |title: &str| sections.iter().find(|s| s.heading.eq_ignore_ascii_case(title));
        let free = sections.iter().filter(|s| entries.iter().all(|entry| entry.key != s.field));
        let free = free.map(|s| s.heading);
        let mut section = named(it.title);
        if section.is_none() {
            let right = did_you_mean(it.title, free.clone()).unwrap_or_else(|| "Delete it.".into());
            problems.say(
                it.at,
                format!("`## {}` isn't a heading of this format.", it.title),
                right,
            );
            section = nearest(it.title, free).and_then(named);
        }
        let Some(section) = section else { continue };
        if let Some(first) = entries.iter().find(|entry| entry.key == section.field) {
            let what = format!("`## {}` stands here twice: see line {}.", it.title, first.at.line);
            problems.say(it.at, what, "Put both under one heading.");
            continue;
        }
        let value = match section.parts {
            None => it.text_node(problems),
            Some(parts) => it.parts_node(parts, problems),
        };
        entries.push(Entry { key: section.field.into(), at: it.at, value });
    }
    let end =
        Place { line: passage.line + passage.text.lines().count().saturating_sub(1), column: 1 };
    for section in sections.iter().filter(|it| it.required) {
        if !entries.iter().any(|entry| entry.key == section.field) {
            let right =
                format!("Add the heading `## {}` and what stands under it.", section.heading);
            problems.say(end, format!("`## {}` is missing.", section.heading), right);
            entries.push(Entry { key: section.field.into(), at: end, value: Node::broken(end) });
        }
    }
    entries
}

/// Takes the passages out of a document's fields, and writes them under their headings.
pub fn write(fields: &mut Map<String, Value>, sections: &[Section]) -> String {
    let mut out = String::new();
    for section in sections {
        let Some(value) = fields.shift_remove(section.field) else { continue };
        let _ = write!(out, "\n## {}\n\n", section.heading);
        match section.parts {
            None => out.push_str(text_of(&value)),
            Some(parts) => {
                out.push_str(text_of(&value["text"]));
                for part in value[parts].as_array().into_iter().flatten() {
                    let (title, text) = (text_of(&part["title"]), text_of(&part["text"]));
                    let _ = write!(out, "\n\n### {title}\n\n{text}");
                }
            }
        }
        out.push('\n');
    }
    out
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

struct Titled<'a> {
    title: &'a str,
    at: Place,
    text: &'a str,
    /// The number of the line on which the text begins.
    line: usize,
}

/// What stands before the first line that begins with `mark`, and what each such line begins.
fn split<'a>(text: &'a str, mark: &str, line: usize) -> (Titled<'a>, Vec<Titled<'a>>) {
    let mut marks = Vec::new();
    let mut offset = 0;
    for (i, it) in text.split_inclusive('\n').enumerate() {
        if let Some(title) = it.strip_prefix(mark) {
            marks.push((offset, offset + it.len(), title.trim(), line + i));
        }
        offset += it.len();
    }
    let ends = marks.iter().skip(1).map(|it| it.0).chain([text.len()]);
    let passages = marks.iter().zip(ends).map(|((_, start, title, at), end)| Titled {
        title,
        at: Place { line: *at, column: 1 },
        text: &text[*start..end],
        line: at + 1,
    });
    let first = marks.first().map_or(text.len(), |it| it.0);
    let before = Titled { title: "", at: Place { line, column: 1 }, text: &text[..first], line };
    (before, passages.collect())
}

impl Titled<'_> {
    fn first_words(&self) -> Option<Place> {
        let blank = self.text.lines().take_while(|it| it.trim().is_empty()).count();
        let there = !self.text.trim().is_empty();
        there.then_some(Place { line: self.line + blank, column: 1 })
    }

    fn text_node(&self, problems: &mut Problems) -> Node {
        for (i, line) in self.text.split('\n').enumerate().filter(|(_, it)| it.starts_with("# ")) {
            let at = Place { line: self.line + i, column: 1 };
            let right =
                "The title stands in the front matter; headings in a passage begin with `####`.";
            problems.say(at, format!("`{}` is no heading of this format.", line.trim()), right);
        }
        let at = self.first_words().unwrap_or(self.at);
        Node { at, is: Is::Text { text: self.text.trim().into(), plain: false } }
    }

    fn parts_node(&self, parts: &str, problems: &mut Problems) -> Node {
        let (before, passages) = split(self.text, "### ", self.line);
        let entry = |key: &str, at, value| Entry { key: key.into(), at, value };
        let nodes = passages.iter().map(|it| {
            let title = Node { at: it.at, is: Is::Text { text: it.title.into(), plain: false } };
            let text = it.text_node(problems);
            let is = Is::Map(vec![entry("title", it.at, title), entry("text", text.at, text)]);
            Node { at: it.at, is }
        });
        let list = Node { at: self.at, is: Is::List(nodes.collect()) };
        let text = before.text_node(problems);
        let is = Is::Map(vec![entry("text", text.at, text), entry(parts, self.at, list)]);
        Node { at: self.at, is }
    }
}
