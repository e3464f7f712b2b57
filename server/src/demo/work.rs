//! What someone of the sample district writes, shows and hears, as a file of its own: a line
//! `== PLACE` or `== PLACE · KIND NAME`, perhaps a caption, then the words.

use anyhow::{Context, Result};

pub const ANA: &str = include_str!("work/ana.txt");
pub const BEN: &str = include_str!("work/ben.txt");
pub const CHLOE: &str = include_str!("work/chloe.txt");
pub const ELENA: &str = include_str!("work/elena.txt");
pub const FARID: &str = include_str!("work/farid.txt");
pub const SAM: &str = include_str!("work/sam.txt");
pub const TESS: &str = include_str!("work/tess.txt");

/// What stands under one heading.
#[derive(Debug, PartialEq)]
pub struct Part {
    /// `part_1.team`, or `feedback.goal`.
    pub place: &'static str,
    pub kind: Kind,
    pub caption: &'static str,
    pub words: &'static str,
}

#[derive(Debug, PartialEq)]
pub enum Kind {
    /// Typed into a field or, for an item, as its text.
    Words,
    Link(&'static str),
    /// A PDF of the words.
    Paper(&'static str),
    /// A file of the words.
    Notes(&'static str),
    Picture(&'static str),
}

/// All parts, in order.
pub fn read(file: &'static str) -> Result<Vec<Part>> {
    let file = file.strip_prefix("== ").context("a heading comes first")?;
    file.split("\n== ").map(part).collect()
}

fn part(text: &'static str) -> Result<Part> {
    let (head, body) = text.split_once('\n').context("words follow a heading")?;
    let (place, kind) = head.split_once(" · ").unwrap_or((head, "words"));
    let kind = match kind.split_once(' ') {
        None => Kind::Words,
        Some(("link", address)) => Kind::Link(address),
        Some(("paper", name)) => Kind::Paper(name),
        Some(("notes", name)) => Kind::Notes(name),
        Some(("picture", name)) => Kind::Picture(name),
        Some(_) => anyhow::bail!("a kind: {kind}"),
    };
    let captioned = body.strip_prefix("caption: ");
    let (caption, words) =
        captioned.map_or(("", body), |it| it.split_once('\n').unwrap_or((it, "")));
    Ok(Part { place, kind, caption: caption.trim(), words: words.trim() })
}

/// A picture of ours: work that no student did.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    let picture: &'static [u8] = match name {
        "discussion-first.png" => include_bytes!("pictures/discussion-first.png"),
        "discussion-second.png" => include_bytes!("pictures/discussion-second.png"),
        "fractions-after.png" => include_bytes!("pictures/fractions-after.png"),
        "fractions-before.png" => include_bytes!("pictures/fractions-before.png"),
        "fractions-piles.png" => include_bytes!("pictures/fractions-piles.png"),
        "marble-strong.png" => include_bytes!("pictures/marble-strong.png"),
        "minutes.png" => include_bytes!("pictures/minutes.png"),
        "whiteboards.png" => include_bytes!("pictures/whiteboards.png"),
        "writing-student-3.png" => include_bytes!("pictures/writing-student-3.png"),
        _ => return None,
    };
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_can_be_read_and_every_picture_is_there() {
        for file in [ANA, BEN, CHLOE, ELENA, FARID, SAM, TESS] {
            for part in read(file).unwrap() {
                assert!(!part.words.is_empty() || !part.caption.is_empty(), "{part:?}");
                if let Kind::Picture(name) = part.kind {
                    assert!(picture(name).is_some(), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_heading_says_the_place_and_of_what_kind_it_is() {
        let parts = read("== part_1.why\nBecause.\n== part_2.plan · notes plan.txt\ncaption: A plan\nOne.\n\nTwo.\n").unwrap();
        let (why, plan) = (&parts[0], &parts[1]);
        assert_eq!((why.place, why.words, &why.kind), ("part_1.why", "Because.", &Kind::Words));
        assert_eq!((plan.caption, plan.words), ("A plan", "One.\n\nTwo."));
        assert_eq!(plan.kind, Kind::Notes("plan.txt"));
    }
}
