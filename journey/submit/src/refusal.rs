//! Why this room says no.

use foundation::Refuse;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(
        "You changed this in another tab or on another device. Nothing is lost: press Save to see both texts."
    )]
    Stale,
    #[error(
        "That is more than fits here. Nothing was changed; what you typed is still in the field."
    )]
    TooLong,
    #[error("You have submitted this. What you submitted doesn’t change.")]
    Submitted,
    #[error("This was demonstrated. It stands, and is not asked for again.")]
    Demonstrated,
    #[error("This opens when you have submitted.")]
    TooEarly,
    #[error("You have submitted this already. Those who review it have it.")]
    AlreadySubmitted,
    #[error("Something is still missing. It is listed below.")]
    Incomplete,
    #[error(
        "Something was changed since you looked, in another tab or on another device. Look at it again, then submit."
    )]
    ChangedSince,
    #[error("Tick that it is your own work.")]
    NotTickedOwn,
    #[error("Tick that no student can be recognized without permission.")]
    NotTickedPrivacy,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::Stale | Refusal::TooLong => Some("words"),
            Refusal::NotTickedOwn => Some("own"),
            Refusal::NotTickedPrivacy => Some("privacy"),
            _ => None,
        }
    }
}
