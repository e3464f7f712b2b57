//! What the reviews add up to is decided in the moment of the review that decides it.

use std::collections::HashMap;

use design::{
    Version,
    document::{Key, ReviewPolicy},
};
use foundation::{Conn, Id, Result, Tx};
use jiff::{SignedDuration, Timestamp};
use learn::Pursuit;
use vault::Content;

use crate::{
    Decided, Finding, Panel,
    adding_up::{Earlier, Outcome},
    letters,
    panel::Review,
    store::{decisions, reviews},
    work::Work,
};

/// What is said to a holder stays readable for as long as there are holders.
const FOR_GOOD: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// A decision that stands, for the rooms ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub panel: Id<Panel>,
    pub pursuit: Id<Pursuit>,
    pub outcome: Finding,
    /// Over the whole rubric, in its order.
    pub criteria: Vec<CriterionDecided>,
    pub decided_at: Timestamp,
    pub how: HowReviewed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionDecided {
    pub criterion: Key,
    pub level: Key,
    pub outcome: Finding,
    /// It was demonstrated in an earlier submission, and wasn't asked for again.
    pub carried: bool,
}

/// As the credential states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HowReviewed {
    /// How many reviewed it independently.
    pub reviews: u32,
    /// Their findings differed, and one more assessor decided.
    pub third_decided: bool,
    pub blind: bool,
    /// The role of the one who reviewed it, accepted by the educator before starting.
    pub named_role: Option<Key>,
}

pub async fn decide(tx: &mut Tx, panel: &Panel, work: &Work) -> Result<()> {
    let rubric = &work.version.document.rubric;
    let earlier = latest(tx, &[panel.pursuit]).await?.remove(&panel.pursuit);
    let earlier =
        earlier.as_ref().map(|it| Earlier { panel: it.panel, criteria: &it.outcome.criteria });
    let outcome = Outcome::of(rubric, &panel.levels(rubric), earlier);
    decisions::keep(tx, panel, &outcome).await?;

    let heard: Vec<Id<Review>> = panel.reviews.iter().map(|it| it.id).collect();
    let words: Vec<Id<Content>> = reviews::feedback_of(tx, &heard)
        .await?
        .into_values()
        .flat_map(HashMap::into_values)
        .collect();
    let for_good = tx.now() + FOR_GOOD;
    for holder in &work.pursuit.holders {
        vault::grant(tx, *holder, &words, for_good).await?;
        letters::decided(tx, *holder, panel).await?;
    }
    tx.announce(Decided {
        panel: panel.id,
        custodian: panel.custodian,
        issuer: panel.issuer,
        pursuit: panel.pursuit,
        submission: panel.submission,
        outcome: outcome.finding,
        outstanding: outcome.outstanding(),
    })
    .await
}

/// What stands on a pursuit: the decision on its latest submission, if there is one.
pub async fn decision(conn: &mut Conn, pursuit: Id<Pursuit>) -> Result<Option<Decision>> {
    let pursuits = learn::pursuits(conn, &[pursuit]).await?;
    let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    Ok(decisions(conn, &pursuits, &versions).await?.remove(&pursuit))
}

/// The same, of many, with the versions that they follow.
pub async fn decisions(
    conn: &mut Conn,
    pursuits: &HashMap<Id<Pursuit>, Pursuit>,
    versions: &HashMap<Id<Version>, Version>,
) -> Result<HashMap<Id<Pursuit>, Decision>> {
    let ids: Vec<_> = pursuits.keys().copied().collect();
    let decided = latest(conn, &ids).await?.into_iter().filter_map(|(id, decided)| {
        let version = versions.get(&pursuits.get(&id)?.version)?;
        Some((id, decided.under(&version.document.review)))
    });
    Ok(decided.collect())
}

impl decisions::Kept {
    fn under(self, policy: &ReviewPolicy) -> Decision {
        let criteria = self.outcome.criteria.into_iter().map(|it| CriterionDecided {
            criterion: it.criterion,
            level: it.level,
            outcome: it.outcome,
            carried: it.carried_from.is_some(),
        });
        Decision {
            panel: self.panel,
            pursuit: self.pursuit,
            outcome: self.outcome.finding,
            criteria: criteria.collect(),
            decided_at: self.decided_at,
            how: HowReviewed {
                reviews: self.reviews,
                third_decided: self.third_decided,
                blind: policy.blind,
                named_role: policy.reviewer_role.clone(),
            },
        }
    }
}

/// The decision on each pursuit's latest submission that has one.
pub async fn latest(
    conn: &mut Conn,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, decisions::Kept>> {
    let decided = decisions::of_pursuits(conn, pursuits).await?;
    let submissions: Vec<_> = decided.iter().map(|it| it.submission).collect();
    let numbers = submit::numbers(conn, &submissions).await?;
    let number = |it: &decisions::Kept| numbers.get(&it.submission);
    let mut latest: HashMap<Id<Pursuit>, decisions::Kept> = HashMap::new();
    for decided in decided {
        let known = latest.get(&decided.pursuit);
        if known.is_none_or(|it| number(it) < number(&decided)) {
            latest.insert(decided.pursuit, decided);
        }
    }
    Ok(latest)
}
