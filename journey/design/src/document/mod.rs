//! What designers write: Markdown with YAML front matter, read wholly or not at all.

mod body;
mod check;
mod digest;
mod emit;
mod known;
mod microcredential;
mod nearest;
mod objections;
mod parts;
mod policy;
mod problem;
mod reread;
mod rubric;
mod schema;
mod shape;
mod shelf;
mod source;
mod told;
mod words;
mod yaml;

pub use body::Section;
pub use digest::digest;
pub use known::{Known, tag, tags};
pub use microcredential::*;
pub use objections::Objections;
pub use parts::*;
pub use policy::*;
pub use problem::{Place, Problem, Problems};
pub use reread::reread;
pub use rubric::{Criterion, Judged, Level, Rubric};
pub use schema::whole as json_schema_whole;
pub use shelf::*;
pub use source::LARGEST;
pub use words::{Between, Day, Key, Line, Link, Text};

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A kind of document: what stands in it, and what holds of it as a whole.
pub trait Kind: Serialize + DeserializeOwned + JsonSchema + Clone + Send + Sync + 'static {
    /// As `cairn:` says it, before the slash.
    const NAME: &'static str;
    /// What stands in the text after the front matter; nothing, where the document is YAML alone.
    const SECTIONS: &'static [Section] = &[];

    /// Everything that it says, as a JSON Schema.
    fn schema() -> &'static Value;

    fn check(&self, known: &Known, say: &mut Objections);
}

/// `kind!(Stack, "stack", sections, check)`
macro_rules! kind {
    ($kind:ty, $name:literal, $sections:expr, $check:expr) => {
        impl Kind for $kind {
            const NAME: &'static str = $name;
            const SECTIONS: &'static [Section] = $sections;

            fn schema() -> &'static Value {
                static SCHEMA: LazyLock<Value> = LazyLock::new(schema::whole::<$kind>);
                &SCHEMA
            }

            fn check(&self, known: &Known, say: &mut Objections) {
                let check: fn(&Self, &Known, &mut Objections) = $check;
                check(self, known, say);
            }
        }
    };
}

const fn section(heading: &'static str, field: &'static str) -> Section {
    Section { heading, field, required: true, parts: None }
}

kind!(
    Microcredential,
    "microcredential",
    &[
        section("Competency", "competency"),
        Section { parts: Some("components"), ..section("Key method", "key_method") },
        section("Change in practice", "change_in_practice"),
        section("Change for students", "change_for_students"),
        section("Research", "research"),
        Section { required: false, ..section("Support", "support") },
    ],
    check::microcredential
);
kind!(Stack, "stack", &[], |it, known, say| {
    say.unique("together_with", "", it.together_with.iter().map(AsRef::as_ref));
    let there =
        |slug: &Key| known.stacks.is_none_or(|all| all.iter().any(|it| slug == it.as_str()));
    match &it.within {
        Some(slug) if *slug == it.slug => {
            say.say("within", "It can't stand in itself.", "Delete it.")
        }
        Some(slug) if !there(slug) => {
            say.say("within", format!("There is no stack `{slug}`."), "Import that one, too.");
        }
        _ => {}
    }
});
kind!(Framework, "framework", &[], |it, _, say| {
    say.unique("items", "code", it.items.iter().map(|it| it.code.as_str()));
});
kind!(Issuer, "issuer", &[], |_, _, _| {});
kind!(Vocabulary, "tags", &[], |it, _, say| {
    say.unique("tags", "key", it.tags.iter().map(|it| it.key.as_str()));
});

/// Reads a document, or tells everything that is wrong with it.
pub fn read<T: Kind>(bytes: &[u8], known: &Known) -> Result<T, Problems> {
    read_with(bytes, known, |_, _| {})
}

/// The same, with what else somebody has to object.
pub fn read_with<T: Kind>(
    bytes: &[u8],
    known: &Known,
    more: impl FnOnce(&T, &mut Objections),
) -> Result<T, Problems> {
    let mut reading = Reading::of::<T>(bytes)?;
    let Some(model) = reading.model::<T>() else { return Err(reading.problems.in_order()) };
    let mut objections = Objections::default();
    if let Some(slug) = slug(bytes).filter(|it| known.taken.contains(it)) {
        let what = format!("`{slug}` is another issuer's.");
        objections.say("slug", what, "Choose another: it names this one for good.");
    }
    model.check(known, &mut objections);
    more(&model, &mut objections);
    objections.told(&reading.root, &reading.filled, &mut reading.problems);
    if reading.problems.is_empty() { Ok(model) } else { Err(reading.problems.in_order()) }
}

/// As much of a draft as can be read, with its gaps filled, to be looked at.
pub fn as_far_as_it_goes(text: &str) -> Microcredential {
    let read = |text: &str| Reading::of::<Microcredential>(text.as_bytes()).ok()?.model();
    read(text).or_else(|| read("---\n---\n")).expect("every gap can be filled")
}

/// A document on its way to a model, and all that was found wrong so far.
struct Reading {
    root: yaml::Node,
    filled: Vec<String>,
    problems: Problems,
}

impl Reading {
    /// The front matter and the passages, as one tree.
    fn of<T: Kind>(bytes: &[u8]) -> Result<Reading, Problems> {
        let source = source::Source::read(bytes)?;
        let mut problems = Problems::default();
        let mut root = yaml::read(&source.front, &mut problems);
        let entries = passages::<T>(&source, &mut problems);
        if let yaml::Is::Map(front) = &mut root.is {
            for section in T::SECTIONS {
                if let Some(i) = front.iter().position(|it| it.key == section.field) {
                    let entry = front.remove(i);
                    let right =
                        format!("Write it after the front matter, under `## {}`.", section.heading);
                    problems.say(entry.at, format!("`{}` doesn't stand here.", entry.key), right);
                }
            }
            front.extend(entries);
        }
        Ok(Reading { root, filled: Vec::new(), problems })
    }

    /// The model, with its gaps filled.
    fn model<T: Kind>(&mut self) -> Option<T> {
        let mut shape =
            shape::Shape { root: T::schema(), problems: &mut self.problems, filled: Vec::new() };
        let fitted = shape.fit(&self.root, T::schema(), "");
        self.filled = shape.filled;
        serde_json::from_value(fitted)
            .map_err(|error| {
                let what = format!("This can't be read: {error}.");
                self.problems.say(self.root.at, what, "Compare it with a sample.");
            })
            .ok()
    }
}

fn passages<T: Kind>(source: &source::Source, problems: &mut Problems) -> Vec<yaml::Entry> {
    match &source.body {
        Some(body) => body::read(body, T::SECTIONS, problems),
        None if T::SECTIONS.is_empty() => Vec::new(),
        None => {
            let right =
                "Begin with a line `---`, then the front matter, then a line `---`, then the text.";
            problems.say(Place { line: 1, column: 1 }, "The front matter has no end.", right);
            let nowhere = |it: &Section| yaml::Entry {
                key: it.field.into(),
                at: Place { line: 1, column: 1 },
                value: yaml::Node::broken(Place { line: 1, column: 1 }),
            };
            T::SECTIONS.iter().filter(|it| it.required).map(nowhere).collect()
        }
    }
}

/// Writes a document: reading it gives the same again.
pub fn write<T: Kind>(it: &T) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(it) else { return String::new() };
    let body = body::write(&mut fields, T::SECTIONS);
    let front = emit::yaml(&fields);
    if T::SECTIONS.is_empty() { front } else { format!("---\n{front}---\n{body}") }
}

/// The JSON Schema of this kind's front matter.
pub fn json_schema<T: Kind>() -> Value {
    schema::front_matter(T::schema().clone(), T::NAME, T::SECTIONS)
}

/// What kind of document this says it is: `microcredential`.
pub fn kind(bytes: &[u8]) -> Option<String> {
    let said = said(bytes, "cairn")?;
    let (name, _) = said.split_once('/')?;
    Some(name.to_owned())
}

/// The slug that it gives itself, whatever else is wrong with it.
pub fn slug(bytes: &[u8]) -> Option<String> {
    said(bytes, "slug")
}

pub(crate) fn said(bytes: &[u8], key: &str) -> Option<String> {
    let source = source::Source::read(bytes).ok()?;
    let root = yaml::read(&source.front, &mut Problems::default());
    let yaml::Is::Map(entries) = root.is else { return None };
    match entries.into_iter().find(|it| it.key == key)?.value.is {
        yaml::Is::Text { text, .. } => Some(text.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
