//! Full text: every word must stand there, or the beginning of one. A title counts most.

pub const SEARCH: &str = "SELECT microcredential_id FROM catalog_search
     WHERE vector @@ to_tsquery('english', $1)
     ORDER BY ts_rank(vector, to_tsquery('english', $1)) DESC LIMIT $2";

pub fn asked(words: &[String]) -> String {
    words.iter().map(|word| format!("{word}:*")).collect::<Vec<_>>().join(" & ")
}
