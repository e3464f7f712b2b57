//! What an assessor has noted so far: a level and feedback for each criterion that is asked.

use design::document::{Key, Rubric};

use crate::adding_up::Scored;

/// Longer feedback than this isn't read.
pub const LONGEST_FEEDBACK: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub criterion: Key,
    pub level: Option<Key>,
    pub feedback: String,
}

/// What keeps notes from being a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    Level,
    Feedback,
    TooLong,
}

impl Gap {
    pub fn words(self) -> &'static str {
        match self {
            Gap::Level => "Choose a level.",
            Gap::Feedback => {
                "Say what would move this on: one thing to do next, pointing at the evidence."
            }
            Gap::TooLong => "This is longer than 10,000 characters. Say the most important.",
        }
    }
}

impl Note {
    pub fn is_empty(&self) -> bool {
        self.level.is_none() && self.feedback.trim().is_empty()
    }

    /// The level as it counts, or what is missing: where it isn't demonstrated, words that help.
    pub fn scored(&self, rubric: &Rubric) -> Result<Scored, Gap> {
        let level = self.level.as_ref().ok_or(Gap::Level)?;
        let criterion = self.criterion.as_str();
        let scored = Scored::by(rubric, criterion, level.as_str()).ok_or(Gap::Level)?;
        if self.feedback.chars().count() > LONGEST_FEEDBACK {
            return Err(Gap::TooLong);
        }
        if !scored.outcome.is_demonstrated() && self.feedback.trim().is_empty() {
            return Err(Gap::Feedback);
        }
        Ok(scored)
    }
}

/// A level for each criterion that is asked, or every gap.
pub fn scored(rubric: &Rubric, notes: &[Note]) -> Result<Vec<Scored>, Vec<(Key, Gap)>> {
    let mut levels = vec![];
    let mut gaps = vec![];
    for note in notes {
        match note.scored(rubric) {
            Ok(scored) => levels.push(scored),
            Err(gap) => gaps.push((note.criterion.clone(), gap)),
        }
    }
    if gaps.is_empty() { Ok(levels) } else { Err(gaps) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adding_up::Finding;

    #[test]
    fn a_review_has_a_level_for_each_and_words_where_it_is_not_yet() {
        let notes =
            [note("plan", Some("demonstrated"), ""), note("look", Some("not_yet"), "Look again.")];
        let levels = scored(&rubric(), &notes).unwrap();
        let outcomes: Vec<_> = levels.iter().map(|it| it.outcome).collect();
        assert_eq!(outcomes, [Finding::Demonstrated, Finding::NotYet]);
    }

    #[test]
    fn every_gap_is_told_at_once() {
        let notes = [note("plan", None, "Nearly."), note("look", Some("not_yet"), "  ")];
        let gaps = scored(&rubric(), &notes).unwrap_err();
        let gaps: Vec<_> = gaps.iter().map(|(key, gap)| (key.as_str(), *gap)).collect();
        assert_eq!(gaps, [("plan", Gap::Level), ("look", Gap::Feedback)]);
    }

    #[test]
    fn a_level_of_another_rubric_is_none() {
        assert_eq!(note("plan", Some("splendid"), "").scored(&rubric()), Err(Gap::Level));
        let long = "a".repeat(LONGEST_FEEDBACK + 1);
        assert_eq!(note("plan", Some("demonstrated"), &long).scored(&rubric()), Err(Gap::TooLong));
    }

    fn note(criterion: &str, level: Option<&str>, feedback: &str) -> Note {
        let level = level.map(|it| it.parse().unwrap());
        Note { criterion: criterion.parse().unwrap(), level, feedback: feedback.into() }
    }

    fn rubric() -> Rubric {
        let levels =
            serde_json::json!({ "not_yet": "It isn't seen.", "demonstrated": "It is seen." });
        serde_json::from_value(serde_json::json!({
            "levels": [
                { "key": "not_yet", "name": "Not yet" },
                { "key": "demonstrated", "name": "Demonstrated" },
            ],
            "required": "demonstrated",
            "criteria": [
                { "key": "plan", "title": "Plans it", "levels": levels },
                { "key": "look", "title": "Looks back", "levels": levels },
            ],
        }))
        .unwrap()
    }
}
