//! Does a credential keep the rules of its standards? Every problem, with its place and clause.
//!
//! These are our own reading of VC 2.0 and Open Badges 3.0, text and schemas; no schema file is
//! involved. What a term means is checked first, since a wrong type often shows there.

mod achievement;
mod credential;
mod open_badge;
mod place;
mod presentation;
mod spelling;
mod words;

use crate::contexts::Contexts;
use crate::jsonld;
pub(crate) use place::{Place, Problems};
pub use presentation::validate_presentation;
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// One rule that a credential breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where, as a JSON path: `$.credentialSubject.achievement.criteria`.
    pub path: String,
    /// The rule: `VC 2.0 §4.7`.
    pub clause: &'static str,
    /// What is wrong, as a whole sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {} ({})", self.path, self.message, self.clause)
    }
}

/// All that is wrong with a credential; nothing if it keeps the rules.
pub fn validate(credential: &Value, contexts: &Contexts) -> Vec<Problem> {
    let mut problems = Problems::default();
    let place = Place::root(credential);
    if !credential.is_object() {
        place.problem(&mut problems, "VC 2.0 §6.1", "A credential is a JSON object.");
        return problems.list();
    }
    match jsonld::names(credential, contexts) {
        Ok(names) => spelling::check(&names, &place, &mut problems),
        Err(why) => place.problem(&mut problems, "JSON-LD 1.1", why.to_string()),
    }
    credential::check(&place, &mut problems);
    if open_badge::is_one(credential) {
        open_badge::check(&place, &mut problems);
    }
    problems.list()
}

/// Is the type among those that a thing says it has?
pub(crate) fn has_type(value: &Value, name: &str) -> bool {
    match &value["type"] {
        Value::Array(names) => names.iter().any(|it| it == name),
        one => one == name,
    }
}
