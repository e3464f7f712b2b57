//! JSON text with gaps: what stands between them is compared, not read.

/// The text of a document, cut where other texts may stand. Each gap is the inside of a string.
pub(super) struct Text {
    first: String,
    /// What follows each gap.
    rest: Vec<String>,
}

impl Text {
    /// A text up to its first gap, and what follows each.
    pub fn new(first: String, rest: Vec<String>) -> Text {
        Text { first, rest }
    }

    /// What stands in the gaps, if the rest of the text is the same and all of it is written as
    /// `serde_json` writes what [`crate::text::clean`] leaves: then the inside of a JSON string is
    /// that of a literal in N-Quads, too.
    pub fn read<'t>(&self, text: &'t str, gaps: &mut Vec<&'t str>) -> Option<()> {
        gaps.clear();
        let mut left = text.strip_prefix(self.first.as_str())?;
        for after in &self.rest {
            let (gap, more) = left.split_at_checked(inside(left)?)?;
            gaps.push(gap);
            left = more.strip_prefix(after.as_str())?;
        }
        left.is_empty().then_some(())
    }

    /// A text of fewer gaps: `keep` says which stay, the others are filled with what `values` has.
    pub fn fill(&self, values: &[String], keep: &[bool]) -> Text {
        let mut cut = Text { first: self.first.clone(), rest: vec![] };
        for ((after, value), keep) in self.rest.iter().zip(values).zip(keep) {
            match keep {
                true => cut.rest.push(after.clone()),
                false => {
                    let last = cut.rest.last_mut().unwrap_or(&mut cut.first);
                    last.push_str(value);
                    last.push_str(after);
                }
            }
        }
        cut
    }
}

/// How long the inside of a JSON string is that `text` begins within. `None` if a character in it
/// is written otherwise in N-Quads, or not at all.
fn inside(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => match bytes.get(at + 1)? {
                b'"' | b'\\' | b'n' => at += 2,
                _ => return None,
            },
            0..=0x1f | 0x7f => return None,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<&str>> {
        let cut = Text::new(r#"{"a":""#.into(), vec![r#"","b":""#.into(), r#""}"#.into()]);
        let mut gaps = Vec::new();
        cut.read(text, &mut gaps).map(|()| gaps)
    }

    #[test]
    fn gaps_are_found_by_what_stands_around_them() {
        assert_eq!(read(r#"{"a":"one","b":"\"two\"\n\\"}"#), Some(vec!["one", r#"\"two\"\n\\"#]));
        assert_eq!(read(r#"{"a":"","b":"é"}"#), Some(vec!["", "é"]));
    }

    #[test]
    fn what_is_written_in_another_way_is_not_read() {
        for text in [
            r#"{"a":"one","b":"t\u0077o"}"#,
            r#"{"a":"one","b":"two\t"}"#,
            r#"{"a":"one","b":"t\/wo"}"#,
            r#"{"a":"one","b": "two"}"#,
            r#"{"a":"one","b":"two"} "#,
            r#"{"a":"one","b":2}"#,
            r#"{"a":"one","b":"two"#,
            r#"{"a":"one","b":"two\"#,
            "{\"a\":\"one\",\"b\":\"\u{7f}\"}",
            "{\"a\":\"one\",\"b\":\"\n\"}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
