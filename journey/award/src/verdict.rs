//! What the checks of a credential come to, for a page to say first.

use openbadges::verify::Report;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Authentic,
    Revoked,
    /// It was valid, and its time is over.
    Expired,
    /// Its time hasn't begun.
    NotYet,
    Broken,
    Unsure,
}

pub fn verdict(report: &Report, is_over: bool) -> Verdict {
    match report {
        it if it.has_passed() => Verdict::Authentic,
        it if it.schema.has_failed() || it.proof.has_failed() || it.key.has_failed() => {
            Verdict::Broken
        }
        it if it.status.has_failed() => Verdict::Revoked,
        it if it.dates.has_failed() => match is_over {
            true => Verdict::Expired,
            false => Verdict::NotYet,
        },
        _ => Verdict::Unsure,
    }
}
