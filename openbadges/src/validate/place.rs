//! A value and what can be asked of it; what is wrong, and where.

use super::Problem;
use super::words::EXTENSION;
use crate::json::MOST_DEPTH;
use crate::jsonld::address;
use crate::{dates, jsonld::is_iri};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt::Write;

/// What was found, each with the address of the value that it is about: a path is made only for
/// what is wrong.
#[derive(Default)]
pub(crate) struct Problems(Vec<Found>);

struct Found {
    address: usize,
    clause: &'static str,
    message: String,
}

impl Problems {
    /// All of them, with their places in these documents, each of which has a path of its own.
    pub fn within(self, documents: &[(&str, &Value)]) -> Vec<Problem> {
        let mut paths = self.0.iter().map(|it| (it.address, None)).collect();
        if !self.0.is_empty() {
            for (path, document) in documents {
                find(document, &mut (*path).to_owned(), MOST_DEPTH, &mut paths);
            }
        }
        let problem = |Found { address, clause, message }| {
            let path = paths.get(&address).cloned().flatten();
            Problem { path: path.unwrap_or_else(|| "$".into()), clause, message }
        };
        self.0.into_iter().map(problem).collect()
    }
}

/// Writes down the paths of the values at these addresses.
fn find(
    value: &Value,
    path: &mut String,
    depth: usize,
    paths: &mut HashMap<usize, Option<String>>,
) {
    if let Some(found) = paths.get_mut(&address(value)) {
        *found = Some(path.clone());
    }
    let Some(depth) = depth.checked_sub(1) else { return };
    let whole = path.len();
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                write!(path, "[{at}]").expect("a String takes any text");
                find(item, path, depth, paths);
                path.truncate(whole);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                path.push('.');
                path.push_str(key);
                find(item, path, depth, paths);
                path.truncate(whole);
            }
        }
        _ => {}
    }
}

/// One value of the document, where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub value: &'a Value,
}

impl<'a> Place<'a> {
    pub fn root(value: &'a Value) -> Place<'a> {
        Place { value }
    }

    pub fn problem(
        &self,
        problems: &mut Problems,
        clause: &'static str,
        message: impl Into<String>,
    ) {
        problems.0.push(Found { address: address(self.value), clause, message: message.into() });
    }

    pub fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    pub fn get(&self, key: &str) -> Option<Place<'a>> {
        Some(Place { value: self.value.get(key)? })
    }

    /// What stands under a key, one or many; nothing if the key is absent.
    pub fn many(&self, key: &str) -> impl ExactSizeIterator<Item = Place<'a>> + Clone + use<'a> {
        let values = match self.value.get(key) {
            None => &[],
            Some(Value::Array(values)) => values.as_slice(),
            Some(one) => std::slice::from_ref(one),
        };
        values.iter().map(|value| Place { value })
    }

    pub fn items(&self) -> Option<Vec<Place<'a>>> {
        Some(self.value.as_array()?.iter().map(|value| Place { value }).collect())
    }

    pub fn has_type(&self, name: &str) -> bool {
        super::has_type(self.value, name)
    }

    /// Must stand here; the place if it does.
    pub fn required(
        &self,
        key: &str,
        problems: &mut Problems,
        clause: &'static str,
    ) -> Option<Place<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.problem(problems, clause, format!("{key} is missing."));
        }
        found
    }

    /// Must be text, and not empty.
    pub fn text(&self, problems: &mut Problems, clause: &'static str) -> Option<&'a str> {
        let text = self.value.as_str().filter(|it| !it.is_empty());
        if text.is_none() {
            self.problem(problems, clause, "This must be text.");
        }
        text
    }

    /// Must be a URL.
    pub fn url(&self, problems: &mut Problems, clause: &'static str) {
        if !self.value.as_str().is_some_and(is_iri) {
            self.problem(problems, clause, "This must be one URL.");
        }
    }

    /// Must be a date and time with a zone.
    pub fn date(&self, problems: &mut Problems, clause: &'static str) {
        if self.value.as_str().and_then(dates::parse).is_none() {
            let message = "This must be a date and time with a time zone: 2026-09-01T00:00:00Z.";
            self.problem(problems, clause, message);
        }
    }

    /// Must be an object that says its type.
    pub fn typed(&self, problems: &mut Problems, clause: &'static str) -> bool {
        if self.object().is_none() {
            self.problem(problems, clause, "This must be an object.");
            return false;
        }
        match self.required("type", problems, clause) {
            None => false,
            Some(types) => types.type_names(problems, clause),
        }
    }

    /// Must be a name, or several.
    pub fn type_names(&self, problems: &mut Problems, clause: &'static str) -> bool {
        let is_name = |it: &Value| it.as_str().is_some_and(|it| !it.is_empty());
        let fits = match self.value {
            Value::Array(names) => !names.is_empty() && names.iter().all(is_name),
            one => is_name(one),
        };
        if !fits {
            self.problem(problems, clause, "The type must be a name, or a list of names.");
        }
        fits
    }

    /// Must have this type, among others perhaps.
    pub fn of_type(&self, name: &str, problems: &mut Problems, clause: &'static str) -> bool {
        if !self.typed(problems, clause) {
            return false;
        }
        if !self.has_type(name) {
            self.problem(problems, clause, format!("Its type must be {name}."));
        }
        true
    }

    /// What stands under these keys must be text.
    pub fn texts(&self, keys: &[&str], problems: &mut Problems) {
        for value in keys.iter().filter_map(|it| self.get(it)) {
            if !value.value.is_string() {
                value.problem(problems, "OB 3.0 String", "This must be text.");
            }
        }
    }

    /// It may hold nothing but this: the schema is closed.
    pub fn only(&self, keys: &[&str], problems: &mut Problems, clause: &'static str) {
        let Some(entries) = self.object() else { return };
        for key in entries.keys().filter(|it| !keys.contains(&it.as_str())) {
            self.problem(problems, clause, format!("It may hold no {key}."));
        }
    }

    /// What stands under the key must be a number.
    pub fn number(&self, key: &str, problems: &mut Problems, clause: &'static str) {
        if let Some(value) = self.get(key)
            && !value.value.is_number()
        {
            value.problem(problems, clause, "This must be a number.");
        }
    }

    /// What stands under the key must be one of these words.
    pub fn one_of(&self, key: &str, words: &[&str], problems: &mut Problems, clause: &'static str) {
        let Some(value) = self.get(key) else { return };
        let extends = |it: &str| words.contains(&EXTENSION) && it.starts_with(EXTENSION);
        if !value.value.as_str().is_some_and(|it| words.contains(&it) || extends(it)) {
            value.problem(problems, clause, "This is none of the words that may stand here.");
        }
    }
}
