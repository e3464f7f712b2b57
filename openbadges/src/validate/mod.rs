//! Does a credential keep the rules of its standards? Every problem, with its place and clause.
//!
//! These are our own reading of VC 2.0 and Open Badges 3.0, text and schemas; no schema file is
//! involved. Of VC 1.1, what differs is read, too ([`Version`]). What a term means is checked first,
//! since a wrong type often shows there.

mod achievement;
mod credential;
mod endorsement;
mod open_badge;
mod place;
mod presentation;
mod profile;
mod record;
mod related;
mod spelling;
mod status;
mod version;
mod words;

use crate::Error;
use crate::contexts::Contexts;
use crate::jsonld;
use crate::rdf::Quad;
pub(crate) use place::{Place, Problems};
pub(crate) use presentation::check as presentation;
use serde::Serialize;
use serde_json::Value;
use spelling::Spelling;
use std::fmt;
pub use version::Version;

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

/// All that is wrong with a credential, and with those inside it; nothing if it keeps the rules.
pub fn validate(credential: &Value, contexts: &Contexts) -> Vec<Problem> {
    read(credential, contexts, self::credential).all()
}

/// All that is wrong with a presentation, and with the credentials in it (VC 2.0, §4.13).
pub fn validate_presentation(presentation: &Value, contexts: &Contexts) -> Vec<Problem> {
    read(presentation, contexts, self::presentation).all()
}

/// All that is wrong with a profile by itself (OB 3.0 Profile).
pub fn validate_profile(profile: &Value) -> Vec<Problem> {
    let mut problems = Problems::default();
    profile::check(&Place::root(profile), &mut problems);
    problems.within(&[("$", profile)])
}

/// What validating a document finds.
pub(crate) struct Reading {
    /// The rules that it breaks.
    pub problems: Vec<Problem>,
    /// Why it can't be told whether its terms are in order: a context that nobody gave.
    pub unread: Option<Error>,
    /// What the document states without its own proofs, if that was found on the way.
    pub stated: Option<Vec<Quad>>,
}

impl Reading {
    /// What is read for its rules alone must be readable.
    fn all(self) -> Vec<Problem> {
        let unread = self.unread.map(|why| Problem {
            path: "$".into(),
            clause: TERMS,
            message: why.to_string(),
        });
        unread.into_iter().chain(self.problems).collect()
    }
}

/// Where it is said what a term means.
const TERMS: &str = "JSON-LD 1.1";

/// What a kind of document must keep.
pub(crate) type Rules = fn(&Place, &mut Problems);

/// Reads a document by the rules of its kind.
pub(crate) fn read(document: &Value, contexts: &Contexts, rules: Rules) -> Reading {
    let mut problems = Problems::default();
    let place = Place::root(document);
    if !document.is_object() {
        place.problem(&mut problems, "VC 2.0 §6.1", "This must be a JSON object.");
        return Reading {
            problems: problems.within(&[("$", document)]),
            unread: None,
            stated: None,
        };
    }
    let mut spelling = Spelling::default();
    let mut unread = None;
    let stated = match jsonld::without_proof(document, contexts, &mut |it| spelling.hear(it)) {
        Ok(stated) => {
            spelling.report(&place, &mut problems);
            stated
        }
        Err(why @ Error::UnknownContext(_)) => {
            unread = Some(why);
            None
        }
        Err(why) => {
            place.problem(&mut problems, TERMS, why.to_string());
            None
        }
    };
    rules(&place, &mut problems);
    Reading { problems: problems.within(&[("$", document)]), unread, stated }
}

/// The rules for every credential, and for what kind it is.
pub(crate) fn credential(credential: &Place, problems: &mut Problems) {
    credential::check(credential, problems);
    if open_badge::is_one(credential) {
        open_badge::check(credential, problems);
    }
    if endorsement::is_one(credential) {
        endorsement::check(credential, problems);
    }
    if record::is_one(credential) {
        record::check(credential, problems);
    }
}

/// Is the type among those that a thing says it has?
pub(crate) fn has_type(value: &Value, name: &str) -> bool {
    match &value["type"] {
        Value::Array(names) => names.iter().any(|it| it == name),
        one => one == name,
    }
}
