//! When something is submitted, a panel is convened; when a pursuit ends, its panel does.

use foundation::{Id, Result, Tx};
use learn::Withdrawn;
use submit::Submitted;

use crate::{Panel, fill::fill_or_tell, letters, store::panels, work::Work};

/// Those who review it are asked by the pinned policy; the same as before, where they are free.
pub async fn convene(tx: &mut Tx, what: Submitted) -> Result<()> {
    // Held, so that it isn't withdrawn meanwhile.
    let pursuit = learn::hold(tx, what.pursuit).await?;
    if pursuit.is_withdrawn() {
        return Ok(());
    }
    let submission = submit::submission(tx, what.submission).await?;
    let work = Work::submitted(tx, pursuit, submission).await?;
    let mut panel = Panel {
        id: Id::random(),
        custodian: work.pursuit.custodian,
        issuer: work.pursuit.issuer,
        version: work.version.id,
        rubric_digest: work.version.rubric_digest.clone(),
        pursuit: work.pursuit.id,
        submission: work.submission.id,
        reviews_required: work.policy().reviews as usize,
        convened_at: tx.now(),
        due_at: submit::decision_by(work.submission.submitted_at, work.policy().days, &work.zone),
        withdrawn: false,
        turns: vec![],
        reviews: vec![],
    };
    panels::convene(tx, &panel, work.version.reviews_min).await?;
    fill_or_tell(tx, &mut panel, &work).await
}

/// Nothing is decided any more: everyone who sits is free, and looks no more.
pub async fn disband(tx: &mut Tx, what: Withdrawn) -> Result<()> {
    let of_pursuit = panels::of_pursuits(tx, &[what.pursuit]).await?;
    for id in of_pursuit.iter().filter(|it| it.stage().is_open()).map(|it| it.id) {
        let panel = panels::lock(tx, id).await?;
        if !panel.stage().is_open() {
            continue;
        }
        let work = Work::of(tx, &panel).await?;
        let sitting: Vec<_> =
            panel.turns.iter().filter(|it| it.is_open()).map(|it| it.assessor).collect();
        let panel = panel.withdraw(tx.now());
        for assessor in sitting {
            panels::end_turn(tx, &panel, assessor).await?;
            vault::end_grants(tx, assessor, &work.contents()).await?;
            letters::withdrawn(tx, assessor).await?;
        }
        panels::keep_stage(tx, &panel).await?;
    }
    Ok(())
}
