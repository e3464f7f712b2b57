//! Which part of a file is asked for: players begin in the middle, and some ask for nothing else.

use std::ops::Range;

#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    Whole,
    Part(Range<u64>),
    /// It ends before that.
    Beyond,
}

impl Asked {
    /// From a `Range` header. What can't be read, or asks for several parts, asks for the whole.
    pub fn of(header: Option<&str>, length: u64) -> Asked {
        let range =
            header.and_then(|it| it.strip_prefix("bytes=")).and_then(|it| it.split_once('-'));
        let Some((from, to)) = range else { return Asked::Whole };
        let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
            (Ok(from), Ok(to)) if from <= to => (from, to.saturating_add(1)),
            (Ok(from), Err(_)) if to.is_empty() => (from, length),
            (Err(_), Ok(last)) if from.is_empty() => (length.saturating_sub(last), length),
            _ => return Asked::Whole,
        };
        if from < length { Asked::Part(from..to.min(length)) } else { Asked::Beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_asked_for_in_three_ways() {
        let asked = |header| Asked::of(Some(header), 100);
        assert_eq!(asked("bytes=0-1"), Asked::Part(0..2));
        assert_eq!(asked("bytes=90-"), Asked::Part(90..100));
        assert_eq!(asked("bytes=-10"), Asked::Part(90..100));
        assert_eq!(asked("bytes=90-1000"), Asked::Part(90..100));
        assert_eq!(asked("bytes=100-"), Asked::Beyond);
        assert_eq!(asked("bytes=-0"), Asked::Beyond);
        for other in ["bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=-"] {
            assert_eq!(asked(other), Asked::Whole, "{other}");
        }
        assert_eq!(Asked::of(None, 100), Asked::Whole);
        assert_eq!(Asked::of(Some("bytes=0-"), 0), Asked::Beyond);
    }
}
