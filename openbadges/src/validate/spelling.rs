//! The standards' own words, where their meaning is said (VC 2.0, §1.4: compact form).
//!
//! A proof covers what a credential means, and readers look at its words. Whoever writes
//! `validUntil` as its IRI, under a name of their own, or in a nested node changes no meaning: the
//! proof holds, and the date is gone from sight. So such spellings are refused.

use super::place::{Place, Problems};
use crate::contexts::BUILT_IN;
use crate::json;
use crate::jsonld::{Word, is_iri};
use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const CLAUSE: &str = "VC 2.0 §1.4";

/// Entries that move what a node says to another place of the text, or leave it unsigned.
const MOVING: [&str; 5] = ["@graph", "@included", "@index", "@nest", "@reverse"];

/// Each meaning that the standards define, and their words for it.
static WORDS: LazyLock<HashMap<String, HashSet<String>>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for (_, text) in BUILT_IN {
        let document = json::parse(text.as_bytes()).expect("a test reads each of them");
        collect(&document["@context"], &mut words);
    }
    words
});

/// What was found so far, each once.
#[derive(Default)]
pub(super) struct Spelling(BTreeSet<String>);

impl Spelling {
    pub fn hear(&mut self, word: &Word) {
        self.0.extend(problem(word));
    }

    pub fn report(self, credential: &Place, problems: &mut Problems) {
        for message in self.0 {
            credential.problem(problems, CLAUSE, message);
        }
    }
}

fn problem(&Word { word, meaning, is_type }: &Word) -> Option<String> {
    let own = match meaning {
        "@id" => is_word(word, "id"),
        "@type" if !is_type => is_word(word, "type"),
        _ if MOVING.contains(&meaning) => {
            return Some(format!("{word:?} would hide from readers what stands in it."));
        }
        _ => {
            let words = WORDS.get(meaning)?;
            // Properties and types may share a meaning, as `criteria` and `Criteria` do.
            words.contains(word) && (is_type || !word.starts_with(|it: char| it.is_uppercase()))
        }
    };
    (!own).then(|| format!("{word:?} is another word for what the standards call otherwise."))
}

fn is_word(word: &str, own: &str) -> bool {
    word.strip_prefix('@').unwrap_or(word) == own
}

/// The terms of a context, and of those inside it.
fn collect(context: &Value, words: &mut HashMap<String, HashSet<String>>) {
    let Value::Object(terms) = context else { return };
    for (term, definition) in terms {
        if let Some(meaning) = meaning(terms, term).filter(|it| !is_common(it)) {
            words.entry(meaning).or_default().insert(term.clone());
        }
        collect(&definition["@context"], words);
    }
}

/// `AchievementCredential` is defined as `OpenBadgeCredential`, and `expirationDate` as
/// `cred:expirationDate`, so one step further is looked.
fn meaning(terms: &Map<String, Value>, term: &str) -> Option<String> {
    let said = |term: &str| {
        let definition = terms.get(term)?;
        definition.as_str().or_else(|| definition["@id"].as_str())
    };
    let meaning = said(term)?;
    let whole = match meaning.split_once(':') {
        Some((prefix, rest)) => said(prefix).map(|it| format!("{it}{rest}")),
        None => said(meaning).map(str::to_owned),
    };
    whole.or_else(|| Some(meaning.to_owned())).filter(|it| is_iri(it))
}

/// Everyone has words of their own for what schema.org means, and nothing hangs on them.
fn is_common(meaning: &str) -> bool {
    meaning.starts_with("https://schema.org/")
}
