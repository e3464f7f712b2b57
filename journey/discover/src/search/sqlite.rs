//! FTS5: every word must stand there; the last may be the beginning of one. A title counts most.

pub const SEARCH: &str = "SELECT microcredential_id FROM catalog_search
     WHERE catalog_search MATCH $1 ORDER BY bm25(catalog_search, 0.0, 10.0, 1.0) LIMIT $2";

pub fn asked(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" AND ")
}
