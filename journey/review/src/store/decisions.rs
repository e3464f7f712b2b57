//! Statements on `decisions` and `decision_criteria`.

use std::collections::HashMap;

use anyhow::Context;
use design::document::Key;
use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;
use learn::Pursuit;
use submit::Submission;

use crate::{
    Finding, Panel,
    adding_up::{Outcome, Standing},
    panel::Review,
    seat::Seat,
};

/// What was decided, and when.
#[derive(Debug, Clone)]
pub struct Kept {
    pub panel: Id<Panel>,
    pub pursuit: Id<Pursuit>,
    pub submission: Id<Submission>,
    pub outcome: Outcome,
    pub reviews: u32,
    pub third_decided: bool,
    pub decided_at: Timestamp,
}

/// The criteria first: the decision counts them, and nothing fits in after it.
pub async fn keep(tx: &mut Tx, panel: &Panel, outcome: &Outcome) -> Result<()> {
    let criteria = outcome.criteria.len() as i64;
    for (position, standing) in (1i64..).zip(&outcome.criteria) {
        let insert = sqlx::query(
            "INSERT INTO decision_criteria (organization_id, panel_id, criteria, position,
               criterion, level, outcome, carried_from)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(panel.custodian)
        .bind(panel.id)
        .bind(criteria)
        .bind(position)
        .bind(standing.criterion.as_str())
        .bind(standing.level.as_str())
        .bind(Word(standing.outcome))
        .bind(standing.carried_from);
        tx.run_one(insert).await?;
    }
    let mut insert = sqlx::query(
        "INSERT INTO decisions (organization_id, panel_id, pursuit_id, issuer_id, reviews_required,
           outcome, criteria, decided_at, review_1, seat_1, finding_1, review_2, seat_2, finding_2,
           review_3, seat_3, finding_3, deciding_review, deciding_seat, deciding_finding)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
           $19, $20)",
    )
    .bind(panel.custodian)
    .bind(panel.id)
    .bind(panel.pursuit)
    .bind(panel.issuer)
    .bind(panel.reviews_required as i64)
    .bind(Word(outcome.finding))
    .bind(criteria)
    .bind(At(tx.now()));
    for seat in [Seat::First, Seat::Second, Seat::Third, Seat::Adjudicator] {
        let review: Option<&Review> = panel.reviews.iter().find(|it| it.seat == seat);
        insert = insert
            .bind(review.map(|it| it.id))
            .bind(review.map(|it| Word(it.seat)))
            .bind(review.map(|it| Word(it.finding)));
    }
    tx.run_one(insert).await
}

/// What was decided on each of these, in no order: a pursuit is decided once for each submission.
pub async fn of_pursuits(conn: &mut Conn, pursuits: &[Id<Pursuit>]) -> Result<Vec<Kept>> {
    let custodians = learn::custodians(conn, pursuits).await?;
    let custodians = Id::list(&custodians);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT d.panel_id, d.pursuit_id, p.submission_id, d.outcome, d.reviews_required,
           d.deciding_review, d.decided_at
         FROM decisions d
         JOIN panels p ON p.organization_id = d.organization_id AND p.id = d.panel_id
         WHERE d.organization_id IN (SELECT value FROM json_each($1))
           AND d.pursuit_id IN (SELECT value FROM json_each($2))",
    )
    .bind(&custodians)
    .bind(Id::list(pursuits))
    .fetch_all(&mut *conn)
    .await?;
    let panels: Vec<_> = rows.iter().map(|it| it.panel_id).collect();
    let mut decided: HashMap<Id<Panel>, Kept> =
        rows.into_iter().map(|it| (it.panel_id, it.decided())).collect();
    // A decision's criteria in one row, as JSON: none of their words has a character to escape.
    let criteria: Vec<(Id<Panel>, String)> = sqlx::query_as(
        r#"SELECT panel_id, '[' || STRING_AGG(
           '["' || criterion || '","' || level || '","' || outcome || '",'
             || COALESCE('"' || carried_from || '"', 'null') || ']',
           ',' ORDER BY position) || ']'
         FROM decision_criteria
         WHERE organization_id IN (SELECT value FROM json_each($1))
           AND panel_id IN (SELECT value FROM json_each($2))
         GROUP BY panel_id"#,
    )
    .bind(&custodians)
    .bind(Id::list(&panels))
    .fetch_all(conn)
    .await?;
    for (panel, criteria) in criteria {
        let decision = decided.get_mut(&panel).context("a criterion's decision")?;
        let criteria: Vec<_> = serde_json::from_str(&criteria).map_err(anyhow::Error::from)?;
        decision.outcome.criteria = criteria.into_iter().map(standing).collect();
    }
    Ok(decided.into_values().collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    panel_id: Id<Panel>,
    pursuit_id: Id<Pursuit>,
    submission_id: Id<Submission>,
    outcome: Word<Finding>,
    reviews_required: i64,
    deciding_review: Option<Id<Review>>,
    decided_at: At,
}

impl Row {
    fn decided(self) -> Kept {
        Kept {
            panel: self.panel_id,
            pursuit: self.pursuit_id,
            submission: self.submission_id,
            outcome: Outcome { finding: self.outcome.0, criteria: vec![] },
            reviews: self.reviews_required as u32,
            third_decided: self.deciding_review.is_some(),
            decided_at: self.decided_at.0,
        }
    }
}

fn standing(
    (criterion, level, outcome, carried_from): (Key, Key, Finding, Option<Id<Panel>>),
) -> Standing {
    Standing { criterion, level, outcome, carried_from }
}
