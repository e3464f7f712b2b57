//! What a document is checked against, beyond itself.

use std::sync::LazyLock;

use super::{Framework, Tag, Vocabulary, read};

/// What is known where a document is read. What isn't given isn't checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    pub frameworks: Option<&'a [Framework]>,
    /// Slugs of stacks.
    pub stacks: Option<&'a [String]>,
    /// Slugs of microcredentials.
    pub microcredentials: Option<&'a [String]>,
    /// Names of roles.
    pub roles: Option<&'a [String]>,
    /// Slugs that belong to others.
    pub taken: &'a [String],
}

/// The tags that can be given.
pub fn tags() -> &'static [Tag] {
    static TAGS: LazyLock<Vocabulary> = LazyLock::new(|| {
        let text = include_bytes!("tags.yaml");
        read(text, &Known::default()).expect("a test reads the vocabulary")
    });
    &TAGS.tags
}

/// The tag of this key.
pub fn tag(key: &str) -> Option<&'static Tag> {
    tags().iter().find(|it| it.key == key)
}
