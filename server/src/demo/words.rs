//! What the people of the sample district write, show and say.

use anyhow::{Context, Result};
use design::document::{Accepted, Between, Holds, Microcredential};
use learn::Place;

use crate::demo::{
    story::Found,
    visitor::{Visitor, choices},
};

/// As many sentences as it asks for, each about a class that could be anyone's.
const SENTENCES: [&str; 20] = [
    "I tried this with my third-period class, twenty-six students, over three weeks.",
    "Before we began I wrote down what I expected to see, so that I could be surprised.",
    "On the first day only six of them answered anything that I asked.",
    "I waited, counted to five without a word, and looked at everyone in turn.",
    "After the second week twenty of twenty-six had spoken at least once in a lesson.",
    "Two students who had never volunteered explained their thinking at the board.",
    "Their work shows the same misconception in nine papers: they add the denominators.",
    "We named it together, drew it on the number line, and tried three new problems.",
    "On the exit ticket seven of those nine had it right, and could say why.",
    "The other two I met in a small group on Thursday, with fraction strips.",
    "My colleagues looked at the same papers and sorted them before they saw my piles.",
    "We disagreed about four of them, which was the best part of the meeting.",
    "Our goal was that four in five would explain their reasoning in writing by November.",
    "We reached three in four, and we know which step is still hard.",
    "Next time I will plan the questions on paper and leave out those I know the answer to.",
    "What I keep is the pause: it costs nothing, and it changes who talks.",
    "What I change is the seating, since pairs that were too far apart stayed silent.",
    "Students said that they liked having time, and that it felt strange at first.",
    "I marked in the margin where each component of the method can be seen.",
    "No student is named here, and the papers were copied without names.",
];

/// Enough of them for these limits.
fn prose(words: Between, from: usize) -> String {
    let (mut text, mut count) = (String::new(), 0);
    for sentence in SENTENCES.iter().cycle().skip(from % SENTENCES.len()) {
        let more = sentence.split_whitespace().count();
        if count >= words.from as usize && count > 12 || count + more > words.to as usize {
            break;
        }
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(sentence);
        count += more;
    }
    text
}

const ANY: Between = Between { from: 30, to: 120 };

pub async fn answer(
    by: &Visitor,
    work: &str,
    document: &Microcredential,
    place: &Place,
) -> Result<()> {
    let words = match place {
        Place::Question(key) => {
            document.part_1.questions.iter().find(|it| it.key == *key).map(|it| it.words)
        }
        Place::Reflection(_) => document.part_3.words.map(|all| {
            let prompts = document.part_3.prompts.len() as u32;
            Between { from: all.from.div_ceil(prompts) + 5, to: all.to / prompts }
        }),
        _ => None,
    };
    let page = format!("{work}/{place}");
    let from = place.to_string().len() + by.name.len();
    by.fills_in(&page, &page, &[("words", &prose(words.unwrap_or(ANY), from))]).await?;
    Ok(())
}

/// Every cell of as many rows as it asks for.
pub async fn fill_table(
    by: &Visitor,
    work: &str,
    document: &Microcredential,
    place: &Place,
) -> Result<()> {
    let Place::Template(key) = place else { return Ok(()) };
    let item = document.part_2.items.iter().find(|it| it.key == *key).context("an item")?;
    let template = item.template.as_ref().context("a table")?;
    let mut cells = vec![];
    for row in 0..template.rows.from.max(1) {
        for column in &template.columns {
            let value = match column.holds {
                Holds::Text => SENTENCES
                    [(row as usize * 3 + column.key.as_str().len()) % SENTENCES.len()]
                .to_owned(),
                Holds::Number => (row + 3).to_string(),
                Holds::Minutes => (5 + row * 2).to_string(),
                Holds::Time => format!("{:02}:{:02}", 8 + row / 6 % 8, row % 6 * 10),
                Holds::Day => format!("2026-10-{:02}", row % 27 + 1),
                Holds::Choice => column.choices[row as usize % column.choices.len()].to_string(),
            };
            cells.push((format!("{row}.{}", column.key), value));
        }
    }
    let page = format!("{work}/{place}");
    let cells: Vec<(&str, &str)> =
        cells.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.fills_in(&page, &page, &cells).await?;
    Ok(())
}

/// As many pieces as it asks for: pages of notes, or what else it takes.
pub async fn show(
    by: &Visitor,
    work: &str,
    document: &Microcredential,
    place: &Place,
) -> Result<()> {
    let Place::Item(key) = place else { return Ok(()) };
    let item = document.part_2.items.iter().find(|it| it.key == *key).context("an item")?;
    let page = format!("{work}/evidence/{place}");
    for piece in 0..item.pieces.from.max(1) {
        let caption = format!("{}, page {}", item.title, piece + 1);
        by.opens(&page).await?;
        if item.accepts.contains(&Accepted::File) {
            let text = format!(
                "{}\n\n{}\n",
                item.title,
                prose(Between { from: 120, to: 400 }, piece as usize * 5)
            );
            let file = ("files", "notes from my class.txt", text.as_bytes());
            by.uploads(&format!("{page}/files"), &[("caption", &caption)], file).await?;
        } else if item.accepts.contains(&Accepted::Link) {
            let link = ("link", "https://video.maple-ridge.example/watch/4711");
            by.fills_in(&page, &format!("{page}/links"), &[link, ("caption", &caption)]).await?;
        } else {
            let words = prose(item.words.unwrap_or(ANY), piece as usize);
            by.fills_in(&page, &format!("{page}/text"), &[("words", &words)]).await?;
        }
    }
    Ok(())
}

const FEEDBACK: [&str; 3] = [
    "Your second piece shows this plainly: the groups come from the work, and each has a next lesson.",
    "You name what students understood and where you saw it. Keep the count beside each claim.",
    "The pause can be followed in your notes from one lesson to the next.",
];

const STRENGTHEN: &str = "You say that the second group needs more time. Add the next lesson for that group, and how you will know on Friday that it worked.";

/// A level and a few words for each criterion, then the review as the educator will read it.
pub async fn score(by: &Visitor, panel: &str, found: Found) -> Result<()> {
    let page = by.opens(panel).await?;
    let mut criteria: Vec<(String, Vec<String>)> = vec![];
    for (name, level) in choices(&page) {
        let Some(key) = name.strip_prefix("level.") else { continue };
        match criteria.last_mut().filter(|(last, _)| last == key) {
            Some((_, levels)) => levels.push(level),
            None => criteria.push((key.to_owned(), vec![level])),
        }
    }
    // What is done already stands on the desk, too.
    let Some(last) = criteria.len().checked_sub(1) else { return Ok(()) };
    let mut fields = vec![];
    for (at, (key, levels)) in criteria.iter().enumerate() {
        let weak = matches!(found, Found::AllButOne) && at == last;
        let level = levels.iter().find(|it| (*it == "demonstrated") != weak).or(levels.last());
        let words = if weak { STRENGTHEN } else { FEEDBACK[at % FEEDBACK.len()] };
        fields.push((format!("level.{key}"), level.cloned().unwrap_or_default()));
        fields.push((format!("feedback.{key}"), words.to_owned()));
    }
    fields.push(("then".to_owned(), "preview".to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.fills_in(panel, &format!("{panel}/notes"), &fields).await?;
    by.fills_in(&format!("{panel}/preview"), &format!("{panel}/reviews"), &[]).await?;
    Ok(())
}
