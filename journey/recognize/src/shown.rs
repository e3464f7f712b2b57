//! Claims as pages and files show them.

use std::collections::HashMap;

use foundation::{Conn, Id, Read, Result, time};
use itertools::Itertools;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use people::{Organization, Person};

use crate::{
    Claim, Proofs,
    claim::Answer,
    reasons,
    store::policies::{self, Version},
};

pub struct Line {
    pub claim: Claim,
    pub name: String,
    /// What it was earned for; its class, where the award can't be asked.
    pub title: String,
    pub link: Option<String>,
    /// The rule's version.
    pub rule: String,
    pub effective: String,
    pub claimed: String,
    pub answered: Option<Told>,
}

/// An answer as it is told.
pub struct Told {
    pub accepted: bool,
    pub on: String,
    pub by: String,
    pub reason: Option<String>,
}

/// With the reasons that this viewer may read.
pub async fn lines(
    read: &mut Read,
    viewer: Id<Person>,
    claims: Vec<Claim>,
    now: Timestamp,
) -> Result<Vec<Line>> {
    let proofs = read.fill::<Proofs>(&claims.iter().map(|it| it.award).collect::<Vec<_>>()).await;
    let policies: Vec<_> =
        claims.iter().map(|it| it.policy).unique_by(ToString::to_string).collect();
    let policies = policies::versions(read, &policies).await?;
    let answered = claims.iter().filter_map(|it| it.answered.as_ref());
    let reasons: Vec<_> = answered.clone().filter_map(|it| it.reason).collect();
    let people: Vec<_> =
        answered.map(|it| it.by).chain(claims.iter().map(|it| it.person)).collect();
    let reasons = reasons::read(read, viewer, reasons.into_iter(), now).await?;
    let names = people::names(read, &people).await?;
    let zones = zones(read, claims.iter().map(|it| it.district)).await?;
    let line = |claim: Claim| {
        let zone = &zones.of(claim.district);
        let policy = policies.get(&claim.policy);
        let proof = proofs.get(&claim.award).and_then(|it| it.first());
        let answered = claim.answered.as_ref().map(|it| Told {
            accepted: it.answer == Answer::Accepted,
            on: time::day(it.at, zone),
            by: names.get(&it.by).cloned().unwrap_or_default(),
            reason: it.reason.and_then(|id| reasons.get(&id).cloned()),
        });
        Line {
            name: names.get(&claim.person).cloned().unwrap_or_default(),
            title: proof.map_or_else(|| class(policy, &claim.class), |it| it.title.clone()),
            link: proof.map(|it| it.link.clone()),
            rule: policy.map(Version::cited).unwrap_or_default(),
            effective: day(&claim.effective_on),
            claimed: time::day(claim.claimed_at, zone),
            answered,
            claim,
        }
    };
    Ok(claims.into_iter().map(line).collect())
}

fn class(policy: Option<&Version>, key: &str) -> String {
    let class = policy.and_then(|it| it.document.class(key));
    class.map_or_else(|| key.to_owned(), |it| it.title.to_string())
}

/// "July 1, 2027", of a day as it is kept.
pub fn day(kept: &str) -> String {
    let at = kept.parse::<Date>().and_then(|it| it.to_zoned(TimeZone::UTC));
    at.map_or_else(|_| kept.to_owned(), |it| time::day(it.timestamp(), &TimeZone::UTC))
}

/// In which zone each district means its days.
pub struct Zones(HashMap<Id<Organization>, TimeZone>);

impl Zones {
    pub fn of(&self, district: Id<Organization>) -> TimeZone {
        self.0.get(&district).cloned().unwrap_or(TimeZone::UTC)
    }
}

pub async fn zones(
    conn: &mut Conn,
    districts: impl Iterator<Item = Id<Organization>>,
) -> Result<Zones> {
    let ids: Vec<_> = districts.unique_by(ToString::to_string).collect();
    let found = people::organizations(conn, &ids).await?;
    Ok(Zones(found.into_iter().map(|it| (it.id, time::zone(&it.time_zone))).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_say_it() {
        assert_eq!(day("2027-07-01"), "July 1, 2027");
        assert_eq!(day("soon"), "soon");
    }
}
