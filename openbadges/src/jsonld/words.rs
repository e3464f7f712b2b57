//! Which words are keywords, IRIs and language tags.

use crate::text::has_any;

/// JSON-LD 1.1, §1.7, and the words that framing reserves.
pub(crate) fn is_keyword(word: &str) -> bool {
    word.starts_with('@')
        && matches!(
            word,
            "@base"
                | "@container"
                | "@context"
                | "@default"
                | "@direction"
                | "@embed"
                | "@explicit"
                | "@graph"
                | "@id"
                | "@import"
                | "@included"
                | "@index"
                | "@json"
                | "@language"
                | "@list"
                | "@nest"
                | "@none"
                | "@omitDefault"
                | "@prefix"
                | "@preserve"
                | "@propagate"
                | "@protected"
                | "@requireAll"
                | "@reverse"
                | "@set"
                | "@type"
                | "@value"
                | "@version"
                | "@vocab"
        )
}

/// `@` and letters: reserved for keywords to come (JSON-LD 1.1, §1.7).
pub(crate) fn looks_like_keyword(word: &str) -> bool {
    word.strip_prefix('@')
        .is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic()))
}

/// An absolute IRI, without what N-Quads can't hold between `<` and `>` (RFC 3987, §2.2).
pub(crate) fn is_iri(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once(':') else { return false };
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
        && (!has_any(rest.as_bytes(), |it| !it.is_ascii_graphic() || is_unwritable(it.into()))
            || !rest
                .contains(|it: char| it.is_whitespace() || it.is_control() || is_unwritable(it)))
}

fn is_unwritable(it: char) -> bool {
    matches!(it, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\u{feff}')
}

pub(crate) fn is_blank(word: &str) -> bool {
    word.starts_with("_:")
}

/// An IRI, or the name of a blank node.
pub(crate) fn is_absolute(word: &str) -> bool {
    match word.strip_prefix("_:") {
        Some(label) => !label.contains(|it: char| it.is_whitespace() || it.is_control()),
        None => is_iri(word),
    }
}

/// The shape of a language tag (BCP 47), as far as JSON-LD asks.
pub(crate) fn is_language(tag: &str) -> bool {
    tag.split('-').enumerate().all(|(at, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|it| it.is_ascii_alphabetic() || at > 0 && it.is_ascii_digit())
    })
}
