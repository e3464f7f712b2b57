//! Where something is written or shown: one spelling in addresses, tables and manifests.

use std::{fmt, str::FromStr};

use design::document::Key;
use serde::{Deserialize, Serialize};

/// A place in the document that an educator works through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Place {
    /// A prompt of the reflection before beginning: her own, never submitted.
    Before(Key),
    /// A question of Part 1.
    Question(Key),
    /// An item of Part 2, and the pieces that show it.
    Item(Key),
    /// The table of an item, filled in.
    Template(Key),
    /// A prompt of Part 3, in writing.
    Reflection(Key),
    /// Part 3 as sound or film.
    Recording,
    /// A prompt of the reflection afterwards: her own, never submitted.
    After(Key),
}

impl Place {
    /// The part of a document that it belongs to, as addresses spell it.
    fn split(&self) -> (&'static str, Option<&Key>, &'static str) {
        match self {
            Place::Before(key) => ("before", Some(key), ""),
            Place::Question(key) => ("part_1", Some(key), ""),
            Place::Item(key) => ("part_2", Some(key), ""),
            Place::Template(key) => ("part_2", Some(key), ".template"),
            Place::Reflection(key) => ("part_3", Some(key), ""),
            Place::Recording => ("part_3", None, ""),
            Place::After(key) => ("after", Some(key), ""),
        }
    }

    /// Is it for the educator alone, before and after?
    pub fn is_private(&self) -> bool {
        matches!(self, Place::Before(_) | Place::After(_))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.split() {
            (part, Some(key), end) => write!(f, "{part}.{key}{end}"),
            (part, None, _) => f.write_str(part),
        }
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no place in a document")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Place, NoPlace> {
        let mut parts = text.split('.');
        let (part, key, end, more) = (parts.next(), parts.next(), parts.next(), parts.next());
        let key = key.map(str::parse::<Key>).transpose().map_err(|_| NoPlace)?;
        match (part, key, end, more) {
            (Some("before"), Some(key), None, None) => Ok(Place::Before(key)),
            (Some("part_1"), Some(key), None, None) => Ok(Place::Question(key)),
            (Some("part_2"), Some(key), None, None) => Ok(Place::Item(key)),
            (Some("part_2"), Some(key), Some("template"), None) => Ok(Place::Template(key)),
            (Some("part_3"), Some(key), None, None) => Ok(Place::Reflection(key)),
            (Some("part_3"), None, None, None) => Ok(Place::Recording),
            (Some("after"), Some(key), None, None) => Ok(Place::After(key)),
            _ => Err(NoPlace),
        }
    }
}

impl TryFrom<String> for Place {
    type Error = NoPlace;

    fn try_from(text: String) -> Result<Place, NoPlace> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> String {
        place.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_it_is_written() {
        for text in [
            "before.guess",
            "part_1.setting",
            "part_2.lesson-talk",
            "part_2.tally.template",
            "part_3.change",
            "part_3",
            "after.self",
        ] {
            assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "part_1",
            "part_2",
            "part_4.a",
            "part_1.A",
            "part_2.a.b",
            "part_3.a.template",
            "before.",
            "part_2.a.template.b",
        ] {
            assert_eq!(text.parse::<Place>(), Err(NoPlace), "{text}");
        }
    }
}
