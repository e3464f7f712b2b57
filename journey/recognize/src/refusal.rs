//! Why not.

use foundation::Refuse;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Your district asks for approval before you start this. Ask for it first: it takes a minute.")]
    ApprovalFirst,
    #[error("You have asked already. You’ll get a letter when there is an answer.")]
    AskedAlready,
    #[error("You have started already, so approval comes too late for this time.")]
    StartedAlready,
    #[error("Your district has no rule for this one yet, so there is nothing to approve.")]
    NoRule,
    #[error("There is nobody in your district who could answer. Tell your administrator.")]
    NobodyToAsk,
    #[error("This was answered already.")]
    AnsweredAlready,
    #[error("Choose yes or no.")]
    NoAnswer,
    #[error("Say why, in a sentence: the educator reads it.")]
    NoReason,
    #[error("Choose at least one request.")]
    NothingChosen,
    #[error("Some of these were answered meanwhile, so none of them was changed. Look again.")]
    AnsweredMeanwhile,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::NoReason => Some("reason"),
            Refusal::NoAnswer => Some("answer"),
            Refusal::NothingChosen => Some("claim"),
            _ => None,
        }
    }
}
