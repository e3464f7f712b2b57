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
    /// Its issuer's key signed it, and it breaks rules of its standard: what it seems to say may
    /// not be what was signed.
    Irregular,
    Unsure,
}

pub fn verdict(report: &Report, is_over: bool) -> Verdict {
    let is_genuine = report.proof.has_passed() && report.key.has_passed();
    match report {
        it if it.has_passed() => Verdict::Authentic,
        // Whose it is can't be told, so nor can who revoked it, or until when they said it holds.
        it if it.has_failed() && !is_genuine => Verdict::Broken,
        it if it.status.has_failed() => Verdict::Revoked,
        it if it.schema.has_failed() => Verdict::Irregular,
        it if it.dates.has_failed() => match is_over {
            true => Verdict::Expired,
            false => Verdict::NotYet,
        },
        _ => Verdict::Unsure,
    }
}
