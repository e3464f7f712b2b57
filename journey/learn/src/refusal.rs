//! Why this room says no.

use foundation::Refuse;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("You are working on this already. It can run once at a time.")]
    Running,
    #[error(
        "A newer version was published while you read. This page shows it now: look at it, then start."
    )]
    NewerVersion,
    #[error("Choose who is to review your work.")]
    NobodyChosen,
    #[error("Choose someone from the list: your reviewer holds that role in your district now.")]
    NotOfThatRole,
    #[error(
        "Tick that you accept this person as the one who reviews your work, or choose somebody else."
    )]
    NotAccepted,
    #[error("Choose one of the schools that you work at.")]
    NotYourSchool,
    #[error(
        "You withdrew from this. What you wrote is still yours to read, and it no longer changes."
    )]
    Withdrawn,
    #[error("You have earned this. What led to it no longer changes.")]
    Earned,
    #[error("You have answered this already, and it stands for this credential.")]
    AnsweredAlready,
    #[error("Choose one of the two.")]
    NothingChosen,
    #[error("Choose a coach of yours, and what to show.")]
    NothingToShare,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::NobodyChosen | Refusal::NotOfThatRole => Some("named_reviewer"),
            Refusal::NotAccepted => Some("accepted"),
            Refusal::NotYourSchool => Some("school"),
            Refusal::NothingChosen => Some("choice"),
            Refusal::NothingToShare => Some("place"),
            _ => None,
        }
    }
}
