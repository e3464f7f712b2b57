//! What the people of the sample district write, show and say, brought through the pages.

use anyhow::{Context, Result};
use design::document::Microcredential;
use foundation::time::zone;
use jiff::{Timestamp, ToSpan, Zoned};
use learn::Place;

use crate::demo::{
    paper::paper,
    story::Found,
    visitor::{Visitor, choices},
    work::{self, Kind, Part},
};

/// What this person has for this place.
pub async fn fill(
    by: &Visitor,
    pursuit: &str,
    document: &Microcredential,
    (place, part): (&Place, &Part),
    now: Timestamp,
) -> Result<()> {
    match place {
        Place::Item(_) => add(by, &format!("{pursuit}/evidence/{place}"), part).await,
        Place::Template(_) => tabulate(by, pursuit, document, place, part, now).await,
        _ => {
            let page = format!("{pursuit}/{place}");
            by.fills_in(&page, &page, &[("words", part.words)]).await?;
            Ok(())
        }
    }
}

/// One piece of evidence.
async fn add(by: &Visitor, page: &str, part: &Part) -> Result<()> {
    let caption = ("caption", part.caption);
    let (name, bytes) = match part.kind {
        Kind::Words => {
            by.fills_in(page, &format!("{page}/text"), &[("words", part.words)]).await?;
            return Ok(());
        }
        Kind::Link(address) => {
            let link = [("link", address), caption];
            by.fills_in(page, &format!("{page}/links"), &link).await?;
            return Ok(());
        }
        Kind::Paper(name) => (name, paper(part.words)),
        Kind::Notes(name) => (name, part.words.as_bytes().to_vec()),
        Kind::Picture(name) => (name, work::picture(name).context("a picture of ours")?.to_vec()),
    };
    by.opens(page).await?;
    by.uploads(&format!("{page}/files"), &[caption], ("files", name, &bytes)).await?;
    Ok(())
}

/// A row for each line, a cell for each of its columns.
async fn tabulate(
    by: &Visitor,
    pursuit: &str,
    document: &Microcredential,
    place: &Place,
    part: &Part,
    now: Timestamp,
) -> Result<()> {
    let Place::Template(key) = place else { return Ok(()) };
    let item = document.part_2.items.iter().find(|it| it.key == *key).context("an item")?;
    let template = item.template.as_ref().context("a table")?;
    let today = now.to_zoned(zone("America/New_York"));
    let mut cells = vec![];
    for (row, line) in part.words.lines().enumerate() {
        for (column, cell) in template.columns.iter().zip(line.split('|')) {
            cells.push((format!("{row}.{}", column.key), dated(cell.trim(), &today)?));
        }
    }
    let cells: Vec<(&str, &str)> =
        cells.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = format!("{pursuit}/{place}");
    by.fills_in(&page, &page, &cells).await?;
    Ok(())
}

/// `day -20` is twenty days ago: whenever the district is made, its days are not long past.
fn dated(cell: &str, today: &Zoned) -> Result<String> {
    match cell.strip_prefix("day ") {
        Some(days) => Ok(today.checked_add(days.parse::<i64>()?.days())?.date().to_string()),
        None => Ok(cell.to_owned()),
    }
}

/// A level and a few words for each criterion, then the review as the educator will read it.
pub async fn score(
    by: &Visitor,
    panel: &str,
    parts: &[Part],
    (nth, found): (usize, Found),
) -> Result<()> {
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
        let said = if weak { "strengthen" } else { "feedback" };
        fields.push((format!("level.{key}"), level.cloned().unwrap_or_default()));
        fields.push((format!("feedback.{key}"), said_of(parts, said, key, nth).to_owned()));
    }
    fields.push(("then".to_owned(), "preview".to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.fills_in(panel, &format!("{panel}/notes"), &fields).await?;
    by.fills_in(&format!("{panel}/preview"), &format!("{panel}/reviews"), &[]).await?;
    Ok(())
}

/// Each assessor in their own words: a line for each of them.
fn said_of(parts: &[Part], said: &str, criterion: &str, nth: usize) -> &'static str {
    let of_this = |it: &&Part| it.place.split_once('.') == Some((said, criterion));
    let lines = parts.iter().find(of_this).map_or("", |it| it.words);
    lines.lines().nth(nth).or(lines.lines().next()).unwrap_or_default()
}
