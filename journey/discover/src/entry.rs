//! One microcredential as the catalog lists it, and what it can be found by.

use design::{Microcredential, Version};
use foundation::Id;
use people::Organization;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub issuer: Id<Organization>,
    pub microcredential: Id<Microcredential>,
    pub version: Id<Version>,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub stack: Option<String>,
    pub minutes: i64,
    pub reviews: i64,
}

impl Entry {
    /// "about 9 hours"
    pub fn time(&self) -> String {
        match (self.minutes + 30) / 60 {
            0 | 1 => "about an hour".into(),
            hours => format!("about {hours} hours"),
        }
    }

    /// The most hours that it takes.
    pub fn hours(&self) -> u32 {
        u32::try_from(self.minutes / 60).unwrap_or(u32::MAX)
    }

    /// What the catalog's "Time" filter calls it.
    pub fn time_band(&self) -> &'static str {
        match self.hours() {
            0..=10 => "up-to-10",
            11..=20 => "up-to-20",
            _ => "over-20",
        }
    }
}

pub fn time_words(band: &str) -> &'static str {
    match band {
        "up-to-10" => "up to 10 hours",
        "up-to-20" => "11 to 20 hours",
        _ => "over 20 hours",
    }
}

/// What entries can be filtered by. The name is the field's in the form and the facet's in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet {
    pub name: &'static str,
    pub label: &'static str,
    pub any: &'static str,
}

pub const STACK: Facet = Facet { name: "stack", label: "Stack", any: "Any stack" };
pub const ISSUER: Facet = Facet { name: "issuer", label: "Issuer", any: "Any issuer" };
pub const TIME: Facet = Facet { name: "time", label: "Time", any: "Any time" };
pub const TAG: Facet = Facet { name: "needs", label: "Evidence", any: "Anything" };
pub const FRAMEWORK: Facet = Facet { name: "framework", label: "Aligned to", any: "Any framework" };
pub const WORTH: Facet = Facet { name: "worth", label: "Counts for", any: "Anything" };

/// In the order of the form.
pub const FACETS: [Facet; 6] = [STACK, TIME, WORTH, TAG, FRAMEWORK, ISSUER];
