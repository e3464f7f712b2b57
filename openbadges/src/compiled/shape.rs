//! Documents of one shape: the same text but for what stands in some strings.

use super::line::{MARK, Said, mark, marked};
use super::meaning::Meaning;
use super::text::Text;
use crate::Contexts;
use crate::jsonld::{self, Open};
use crate::rdf::{Quad, Term};
use serde_json::Value;
use std::collections::HashMap;

/// A document that was read once.
pub(super) struct Shape {
    /// Its text, cut at every string that is open.
    text: Text,
    /// What stands there, as JSON writes it, and as it means.
    written: Vec<String>,
    meant: Vec<String>,
    /// What may stand there.
    open: Vec<Open>,
    /// What it states, with a mark for each of them.
    quads: Vec<Quad>,
    /// Which of them differed so far.
    differ: Vec<bool>,
}

/// A shape with gaps where documents differed.
pub(super) struct Template {
    text: Text,
    open: Vec<Open>,
    meaning: Meaning,
}

impl Shape {
    /// Reads a document that was found to be in order. `None` if it can't be cut.
    pub fn of(document: &Value, contexts: &Contexts) -> Option<Shape> {
        if document.to_string().contains(MARK) {
            return None;
        }
        let open = jsonld::open(document, contexts).ok()?;
        let mut marker = Marker { open, found: vec![] };
        let marks = marker.mark(document);
        let quads = jsonld::to_rdf(&marks, contexts).ok()?;
        let (open, meant): (Vec<Open>, Vec<String>) = marker.found.into_iter().unzip();
        let written = meant.iter().map(|it| inside_of(it)).collect();
        let text = cut(&marks.to_string(), open.len())?;
        let differ = vec![false; open.len()];
        let all_are_stated = stated(&quads, open.len()).iter().all(|it| *it);
        all_are_stated.then_some(Shape { text, written, meant, open, quads, differ })
    }

    /// Does a document have this shape? If so, what differs in it from now on counts as a gap;
    /// whether anything new did.
    pub fn learn(&mut self, text: &str) -> Option<bool> {
        let mut found = Vec::new();
        self.text.read(text, &mut found)?;
        let mut is_new = false;
        for ((differs, found), known) in self.differ.iter_mut().zip(found).zip(&self.written) {
            is_new |= !*differs && found != known;
            *differs |= found != known;
        }
        Some(is_new)
    }

    /// What is known of the shape, ready to be filled. `None` if some of its blank nodes look alike.
    pub fn template(&self) -> Option<Template> {
        let mut gaps = 0..;
        let said = self.differ.iter().zip(&self.meant).map(|(differs, meant)| match differs {
            true => gaps.next().map(Said::Gap),
            false => Some(Said::Always(meant.clone())),
        });
        let said: Vec<Said> = said.collect::<Option<_>>()?;
        let open = self.open.iter().zip(&self.differ).filter(|it| *it.1);
        Some(Template {
            text: self.text.fill(&self.written, &self.differ),
            open: open.map(|(open, _)| open.clone()).collect(),
            meaning: Meaning::new(&self.quads, &said)?,
        })
    }
}

impl Template {
    /// Writes a document's canonical N-Quads into `out`. `None` if it isn't of this shape, or if
    /// two parts of it look alike.
    pub fn canonicalize(&self, text: &str, out: &mut String) -> Option<()> {
        let mut gaps = Vec::with_capacity(self.open.len());
        self.text.read(text, &mut gaps)?;
        let fits = self.open.iter().zip(&gaps).all(|(open, gap)| open.takes(gap));
        if !fits {
            return None;
        }
        self.meaning.write(&gaps, out)
    }
}

/// Puts marks in the place of texts.
struct Marker {
    open: HashMap<usize, Open>,
    found: Vec<(Open, String)>,
}

impl Marker {
    /// The same value with marks. It is no deeper than what was expanded before.
    fn mark(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) => match self.open.remove(&jsonld::address(value)) {
                Some(open) if open.takes(text) => {
                    self.found.push((open, text.clone()));
                    Value::String(mark(self.found.len() - 1))
                }
                _ => value.clone(),
            },
            Value::Array(items) => items.iter().map(|it| self.mark(it)).collect(),
            Value::Object(map) => {
                Value::Object(map.iter().map(|(key, it)| (key.clone(), self.mark(it))).collect())
            }
            plain => plain.clone(),
        }
    }
}

/// The inside of the string as JSON writes it.
fn inside_of(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// Cuts a text at so many marks.
fn cut(text: &str, marks: usize) -> Option<Text> {
    let mut rest = Vec::with_capacity(marks);
    let mut left = text;
    let mut first = None;
    for number in 0..marks {
        let (before, after) = left.split_once(mark(number).as_str())?;
        match first {
            None => first = Some(before.to_owned()),
            Some(_) => rest.push(before.to_owned()),
        }
        left = after;
    }
    if marks > 0 {
        rest.push(left.to_owned());
    }
    Some(Text::new(first.unwrap_or_else(|| text.to_owned()), rest))
}

/// Which marks stand in a quad.
fn stated(quads: &[Quad], marks: usize) -> Vec<bool> {
    let mut stated = vec![false; marks];
    for quad in quads {
        for term in [Some(&quad.subject), Some(&quad.object), quad.graph.as_ref()] {
            let text = match term {
                Some(Term::Iri(iri)) => iri,
                Some(Term::Literal(literal)) => literal.value.as_str(),
                _ => continue,
            };
            if let Some(stated) = marked(text).and_then(|it| stated.get_mut(it)) {
                *stated = true;
            }
        }
    }
    stated
}
