//! Whoever stands near an educator doesn't judge her work: put down as often as somebody is asked to,
//! because relations come and go.

use std::collections::HashSet;

use foundation::{Conn, Id, Result, Tx};
use people::{Organization, Person, Relation};
use submit::Submission;

use crate::{
    Panel,
    policy::{Reason, too_near},
    store::nearness,
    work::Work,
};

/// Excludes holders, and whoever the policy finds too near to one of them now.
pub async fn exclude_near(tx: &mut Tx, work: &Work) -> Result<()> {
    let near = too_near(work.policy());
    let now = tx.now();
    let (custodian, pursuit) = (work.pursuit.custodian, work.pursuit.id);
    for holder in people::accounts(tx, &work.pursuit.holders).await? {
        nearness::exclude(tx, custodian, pursuit, holder, Reason::Holder).await?;
        for (relation, reason) in &near {
            let mut people = people::related_to(tx, holder, *relation, now).await?;
            if matches!(relation, Relation::Teammate | Relation::Family) {
                people.extend(people::related(tx, holder, *relation, now).await?);
            }
            for person in people {
                nearness::exclude(tx, custodian, pursuit, person, *reason).await?;
            }
        }
    }
    Ok(())
}

/// The humans who may not sit on this panel.
pub async fn barred(conn: &mut Conn, panel: &Panel) -> Result<HashSet<Id<Person>>> {
    let mut people = nearness::excluded(conn, panel.pursuit).await?;
    people.extend(nearness::disclosed_to(conn, panel.submission).await?);
    people.extend(panel.turns.iter().map(|it| it.assessor));
    Ok(people::humans(conn, &people).await?.into_values().collect())
}

/// Is this person, under any account, excluded from this pursuit, or has seen a score on this, or sat
/// here as somebody else?
pub async fn is_barred(conn: &mut Conn, panel: &Panel, person: Id<Person>) -> Result<bool> {
    let mut people = nearness::excluded(conn, panel.pursuit).await?;
    people.extend(nearness::disclosed_to(conn, panel.submission).await?);
    let others = panel.turns.iter().map(|it| it.assessor).filter(|it| *it != person);
    people.extend(others);
    let human = people::human(conn, person).await?;
    Ok(people::humans(conn, &people).await?.into_values().any(|it| it == human))
}

/// Two accounts may have been merged since they reviewed it: then it isn't two who did, and nothing
/// can be decided by them.
pub async fn are_independent(conn: &mut Conn, panel: &Panel) -> Result<bool> {
    let heard: Vec<Id<Person>> = panel.reviews.iter().map(|it| it.assessor).collect();
    let humans: HashSet<_> = people::humans(conn, &heard).await?.into_values().collect();
    Ok(humans.len() == heard.len())
}

/// For a later room that shows somebody a score: they review this submission no more.
pub async fn disclose(
    tx: &mut Tx,
    custodian: Id<Organization>,
    submission: Id<Submission>,
    person: Id<Person>,
    what: &str,
) -> Result<()> {
    nearness::disclose(tx, custodian, submission, person, what).await
}
