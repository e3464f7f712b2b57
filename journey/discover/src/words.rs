//! What people type when they search, and what the field calls it.

/// Words that mean the same here. The left one is read as the right one.
const SAME: &[(&str, &str)] = &[
    ("badge", "microcredential"),
    ("badges", "microcredential"),
    ("evaluator", "assessor"),
    ("grader", "assessor"),
    ("kids", "students"),
    ("learners", "students"),
    ("plc", "learning community"),
    ("plcs", "learning community"),
    ("pupils", "students"),
    ("reviewer", "assessor"),
    ("reviewers", "assessor"),
];

/// At most so many words count.
const MOST: usize = 8;

/// The words that are searched for: lower-case letters and digits only, so that nothing typed is
/// ever part of a query's own language.
pub fn sought(typed: &str) -> Vec<String> {
    let joined = typed
        .to_lowercase()
        .replace("micro-credential", "microcredential")
        .replace("micro credential", "microcredential");
    let words = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let meant = words.flat_map(|word| {
        let same = SAME.iter().find(|(said, _)| *said == word).map_or(word, |(_, meant)| meant);
        same.split(' ').map(str::to_owned).collect::<Vec<_>>()
    });
    meant.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_as_the_field_says_it() {
        assert_eq!(sought("Micro-Credential reviewers"), ["microcredential", "assessor"]);
        assert_eq!(sought("PLC's data"), ["learning", "community", "s", "data"]);
    }

    #[test]
    fn nothing_typed_speaks_to_the_database() {
        assert_eq!(sought("\"data\" OR * NEAR(x) '; DROP--"), ["data", "or", "near", "x", "drop"]);
        assert!(sought("!!! ***").is_empty());
        assert_eq!(sought(&"word ".repeat(100)).len(), MOST);
    }
}
