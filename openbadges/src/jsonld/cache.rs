//! Contexts that were read before: a context is parsed once in a process, not once a credential.

use super::active::Active;
use quick_cache::sync::Cache;
use std::sync::{Arc, LazyLock};

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

/// What was read lately, up to so many.
pub(crate) static READ: LazyLock<Cache<Key, Arc<Active>>> = LazyLock::new(|| Cache::new(512));
