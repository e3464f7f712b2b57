//! What is wrong with a document, where, and what would be right.

use std::fmt;

/// A line and a column, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub at: Place,
    /// What is wrong, as a sentence.
    pub what: String,
    /// What would be right, as a sentence.
    pub right: String,
}

/// `12:5: "minuts" isn't known here. Did you mean "minutes"?`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Place { line, column } = self.at;
        write!(f, "{line}:{column}: {} {}", self.what, self.right)
    }
}

/// Every problem of one document, from its first line to its last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn say(&mut self, at: Place, what: impl Into<String>, right: impl Into<String>) {
        self.0.push(Problem { at, what: what.into(), right: right.into() });
    }

    pub(crate) fn in_order(mut self) -> Self {
        self.0.sort_by_key(|it| it.at);
        self
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|it| writeln!(f, "{it}"))
    }
}

impl std::error::Error for Problems {}
