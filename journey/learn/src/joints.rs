//! What this room announces, what it asks of the rooms ahead, and where it leaves them space.

use foundation::{Announcement, Gate, Html, Id, Slot};
use people::{Organization, Person};
use serde::{Deserialize, Serialize};

use crate::{Place, Pursuit};

#[derive(Debug, Serialize, Deserialize)]
pub struct Started {
    pub pursuit: Id<Pursuit>,
}

impl Announcement for Started {
    const NAME: &'static str = "learn.started";
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Withdrawn {
    pub pursuit: Id<Pursuit>,
}

impl Announcement for Withdrawn {
    const NAME: &'static str = "learn.withdrawn";
}

/// May this person start on this version, in this district?
#[derive(Debug, Clone)]
pub struct MayStart {
    pub person: Id<Person>,
    pub custodian: Id<Organization>,
    pub issuer: Id<Organization>,
    pub microcredential: Id<design::Microcredential>,
    pub version: Id<design::Version>,
}

impl Gate for MayStart {}

/// May what stands at this place be changed now, as part of this submission? Asked by whoever keeps
/// something for it (an answer, a piece of evidence), with the pursuit locked.
#[derive(Debug, Clone)]
pub struct MayChange {
    pub pursuit: Id<Pursuit>,
    pub number: u32,
    pub place: Place,
}

impl Gate for MayChange {}

/// What can be worked on now: nothing, while it is with those who review it.
pub struct OpenNow;

impl Slot for OpenNow {
    type Id = Id<Pursuit>;
    type Piece = Open;
}

/// Which submission is being prepared, the first or a later one, and what it is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub number: u32,
    pub places: Vec<Place>,
}

/// The steps of a pursuit, on its task list.
pub struct TaskList;

impl Slot for TaskList {
    type Id = Id<Pursuit>;
    type Piece = Vec<Step>;
}

/// One line of a task list. Of two with the same key, the later room's stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Steps stand in this order; Parts 1, 2 and 3 begin at 100, 200 and 300.
    pub order: u32,
    pub key: String,
    pub words: String,
    pub detail: Option<String>,
    pub minutes: Option<u32>,
    /// Where the educator does it; none when there is nothing for her to do.
    pub link: Option<String>,
    pub state: StepState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    ToDo,
    Begun,
    Complete,
    /// Another's move.
    Waiting,
    Demonstrated,
    NotYet,
    Later,
}

/// What there is to say at the top of a task list: where it stands, what was found.
pub struct Notices;

impl Slot for Notices {
    type Id = Id<Pursuit>;
    type Piece = Vec<Notice>;
}

#[derive(Debug, Clone)]
pub struct Notice {
    pub kind: NoticeKind,
    pub html: Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Plain,
    Wait,
    Done,
    Stop,
}

impl NoticeKind {
    /// Its class in the stylesheet.
    pub fn class(self) -> &'static str {
        match self {
            NoticeKind::Plain => "note",
            NoticeKind::Wait => "note wait",
            NoticeKind::Done => "note done",
            NoticeKind::Stop => "note stop",
        }
    }
}

/// What is good to know about a pursuit: a word, and what it says.
pub struct Facts;

impl Slot for Facts {
    type Id = Id<Pursuit>;
    type Piece = Vec<(String, Html)>;
}

/// What later rooms say before she starts: what it is worth to her, whether it needs approval.
pub struct StartPage;

impl Slot for StartPage {
    type Id = (Id<Person>, Id<design::Version>);
    type Piece = Html;
}
