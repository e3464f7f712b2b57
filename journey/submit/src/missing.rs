//! What a submission still lacks: everything at once, each with the place where it is mended.

use design::document::{Item, Key, Microcredential};
use learn::Place;

use crate::{
    gather::Gathered,
    table::Table,
    words::{count, off},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub place: Place,
    /// The field on its page.
    pub field: Option<String>,
    /// Said of the place: "has 97 words, and needs at least 150".
    pub words: String,
}

/// Of what this submission is to show. Nothing, when it is complete.
pub fn missing(document: &Microcredential, places: &[Place], gathered: &Gathered) -> Vec<Missing> {
    let mut missing: Vec<Missing> =
        places.iter().flat_map(|place| at(document, place, gathered)).collect();
    let looking_back = |it: &&Place| matches!(it, Place::Reflection(_) | Place::Recording);
    let part_3: Vec<&Place> = places.iter().filter(looking_back).collect();
    missing.extend(looked_back(document, &part_3, gathered));
    missing
}

fn at(document: &Microcredential, place: &Place, gathered: &Gathered) -> Vec<Missing> {
    let item = |key: &Key| document.part_2.items.iter().find(|it| it.key == *key);
    match place {
        Place::Question(key) => {
            let question = document.part_1.questions.iter().find(|it| it.key == *key);
            let said = question.and_then(|it| off(count(gathered.words(place)), it.words));
            said.map(|words| lacks(place, Some("words"), words)).into_iter().collect()
        }
        Place::Item(key) => item(key).map(|it| pieces(it, place, gathered)).unwrap_or_default(),
        Place::Template(key) => item(key).map(|it| rows(it, place, gathered)).unwrap_or_default(),
        Place::Before(_) | Place::After(_) | Place::Reflection(_) | Place::Recording => vec![],
    }
}

fn lacks(place: &Place, field: Option<&str>, words: impl Into<String>) -> Missing {
    Missing { place: place.clone(), field: field.map(Into::into), words: words.into() }
}

fn pieces(item: &Item, place: &Place, gathered: &Gathered) -> Vec<Missing> {
    let there = u32::try_from(gathered.pieces(place).len()).unwrap_or(u32::MAX);
    let said =
        |pieces: u32| if pieces == 1 { "1 piece".into() } else { format!("{pieces} pieces") };
    let few = (there < item.pieces.from).then(|| match there {
        0 => format!("has no evidence yet, and needs {}", at_least(item.pieces.from)),
        _ => format!("has {}, and needs at least {}", said(there), item.pieces.from),
    });
    let many = (there > item.pieces.to)
        .then(|| format!("has {}, and may have at most {}", said(there), item.pieces.to));
    let written = gathered.written(place).zip(item.words);
    let long = written.and_then(|(count, limit)| off(count, limit));
    few.into_iter().chain(many).chain(long).map(|words| lacks(place, None, words)).collect()
}

fn at_least(pieces: u32) -> String {
    if pieces == 1 { "a piece".into() } else { format!("at least {pieces} pieces") }
}

fn rows(item: &Item, place: &Place, gathered: &Gathered) -> Vec<Missing> {
    let Some(template) = &item.template else { return vec![] };
    let table = Table::kept(template, gathered.words(place));
    let there = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let said = |rows: u32| if rows == 1 { "1 row".into() } else { format!("{rows} rows") };
    let few = (there < template.rows.from).then(|| match there {
        0 => "is not filled in yet".into(),
        _ => format!("has {}, and needs at least {}", said(there), template.rows.from),
    });
    let many = (there > template.rows.to)
        .then(|| format!("has {}, and may have at most {}", said(there), template.rows.to));
    let rows = few.into_iter().chain(many).map(|words| lacks(place, Some("table"), words));
    let slips = table.slips(template).into_iter();
    rows.chain(slips.map(|it| lacks(place, Some(&cell(it.row, it.column)), it.words))).collect()
}

/// Names a cell on its page.
pub fn cell(row: usize, column: usize) -> String {
    format!("cell-{}-{}", row + 1, column + 1)
}

/// Part 3 is in writing, every prompt of it, or a recording.
fn looked_back(document: &Microcredential, places: &[&Place], gathered: &Gathered) -> Vec<Missing> {
    let written: Vec<&&Place> =
        places.iter().filter(|it| matches!(it, Place::Reflection(_))).collect();
    let recorded = places.iter().any(|it| !gathered.pieces(it).is_empty());
    let Some(first) = places.first() else { return vec![] };
    let (Some(limit), false) = (document.part_3.words, written.is_empty()) else {
        let none = (!recorded).then(|| lacks(first, None, "has no recording yet"));
        return none.into_iter().collect();
    };
    let total = written.iter().map(|it| count(gathered.words(it))).fold(0, u32::saturating_add);
    if recorded {
        let long = off(total, limit).filter(|_| total > limit.to);
        return long.map(|words| lacks(first, Some("words"), words)).into_iter().collect();
    }
    let empty = written.iter().filter(|it| gathered.words(it).trim().is_empty());
    let mut missing: Vec<Missing> =
        empty.map(|it| lacks(it, Some("words"), "is not answered yet")).collect();
    if missing.is_empty() {
        let said = off(total, limit);
        missing.extend(
            said.map(|it| lacks(first, Some("words"), format!("{it}, in all its answers"))),
        );
    }
    missing
}

#[cfg(test)]
mod tests {
    use design::document::{Known, read};
    use foundation::Id;
    use jiff::Timestamp;

    use super::*;
    use crate::{gather::Written, testing::THREE_SECONDS};

    /// What is said of these places when these words stand there.
    fn said(places: &[&str], words: &[(&str, &str)]) -> Vec<String> {
        let document = read(THREE_SECONDS.as_bytes(), &Known::default()).unwrap();
        let mut gathered = Gathered::default();
        for (place, words) in words {
            let written = Written {
                content: Id::random(),
                words: (*words).into(),
                revision: 1,
                saved_at: Timestamp::UNIX_EPOCH,
            };
            gathered.answers.insert(place.parse().unwrap(), written);
        }
        let places: Vec<Place> = places.iter().map(|it| it.parse().unwrap()).collect();
        let missing = missing(&document, &places, &gathered);
        missing.into_iter().map(|it| format!("{} {}", it.place, it.words)).collect()
    }

    #[test]
    fn an_answer_has_as_many_words_as_are_asked_for() {
        let at = ["part_1.why"];
        assert_eq!(said(&at, &[]), ["part_1.why is not answered yet"]);
        assert_eq!(said(&at, &[("part_1.why", " \n")]), ["part_1.why is not answered yet"]);
        let short = [("part_1.why", "They think.")];
        assert_eq!(said(&at, &short), ["part_1.why has 2 words, and needs at least 3"]);
        let long = "a ".repeat(13);
        let long = [("part_1.why", long.as_str())];
        assert_eq!(said(&at, &long), ["part_1.why has 13 words, and may have at most 12"]);
        assert!(said(&at, &[("part_1.why", "They think longer.")]).is_empty());
    }

    #[test]
    fn a_table_has_as_many_rows_and_holds_what_they_ask_for() {
        let at = ["part_2.tally.template"];
        assert_eq!(said(&at, &[]), ["part_2.tally.template is not filled in yet"]);
        let one = r#"[{"lesson": "first", "question": "Why?", "seconds": "many"}]"#;
        assert_eq!(
            said(&at, &[("part_2.tally.template", one)]),
            [
                "part_2.tally.template has 1 row, and needs at least 2",
                "part_2.tally.template row 1, “Seconds”: a number is asked for"
            ]
        );
    }

    #[test]
    fn part_3_is_counted_in_all_its_answers() {
        let at = ["part_3.change", "part_3.next", "part_3"];
        assert_eq!(said(&at, &[]).len(), 2);
        let half = [("part_3.change", "Much changed here.")];
        assert_eq!(said(&at, &half), ["part_3.next is not answered yet"]);
        let short = [("part_3.change", "Much changed."), ("part_3.next", "More.")];
        assert_eq!(
            said(&at, &short),
            ["part_3.change has 3 words, and needs at least 5, in all its answers"]
        );
        let both = [("part_3.change", "Much changed here."), ("part_3.next", "I keep it.")];
        assert!(said(&at, &both).is_empty());
    }

    #[test]
    fn evidence_is_asked_for_and_reflections_are_not() {
        assert_eq!(
            said(&["part_2.plan"], &[]),
            ["part_2.plan has no evidence yet, and needs a piece"]
        );
        assert!(said(&["before.guess", "after.self"], &[]).is_empty());
    }
}
