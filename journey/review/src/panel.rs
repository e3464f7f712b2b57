//! Those who review one submission: who sits, who was heard, and whose move it is.

use design::document::Rubric;
use foundation::{Id, Refuse};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Organization, Person};
use submit::Submission;

use crate::{
    Finding,
    adding_up::{Scored, lower},
    seat::{Because, Seat, Turn, TurnState},
};

#[derive(Debug, Clone)]
pub struct Panel {
    pub id: Id<Panel>,
    pub custodian: Id<Organization>,
    pub issuer: Id<Organization>,
    pub version: Id<design::Version>,
    pub rubric_digest: String,
    pub pursuit: Id<Pursuit>,
    pub submission: Id<Submission>,
    /// How many independent reviews it takes.
    pub reviews_required: usize,
    pub convened_at: Timestamp,
    /// When the decision is due.
    pub due_at: Timestamp,
    /// The pursuit ended before it was decided.
    pub withdrawn: bool,
    /// Everyone's time on a seat, in order.
    pub turns: Vec<Turn>,
    pub reviews: Vec<Review>,
}

/// One assessor's scoring.
#[derive(Debug, Clone)]
pub struct Review {
    pub id: Id<Review>,
    pub seat: Seat,
    pub assessor: Id<Person>,
    pub finding: Finding,
    pub levels: Vec<Scored>,
}

/// Whose move is it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    AwaitingAssessors { missing: usize },
    AwaitingAdjudicator,
    Decided(Finding),
    Withdrawn,
}

impl Stage {
    /// As a filter sees it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::AwaitingAssessors { .. } => "awaiting_assessors",
            Stage::AwaitingAdjudicator => "awaiting_adjudicator",
            Stage::Decided(_) => "decided",
            Stage::Withdrawn => "withdrawn",
        }
    }

    pub fn is_open(self) -> bool {
        matches!(self, Stage::AwaitingAssessors { .. } | Stage::AwaitingAdjudicator)
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("You have sent your review of this submission. What you sent stands.")]
    Reviewed,
    #[error("You have left this submission, and someone else reviews it.")]
    Left,
    #[error(
        "Your time with this work is over, and someone else reviews it. Thank you for your time."
    )]
    Late,
    #[error(
        "You and this educator stand too near to each other, so someone else reviews it. Thank you for your time."
    )]
    TooNear,
    #[error("The educator has ended this work, so it won't be reviewed. Thank you for your time.")]
    Withdrawn,
    #[error("This submission has been decided. Thank you for your time.")]
    Decided,
    #[error("Your time with this work is over. Ask the program lead if you need more.")]
    OutOfSight,
    #[error(
        "You aren't qualified for this rubric any more. Your notes are kept; ask the program lead."
    )]
    NotQualified,
    #[error(
        "You changed this in another tab or on another device. Both are below: keep what you want, and save again."
    )]
    Stale,
    #[error("Your notes have changed since you looked at them. Look once more, then send.")]
    ChangedSince,
    #[error("They still have time. You can ask someone else when they are late.")]
    StillInTime,
    #[error(
        "Two of those who reviewed this turned out to be one person, so it can't be decided. Your notes are kept; please tell the program lead."
    )]
    NotIndependent,
    #[error("The educator accepted this reviewer by name, so nobody else can be asked.")]
    Named,
}

impl Refuse for Refusal {}

impl Panel {
    /// Read from the reviews alone, as long as the pursuit goes on.
    pub fn stage(&self) -> Stage {
        let heard = self.independent();
        match self.reviews_required.saturating_sub(heard.len()) {
            0 => match (agreed(&heard), self.adjudication()) {
                (Some(finding), _) => Stage::Decided(finding),
                (None, Some(third)) => Stage::Decided(third.finding),
                (None, None) if self.withdrawn => Stage::Withdrawn,
                (None, None) => Stage::AwaitingAdjudicator,
            },
            _ if self.withdrawn => Stage::Withdrawn,
            missing => Stage::AwaitingAssessors { missing },
        }
    }

    /// The levels that count: the lower ones where the reviews agree, else the third assessor's.
    pub fn levels(&self, rubric: &Rubric) -> Vec<Scored> {
        let heard = self.independent();
        match (agreed(&heard), self.adjudication()) {
            (None, Some(third)) => third.levels.clone(),
            _ => lower(rubric, &heard.iter().map(|it| it.levels.as_slice()).collect::<Vec<_>>()),
        }
    }

    pub fn independent(&self) -> Vec<&Review> {
        self.reviews.iter().filter(|it| it.seat != Seat::Adjudicator).collect()
    }

    pub fn adjudication(&self) -> Option<&Review> {
        self.reviews.iter().find(|it| it.seat == Seat::Adjudicator)
    }

    /// The seats that somebody should sit on now, and nobody does.
    pub fn empty_seats(&self) -> Vec<Seat> {
        let seats = Seat::independent(self.reviews_required);
        let asked = match self.stage() {
            Stage::AwaitingAssessors { .. } => seats,
            Stage::AwaitingAdjudicator => &[Seat::Adjudicator],
            Stage::Decided(_) | Stage::Withdrawn => &[],
        };
        asked.iter().copied().filter(|seat| self.sitting(*seat).is_none()).collect()
    }

    /// The turn that this person has, or had.
    pub fn turn_of(&self, person: Id<Person>) -> Option<&Turn> {
        self.turns.iter().find(|it| it.assessor == person)
    }

    /// May this person go on with it? If so, it is their turn on this seat.
    pub fn open_to(&self, person: Id<Person>) -> Result<Seat, Refusal> {
        let turn = self.turn_of(person).ok_or(Refusal::Left)?;
        match (turn.state, self.stage()) {
            (TurnState::Reviewed { .. }, _) => Err(Refusal::Reviewed),
            (_, Stage::Withdrawn) => Err(Refusal::Withdrawn),
            (TurnState::Left { because: Because::Late, .. }, _) => Err(Refusal::Late),
            (TurnState::Left { because: Because::TooNear, .. }, _) => Err(Refusal::TooNear),
            (TurnState::Left { .. }, _) => Err(Refusal::Left),
            (TurnState::Open, Stage::Decided(_)) => Err(Refusal::Decided),
            (TurnState::Open, _) => Ok(turn.seat),
        }
    }

    /// Somebody takes an empty seat.
    pub fn seat(&mut self, seat: Seat, assessor: Id<Person>, seated_at: Timestamp) -> &Turn {
        let number = self.turns.iter().filter(|it| it.seat == seat).count() + 1;
        let at = self.turns.len();
        self.turns.push(Turn { seat, number, assessor, seated_at, state: TurnState::Open });
        &self.turns[at]
    }

    /// Somebody leaves a seat to the next.
    pub fn leave(
        mut self,
        person: Id<Person>,
        because: Because,
        at: Timestamp,
    ) -> Result<Panel, Refusal> {
        self.open_to(person)?;
        self.end_turn(person, TurnState::Left { at, because });
        Ok(self)
    }

    /// Hears one more review, or says why not.
    pub fn hear(
        mut self,
        assessor: Id<Person>,
        levels: Vec<Scored>,
        at: Timestamp,
    ) -> Result<Panel, Refusal> {
        let seat = self.open_to(assessor)?;
        let finding = crate::adding_up::finding(&levels);
        self.end_turn(assessor, TurnState::Reviewed { at });
        self.reviews.push(Review { id: Id::random(), seat, assessor, finding, levels });
        self.reviews.sort_by_key(|it| it.seat);
        Ok(self)
    }

    /// The pursuit ends. What was decided stays decided.
    pub fn withdraw(mut self, at: Timestamp) -> Panel {
        self.withdrawn = self.stage().is_open();
        if self.withdrawn {
            let left = TurnState::Left { at, because: Because::Withdrawn };
            self.turns.iter_mut().filter(|it| it.is_open()).for_each(|it| it.state = left);
        }
        self
    }

    fn sitting(&self, seat: Seat) -> Option<&Turn> {
        self.turns.iter().find(|it| it.seat == seat && !it.is_over())
    }

    fn end_turn(&mut self, person: Id<Person>, state: TurnState) {
        let mut theirs = self.turns.iter_mut().filter(|it| it.assessor == person && it.is_open());
        if let Some(turn) = theirs.next() {
            turn.state = state;
        }
    }
}

/// What they all found, if they all found the same.
fn agreed(reviews: &[&Review]) -> Option<Finding> {
    let [first, others @ ..] = reviews else { return None };
    others.iter().all(|other| other.finding == first.finding).then_some(first.finding)
}

#[cfg(test)]
mod tests;
