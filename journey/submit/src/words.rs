//! Words as they are typed and counted.

use design::document::Between;

/// What one field may hold: far more than any answer asks for.
pub const LONGEST: usize = 100_000;

/// As they are kept: browsers end lines in two ways.
pub fn tidy(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n")
}

/// Words are what stands between white space, here as in the browser.
pub fn count(words: &str) -> u32 {
    words.split_whitespace().count().try_into().unwrap_or(u32::MAX)
}

/// What is wrong with so many words: "has 97 words, and needs at least 150".
pub fn off(count: u32, limit: Between) -> Option<String> {
    let words = |count: u32| if count == 1 { "1 word".into() } else { format!("{count} words") };
    match count {
        0 => Some("is not answered yet".into()),
        _ if count < limit.from => {
            Some(format!("has {}, and needs at least {}", words(count), limit.from))
        }
        _ if count > limit.to => {
            Some(format!("has {}, and may have at most {}", words(count), limit.to))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_between_white_space() {
        assert_eq!(count("  one two\n\nthree\tfour "), 4);
        assert_eq!(count(""), 0);
        assert_eq!(count("don’t re-type — please"), 4);
    }

    #[test]
    fn what_is_off_is_said_with_its_numbers() {
        let limit = Between { from: 2, to: 3 };
        assert_eq!(off(0, limit).as_deref(), Some("is not answered yet"));
        assert_eq!(off(1, limit).as_deref(), Some("has 1 word, and needs at least 2"));
        assert_eq!(off(4, limit).as_deref(), Some("has 4 words, and may have at most 3"));
        assert_eq!(off(2, limit), None);
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(tidy("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
