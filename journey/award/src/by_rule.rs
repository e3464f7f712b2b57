//! What was demonstrated is awarded: by rule, or when the named approver says so.

use design::document::{AwardedBy, ReviewPolicy};
use foundation::{Result, Tx};
use people::Role;
use review::Decided;

use crate::{award::award, store};

pub async fn by_rule(tx: &mut Tx, what: Decided) -> Result<()> {
    if !what.outcome.is_demonstrated() {
        return Ok(());
    }
    let pursuit = learn::pursuit(tx, what.pursuit).await?;
    if pursuit.is_withdrawn() {
        return Ok(());
    }
    let policy = design::version(tx, pursuit.version).await?.document.review;
    match policy.award {
        AwardedBy::Rule => award(tx, &pursuit, what.panel, None).await,
        AwardedBy::Approver => {
            store::ask(tx, &pursuit, what.panel).await?;
            tell_approvers(tx, &pursuit, approver(&policy)).await
        }
    }
}

/// Who says yes, where the policy names a role: the lead, or an approver.
pub fn approver(policy: &ReviewPolicy) -> Role {
    match &policy.approver_role {
        Some(role) if *role == "lead" => Role::Lead,
        _ => Role::Approver,
    }
}

async fn tell_approvers(tx: &mut Tx, pursuit: &learn::Pursuit, role: Role) -> Result<()> {
    let now = tx.now();
    let places = [pursuit.issuer];
    let approvers = people::of_role(tx, &places, role, now).await?;
    let address = tx.site().url("/awards");
    for approver in approvers {
        let body = format!("An award waits for your approval:\n\n{address}\n");
        people::write_to(tx, approver, "award.waits", "Something waits for you", &body).await?;
    }
    Ok(())
}
