//! A value with its path, and what can be asked of it.

use super::Problem;
use super::words::EXTENSION;
use crate::{dates, jsonld::is_iri};
use serde_json::{Map, Value};

#[derive(Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub fn list(self) -> Vec<Problem> {
        self.0
    }
}

#[derive(Clone)]
pub(crate) struct Place<'a> {
    pub value: &'a Value,
    path: String,
}

impl<'a> Place<'a> {
    pub fn root(value: &'a Value) -> Place<'a> {
        Place { value, path: "$".to_owned() }
    }

    pub fn problem(
        &self,
        problems: &mut Problems,
        clause: &'static str,
        message: impl Into<String>,
    ) {
        problems.0.push(Problem { path: self.path.clone(), clause, message: message.into() });
    }

    pub fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    pub fn get(&self, key: &str) -> Option<Place<'a>> {
        let value = self.value.get(key)?;
        Some(Place { value, path: format!("{}.{key}", self.path) })
    }

    /// What stands under a key, one or many; nothing if the key is absent.
    pub fn many(&self, key: &str) -> Vec<Place<'a>> {
        match self.get(key) {
            None => vec![],
            Some(place) => place.items().unwrap_or_else(|| vec![place]),
        }
    }

    pub fn items(&self) -> Option<Vec<Place<'a>>> {
        let items = self.value.as_array()?.iter().enumerate();
        let place = |(at, value)| Place { value, path: format!("{}[{at}]", self.path) };
        Some(items.map(place).collect())
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
