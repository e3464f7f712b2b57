//! What was submitted, for good: a manifest of items, each named by its commitment.

use design::document::Key;
use evidence::Artifact;
use foundation::Id;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use learn::{Place, Pursuit};
use people::{Organization, Person};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use vault::Content;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub id: Id<Submission>,
    pub custodian: Id<Organization>,
    pub pursuit: Id<Pursuit>,
    /// 1 for the first.
    pub number: u32,
    /// What it is to show: every criterion the first time, then what wasn't demonstrated.
    pub criteria: Vec<Key>,
    pub items: Vec<Item>,
    /// Of all the above: whoever keeps it can prove that nothing was changed.
    pub digest: String,
    /// What she declared.
    pub statement: String,
    pub submitted_at: Timestamp,
    pub submitted_by: Id<Person>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 1 for the first.
    pub position: u32,
    pub kind: ItemKind,
    pub place: Place,
    /// The piece of evidence that it is, or that it is the caption of.
    pub artifact: Option<Id<Artifact>>,
    pub content: Id<Content>,
    pub commitment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Answer,
    Artifact,
    Caption,
}

impl Submission {
    /// SHA-256 of the manifest: which pursuit, which submission of it, what it shows, what was
    /// declared, and each item's commitment in its place.
    pub fn manifest_digest(&self) -> String {
        let items = self.items.iter();
        let items: Vec<_> = items
            .map(|it| json!([it.position, it.kind, it.place, it.artifact, it.commitment]))
            .collect();
        let manifest = json!([
            "submission/1",
            self.pursuit,
            self.number,
            self.criteria,
            self.statement,
            items
        ]);
        hex::encode(Sha256::digest(manifest.to_string()))
    }

    /// "first", "second"…
    pub fn ordinal(&self) -> String {
        ordinal(self.number)
    }
}

/// "first", "second"…
pub fn ordinal(number: u32) -> String {
    const WORDS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    let word = usize::try_from(number).ok().and_then(|it| WORDS.get(it.checked_sub(1)?));
    word.map_or_else(|| format!("{number}th"), |it| (*it).to_owned())
}

/// The end of the day by which a decision is promised: so many days after the day of submitting.
pub fn decision_by(submitted_at: Timestamp, days: u32, zone: &TimeZone) -> Timestamp {
    let day = submitted_at.to_zoned(zone.clone()).date();
    let last = day.checked_add(i64::from(days).days()).unwrap_or(day);
    let end = last.at(23, 59, 59, 0).to_zoned(zone.clone());
    end.map_or(submitted_at, |end| end.timestamp())
}

#[cfg(test)]
mod tests {
    use foundation::time;

    use super::*;

    fn submission() -> Submission {
        let item = |position, place: &str| Item {
            position,
            kind: ItemKind::Answer,
            place: place.parse().unwrap(),
            artifact: None,
            content: Id::random(),
            commitment: format!("c{position}"),
        };
        Submission {
            id: Id::random(),
            custodian: Id::random(),
            pursuit: Id::random(),
            number: 1,
            criteria: vec!["overview".parse().unwrap()],
            items: vec![item(1, "part_1.a"), item(2, "part_1.b")],
            digest: String::new(),
            statement: "Mine.".into(),
            submitted_at: "2026-12-03T19:02:00Z".parse().unwrap(),
            submitted_by: Id::random(),
        }
    }

    #[test]
    fn a_manifest_binds_all_that_was_submitted() {
        let first = submission();
        let same = Submission { submitted_by: Id::random(), ..first.clone() };
        assert_eq!(first.manifest_digest(), same.manifest_digest());
        let mut other = first.clone();
        other.items.swap(0, 1);
        assert_ne!(first.manifest_digest(), other.manifest_digest());
        let other = Submission { statement: "Ours.".into(), ..first.clone() };
        assert_ne!(first.manifest_digest(), other.manifest_digest());
        let other = Submission { number: 2, ..first.clone() };
        assert_ne!(first.manifest_digest(), other.manifest_digest());
    }

    #[test]
    fn a_decision_is_promised_for_a_day_where_she_works() {
        let zone = time::zone("America/New_York");
        // Late in the evening there, the next day elsewhere.
        let submitted = "2026-12-04T03:30:00Z".parse().unwrap();
        assert_eq!(time::day(decision_by(submitted, 21, &zone), &zone), "December 24, 2026");
        let before_the_clocks_change = "2026-10-20T15:00:00Z".parse().unwrap();
        let by = decision_by(before_the_clocks_change, 21, &zone);
        assert_eq!(time::moment(by, &zone), "November 10, 2026, 11:59 PM");
    }

    #[test]
    fn submissions_are_counted_in_words() {
        assert_eq!(ordinal(1), "first");
        assert_eq!(ordinal(5), "fifth");
        assert_eq!(ordinal(6), "6th");
    }
}
