//! What a review policy means: who may sit, who is asked first, and by when they are to be done.
//! Its data is the document's; it is pinned when the pursuit starts.

use std::collections::HashSet;

use design::document::{AssessorsFrom, ReviewPolicy, Supervisor};
use foundation::Id;
use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use people::{Organization, Person, Relation};
use serde::{Deserialize, Serialize};

use crate::seat::Seat;

/// Nobody is asked for more reviews than this at once.
const MOST_AT_ONCE: usize = 10;
/// How long someone may still look who is late.
const GRACE: SignedDuration = SignedDuration::from_hours(14 * 24);

const NAMED_GRACE: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Why somebody may never review a pursuit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Holder,
    Teammate,
    Coach,
    Supervisor,
    Family,
    KnowsThem,
    Approver,
}

/// Someone who is qualified for the rubric, and might be asked.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub person: Id<Person>,
    /// Whose account it is: what one did or saw under any account counts for all of them.
    pub human: Id<Person>,
    /// Who keeps the records where they work.
    pub districts: Vec<Id<Organization>>,
    /// How many submissions wait for them.
    pub waiting: usize,
    /// The seat that they had for the submission before this one.
    pub sat_on: Option<Seat>,
}

/// Who may sit on one panel.
#[derive(Debug, Clone)]
pub struct Admission {
    pub from: AssessorsFrom,
    /// The educator's.
    pub districts: Vec<Id<Organization>>,
    /// Humans who may not: holders, whoever stands too near, who sat here already, who saw a score.
    pub barred: HashSet<Id<Person>>,
    /// The only one who may, where the policy names a role and the educator accepted this person.
    pub named: Option<Id<Person>>,
}

impl Admission {
    pub fn admits(&self, it: &Candidate) -> bool {
        if self.barred.contains(&it.human) {
            return false;
        }
        if let Some(named) = self.named {
            return it.person == named;
        }
        let internal = it.districts.iter().any(|at| self.districts.contains(at));
        let right_place = match self.from {
            AssessorsFrom::Internal => internal,
            AssessorsFrom::AnotherDistrict => !internal,
            AssessorsFrom::Mix => true,
        };
        right_place && is_free(it.waiting)
    }

    /// Who is asked first for this seat: whoever had it for the submission before, then whoever has
    /// least to do. Among equals the order in which they come.
    pub fn choose<'a>(&self, seat: Seat, candidates: &'a [Candidate]) -> Option<&'a Candidate> {
        let admitted = candidates.iter().filter(|it| self.admits(it));
        admitted.min_by_key(|it| (it.sat_on != Some(seat), it.waiting))
    }
}

/// Can someone for whom so many wait be asked for one more?
pub fn is_free(waiting: usize) -> bool {
    waiting < MOST_AT_ONCE
}

/// Which relations to a holder keep somebody from reviewing, beside holding it.
pub fn too_near(policy: &ReviewPolicy) -> Vec<(Relation, Reason)> {
    let mut near = vec![
        (Relation::CoachOf, Reason::Coach),
        (Relation::Teammate, Reason::Teammate),
        (Relation::Family, Reason::Family),
    ];
    if policy.supervisor == Supervisor::Excluded {
        near.push((Relation::Supervises, Reason::Supervisor));
    }
    near
}

/// When someone who sits down now is to be done. The same for everyone, so that nobody can tell from
/// it whether they are the third: each has half of the time where a third may have to follow.
pub fn review_due(policy: &ReviewPolicy, seated_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let days = if policy.third_decides { (policy.days / 2).max(1) } else { policy.days };
    days_after(seated_at, days, zone)
}

/// Until when someone who sits down now may look at the evidence. Nobody can take the place of
/// whoever was named, so they may look for longer.
pub fn may_look_until(policy: &ReviewPolicy, seated_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let grace = if policy.reviewer_role.is_some() { NAMED_GRACE } else { GRACE };
    review_due(policy, seated_at, zone) + grace
}

fn days_after(at: Timestamp, days: u32, zone: &TimeZone) -> Timestamp {
    let local = at.to_zoned(zone.clone());
    local.checked_add(i64::from(days).days()).map_or(at, |later| later.timestamp())
}

#[cfg(test)]
mod tests;
