//! Contexts that were read before: a context is parsed once in a process, not once a credential.

use super::active::Active;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, RwLock};

/// How many contexts each of the two halves holds.
const HALF: usize = 256;

/// What was applied, to what, and how: together they fix the result.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The set of contexts that names are looked up in.
    pub contexts: u64,
    pub active: u64,
    pub source: Source,
    pub overrides_protected: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    Document(u64),
    Scoped(u64),
    Inline(String),
    /// Nothing new but a way back.
    WayBack,
}

/// Two halves: when the newer is full it becomes the older, and the older is forgotten.
#[derive(Default)]
struct Cache {
    newer: HashMap<Key, Arc<Active>>,
    older: HashMap<Key, Arc<Active>>,
}

static CACHE: LazyLock<RwLock<Cache>> = LazyLock::new(RwLock::default);

pub(crate) fn get(key: &Key) -> Option<Arc<Active>> {
    let found = {
        let cache = CACHE.read().unwrap_or_else(|it| it.into_inner());
        if let Some(found) = cache.newer.get(key) {
            return Some(found.clone());
        }
        cache.older.get(key).cloned()?
    };
    keep(key.clone(), found.clone());
    Some(found)
}

pub(crate) fn keep(key: Key, active: Arc<Active>) {
    let mut cache = CACHE.write().unwrap_or_else(|it| it.into_inner());
    if cache.newer.len() >= HALF {
        cache.older = std::mem::take(&mut cache.newer);
    }
    cache.newer.insert(key, active);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_bounded_and_keeps_what_is_used() {
        let key = |number: u64| Key {
            contexts: 0,
            active: 0,
            source: Source::Inline(format!("only in this test {number}")),
            overrides_protected: false,
        };
        keep(key(0), Arc::default());
        for number in 1..5_000 {
            assert!(get(&key(0)).is_some());
            keep(key(number), Arc::default());
        }
        let cache = CACHE.read().unwrap();
        assert!(cache.newer.len() <= HALF && cache.older.len() <= HALF);
    }
}
