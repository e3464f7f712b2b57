//! A claim: what one award counts for by one rule, as it stood before the start. The office answers it.

use foundation::{Id, time};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use people::{Organization, Person};
use serde::{Deserialize, Serialize};
use vault::Content;

use crate::{
    Award, Preapproval, Refusal,
    policy::{Each, Effective, Policy, Rule, Unit, worth},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub id: Id<Claim>,
    pub district: Id<Organization>,
    pub issuer: Id<Organization>,
    pub award: Id<Award>,
    pub person: Id<Person>,
    pub policy: Id<Policy>,
    pub rule: Id<Rule>,
    /// Its key in that version of the policy.
    pub class: String,
    pub unit: Unit,
    pub amount: i64,
    pub each: Each,
    /// Where it is paid from.
    pub account: String,
    pub preapproval: Option<Id<Preapproval>>,
    pub effective_on: String,
    pub school_year: String,
    pub claimed_at: Timestamp,
    pub answered: Option<Answered>,
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
    Accepted,
    Refused,
}

impl Answer {
    /// As the form sends it.
    pub fn sent(word: &str) -> Result<Answer, Refusal> {
        match word {
            "accepted" => Ok(Answer::Accepted),
            "refused" => Ok(Answer::Refused),
            _ => Err(Refusal::NoAnswer),
        }
    }
}

impl Claim {
    /// "$400 a year"
    pub fn worth(&self) -> String {
        worth(self.unit, self.amount, self.each)
    }

    /// Posted once, however often it is tried.
    pub fn effect_key(&self) -> String {
        format!("claim {}", self.id)
    }
}

/// The day from which what was earned then counts, and its school year, both in the district's zone.
pub fn counts_from(effective: Effective, earned_at: Timestamp, zone: &TimeZone) -> (Date, String) {
    let day = earned_at.to_zoned(zone.clone()).date();
    match effective {
        Effective::AtOnce => (day, time::school_year(earned_at, zone)),
        Effective::NextSchoolYear => {
            let year = if day.month() >= 7 { day.year() + 1 } else { day.year() };
            (Date::constant(year, 7, 1), format!("{year}–{:02}", (year + 1) % 100))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(effective: Effective, earned_at: &str) -> (String, String) {
        let zone = time::zone("America/New_York");
        let (day, year) = counts_from(effective, earned_at.parse().unwrap(), &zone);
        (day.to_string(), year)
    }

    #[test]
    fn days_and_school_years_are_the_district_s() {
        // In New York it is still June.
        let late = "2027-07-01T02:00:00Z";
        let at_once = from(Effective::AtOnce, late);
        let next = from(Effective::NextSchoolYear, late);

        assert_eq!(at_once, ("2027-06-30".into(), "2026–27".into()));
        assert_eq!(next, ("2027-07-01".into(), "2027–28".into()));
    }

    #[test]
    fn what_is_earned_in_autumn_counts_from_the_summer_after() {
        let next = from(Effective::NextSchoolYear, "2026-12-03T19:02:00Z");
        assert_eq!(next, ("2027-07-01".into(), "2027–28".into()));
    }
}
