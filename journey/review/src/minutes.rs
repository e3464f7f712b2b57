//! About how long a review takes: said before anybody begins.

use design::document::{Judged, Key, Microcredential};

/// To weigh one criterion and write about it.
const CRITERION: u32 = 5;
/// To read one answer, or look through one item that isn't film.
const READING: u32 = 5;

/// Told from the document alone, so that it tells nothing about whose work it is; in steps of five.
pub fn minutes(document: &Microcredential, asked: &[Key]) -> u32 {
    let mut seen: Vec<Judged> = vec![];
    for judged in asked.iter().flat_map(|it| document.judged_by(it.as_str())) {
        if !seen.contains(&judged) {
            seen.push(judged);
        }
    }
    let reading: u32 = seen.iter().map(|it| to_see(document, it)).sum();
    let all = reading + CRITERION * u32::try_from(asked.len()).unwrap_or(u32::MAX / CRITERION);
    all.next_multiple_of(5)
}

fn to_see(document: &Microcredential, judged: &Judged) -> u32 {
    match judged {
        Judged::Part1 => {
            let questions = u32::try_from(document.part_1.questions.len()).unwrap_or(1);
            READING * questions
        }
        Judged::Question(_) => READING,
        Judged::Item(key) => {
            let item = document.part_2.items.iter().find(|it| it.key == **key);
            item.and_then(|it| it.film.as_ref()).map_or(READING, |film| film.minutes.to)
        }
        Judged::Part3 => document.part_3.recording_minutes.map_or(READING, |it| it.to),
    }
}
