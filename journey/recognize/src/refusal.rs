//! Why not.

use foundation::Refuse;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(
        "Your district asks for approval before you start this. Ask for it first: it takes a minute."
    )]
    ApprovalFirst,
    #[error(
        "You have asked for approval, and your district wants a yes before you start. You’ll get a letter when there is an answer."
    )]
    ApprovalWaits,
    #[error("You have asked already. You’ll get a letter when there is an answer.")]
    AskedAlready,
    #[error("This was approved already. You can start.")]
    ApprovedAlready,
    #[error("You have started already, so approval comes too late for this time.")]
    StartedAlready,
    #[error("Your district has no rule for this one yet, so there is nothing to approve.")]
    NoRule,
    #[error("Your district’s rule asks for no approval here. Start whenever you like.")]
    NotNeeded,
    #[error("There is nobody in your district who could answer. Tell your administrator.")]
    NobodyToAsk,
    #[error("This was answered already.")]
    AnsweredAlready,
    #[error("Choose yes or no.")]
    NoAnswer,
    #[error("Say why, in a sentence: the educator reads it.")]
    NoReason,
    #[error("Say it in 2,000 characters or fewer.")]
    ReasonTooLong,
    #[error("Choose at least one request.")]
    NothingChosen,
    #[error("One of these is your own. Somebody else at the office answers it.")]
    YourOwn,
    #[error(
        "Somebody else brought in rules for some of these microcredentials a moment ago. Look at them before you bring in yours."
    )]
    ImportedMeanwhile,
    #[error(
        "One of these was revoked by its issuer, so it counts for nothing. Refuse that one, and say so."
    )]
    Revoked,
    #[error("Some of these were answered meanwhile, so none of them was changed. Look again.")]
    AnsweredMeanwhile,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::NoReason | Refusal::ReasonTooLong => Some("reason"),
            Refusal::NoAnswer => Some("answer"),
            Refusal::NothingChosen
            | Refusal::YourOwn
            | Refusal::Revoked
            | Refusal::AnsweredMeanwhile => Some("claim"),
            _ => None,
        }
    }
}
