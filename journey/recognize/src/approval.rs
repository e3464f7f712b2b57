//! Approval before the start: asked of one person, under one version of a policy, answered once.

use design::Microcredential;
use foundation::Id;
use jiff::Timestamp;
use people::{Organization, Person};
use serde::{Deserialize, Serialize};
use vault::Content;

use crate::{Refusal, policy::Policy};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preapproval {
    pub id: Id<Preapproval>,
    pub district: Id<Organization>,
    pub person: Id<Person>,
    pub issuer: Id<Organization>,
    pub microcredential: Id<Microcredential>,
    /// Whatever the district changes later, this version holds for her.
    pub policy: Id<Policy>,
    /// Whom the policy named.
    pub approver: Id<Person>,
    pub why: Option<Id<Content>>,
    pub asked_at: Timestamp,
    pub answered: Option<Answered>,
    /// A claim was made on it: it has served.
    pub served: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    pub reason: Option<Id<Content>>,
    pub by: Id<Person>,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Yes,
    No,
}

impl Answer {
    /// As the form sends it.
    pub fn sent(word: &str) -> Result<Answer, Refusal> {
        match word {
            "yes" => Ok(Answer::Yes),
            "no" => Ok(Answer::No),
            _ => Err(Refusal::NoAnswer),
        }
    }
}

/// Whose move it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    /// She may start, and what she earns then counts.
    Approved,
    Declined,
    /// What it was for has been earned and claimed.
    Served,
}

impl Preapproval {
    pub fn stage(&self) -> Stage {
        match &self.answered {
            None => Stage::Waiting,
            Some(it) if it.answer == Answer::No => Stage::Declined,
            Some(_) if self.served => Stage::Served,
            Some(_) => Stage::Approved,
        }
    }

    /// Can it carry a claim on what was started then?
    pub fn serves_a_start_at(&self, started_at: Timestamp) -> bool {
        let in_time = self.answered.as_ref().is_some_and(|it| it.at <= started_at);
        self.stage() == Stage::Approved && in_time
    }
}

/// May someone with these requests for one microcredential start on it where approval comes first?
pub fn let_start(asked: &[Preapproval]) -> Result<(), Refusal> {
    let any = |stage| asked.iter().any(|it| it.stage() == stage);
    match (any(Stage::Approved), any(Stage::Waiting)) {
        (true, _) => Ok(()),
        (false, true) => Err(Refusal::ApprovalWaits),
        (false, false) => Err(Refusal::ApprovalFirst),
    }
}

/// May someone with these ask (again)? One that waits for somebody who can't answer any more, because
/// the role is another's now, stands in nobody's way.
pub fn let_ask(asked: &[Preapproval], can_answer: &[Id<Person>]) -> Result<(), Refusal> {
    let waiting =
        |it: &Preapproval| it.stage() == Stage::Waiting && can_answer.contains(&it.approver);
    if asked.iter().any(|it| it.stage() == Stage::Approved) {
        return Err(Refusal::ApprovedAlready);
    }
    if asked.iter().any(waiting) { Err(Refusal::AskedAlready) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answer: Option<Answer>) -> Preapproval {
        let at = Timestamp::UNIX_EPOCH;
        Preapproval {
            id: Id::fresh(),
            district: Id::fresh(),
            person: Id::fresh(),
            issuer: Id::fresh(),
            microcredential: Id::fresh(),
            policy: Id::fresh(),
            approver: Id::fresh(),
            why: None,
            asked_at: at,
            answered: answer.map(|answer| Answered { answer, reason: None, by: Id::fresh(), at }),
            served: false,
        }
    }

    #[test]
    fn where_approval_comes_first_only_a_yes_that_has_not_served_opens() {
        let served = Preapproval { served: true, ..asked(Some(Answer::Yes)) };

        assert_eq!(let_start(&[]), Err(Refusal::ApprovalFirst));
        assert_eq!(let_start(&[asked(Some(Answer::No))]), Err(Refusal::ApprovalFirst));
        assert_eq!(let_start(&[asked(Some(Answer::No)), asked(None)]), Err(Refusal::ApprovalWaits));
        assert_eq!(let_start(&[served]), Err(Refusal::ApprovalFirst));
        assert_eq!(let_start(&[asked(None), asked(Some(Answer::Yes))]), Ok(()));
    }

    #[test]
    fn a_yes_after_the_start_carries_no_claim() {
        let yes = asked(Some(Answer::Yes));
        let second = jiff::SignedDuration::from_secs(1);
        assert!(yes.serves_a_start_at(Timestamp::UNIX_EPOCH));
        assert!(!yes.serves_a_start_at(Timestamp::UNIX_EPOCH - second));
        assert!(!asked(None).serves_a_start_at(Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn one_asks_again_after_a_no_or_when_nobody_could_answer_any_more() {
        let waits = asked(None);
        let approver = waits.approver;

        assert_eq!(let_ask(&[asked(Some(Answer::No))], &[approver]), Ok(()));
        assert_eq!(let_ask(std::slice::from_ref(&waits), &[approver]), Err(Refusal::AskedAlready));
        assert_eq!(let_ask(&[waits], &[Id::fresh()]), Ok(()));
        assert_eq!(let_ask(&[asked(Some(Answer::Yes))], &[]), Err(Refusal::ApprovedAlready));
    }
}
