//! What there is for somebody to do, or to watch over: rooms say it, and *Today* merges it.

use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// What to do: "Go on with Part 1".
    pub words: String,
    /// Of what, and how it stands.
    pub detail: Option<String>,
    /// Where it is done: the very field.
    pub link: String,
    pub due_at: Option<Timestamp>,
    pub waits: Waits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    ForYou,
    /// It is another's move; to be watched over.
    ForOthers,
}
