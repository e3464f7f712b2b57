//! Names for what a document says: equal texts, equal names.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Criterion, Rubric};

/// SHA-256 of these bytes, in small hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl Rubric {
    /// Versions whose rubric means the same share this name, and with it their assessors'
    /// qualifications. White space and the order of criteria mean nothing; each word does.
    pub fn digest(&self) -> String {
        let levels: Vec<Value> =
            self.levels.iter().map(|it| json!([it.key, words(it.name.as_str())])).collect();
        let mut criteria: Vec<Value> = self.criteria.iter().map(|it| self.meaning(it)).collect();
        criteria.sort_by_key(|it| it[0].to_string());
        digest(json!(["rubric/1", levels, criteria]).to_string().as_bytes())
    }

    fn meaning(&self, it: &Criterion) -> Value {
        let described: Vec<Value> = self
            .described(it)
            .map(|(level, text)| json!([level.key, words(text.as_str())]))
            .collect();
        json!([it.key, words(it.title.as_str()), self.required(it), described])
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
