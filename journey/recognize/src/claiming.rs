//! What was awarded is claimed, by the rules that held when it was started.

use foundation::{Error, Id, Result, Tx, time};

use crate::{
    Claim, Earned, Preapproval,
    claim::counts_from,
    policy::Approval,
    store::{
        self,
        policies::{in_force, of_versions},
    },
};

/// One claim for each unit that the rules name. Where a rule asks for approval before the start and
/// there was none, it is hers, and counts for nothing by that rule.
pub async fn claim(tx: &mut Tx, earned: Earned) -> Result<()> {
    let pursuit = learn::pursuit(tx, earned.pursuit).await?;
    let microcredential = design::version(tx, pursuit.version).await?.microcredential;
    let district = people::organizations(tx, &[earned.custodian]).await?.pop();
    let district = district.ok_or(Error::Absent)?;
    let accounts = people::accounts(tx, &[earned.person]).await?;
    let mut approved = store::approvals::of(tx, &accounts).await?;
    approved.retain(|it: &Preapproval| {
        it.district == district.id
            && it.microcredential == microcredential
            && it.serves_a_start_at(pursuit.started_at)
    });
    let approved = approved.first();
    let rules = match approved {
        Some(it) => {
            let mut rules = of_versions(tx, &[it.policy]).await?;
            rules.retain(|it| it.microcredential == microcredential);
            rules
        }
        None => {
            let started = Some(pursuit.started_at);
            in_force(tx, Some(district.id), &[microcredential], started).await?
        }
    };
    let zone = time::zone(&district.time_zone);
    for kept in rules {
        if kept.rule.approval == Approval::BeforeStart && approved.is_none() {
            continue;
        }
        let (day, school_year) = counts_from(kept.document.effective, earned.awarded_at, &zone);
        let claim = Claim {
            id: Id::fresh(),
            district: district.id,
            issuer: earned.issuer,
            award: earned.award,
            person: earned.person,
            policy: kept.policy,
            rule: kept.id,
            class: kept.class,
            unit: kept.rule.unit,
            amount: kept.rule.amount.into(),
            each: kept.rule.each,
            account: kept.rule.account.to_string(),
            preapproval: approved.map(|it| it.id),
            effective_on: day.to_string(),
            school_year,
            claimed_at: tx.now(),
            answered: None,
        };
        store::claims::keep(tx, &claim).await?;
    }
    Ok(())
}
