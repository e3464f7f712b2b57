//! From bytes to lines: what is no text, or too much, is refused before anything is read.

use super::{Place, Problems, words::forbidden};

/// Ten times what a long microcredential needs.
pub const LARGEST: usize = 256 * 1024;

/// A document's text, split where its front matter ends.
#[derive(Debug)]
pub struct Source {
    pub front: Passage,
    /// What follows the front matter; a document that is YAML alone has none.
    pub body: Option<Passage>,
}

#[derive(Debug)]
pub struct Passage {
    pub text: String,
    /// The number of its first line in the document.
    pub line: usize,
}

impl Source {
    pub fn read(bytes: &[u8]) -> Result<Source, Problems> {
        let text = decoded(bytes)?;
        let Some(rest) = text.strip_prefix("---\n") else {
            return Ok(Source { front: Passage { text, line: 1 }, body: None });
        };
        let mut ends = 0;
        for (i, line) in rest.split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" {
                let front = Passage { text: rest[..ends].into(), line: 2 };
                let body = Passage { text: rest[ends + line.len()..].into(), line: i + 3 };
                return Ok(Source { front, body: Some(body) });
            }
            ends += line.len();
        }
        Ok(Source { front: Passage { text: rest.into(), line: 2 }, body: None })
    }
}

fn decoded(bytes: &[u8]) -> Result<String, Problems> {
    let mut problems = Problems::default();
    if bytes.len() > LARGEST {
        problems.say(
            Place { line: 1, column: 1 },
            format!("This document is {} KiB long.", bytes.len() / 1024),
            format!("It can be {} KiB long.", LARGEST / 1024),
        );
        return Err(problems);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n"),
        Err(error) => {
            let (before, _) = bytes.split_at(error.valid_up_to());
            problems.say(
                place_after(&String::from_utf8_lossy(before)),
                "Here is something that isn't text.",
                "Save the document as UTF-8.",
            );
            return Err(problems);
        }
    };
    for (i, line) in text.split('\n').enumerate() {
        if let Some(column) = line.chars().position(forbidden) {
            problems.say(
                Place { line: i + 1, column: column + 1 },
                "Here is a control character that can't be seen.",
                "Delete it.",
            );
        }
    }
    if problems.is_empty() { Ok(text) } else { Err(problems) }
}

fn place_after(text: &str) -> Place {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |it| it.chars().count()) + 1;
    Place { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_matter_ends_at_its_line() {
        let source = Source::read(b"---\na: 1\n---\n\n## B\n").unwrap();
        assert_eq!(source.front.text, "a: 1\n");
        let body = source.body.unwrap();
        assert_eq!((body.text.as_str(), body.line), ("\n## B\n", 4));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        let told = Source::read(b"a: 1\nb: \xff").unwrap_err();
        assert!(told.to_string().starts_with("2:4: "), "{told}");
        let told = Source::read(b"a: \0\nb: 1\nc: \x1b").unwrap_err();
        assert_eq!(told.len(), 2);
        assert!(Source::read(&vec![b'a'; LARGEST + 1]).is_err());
    }
}
