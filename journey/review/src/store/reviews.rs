//! Statements on `reviews` and `review_levels`.

use std::collections::HashMap;

use design::document::Key;
use foundation::{At, Conn, Id, Result, Tx, Word};
use itertools::Itertools;
use learn::Pursuit;
use people::Person;
use sqlx::AssertSqlSafe;
use vault::{Commitment, Content};

use crate::{Finding, Panel, Qualification, adding_up::Scored, panel::Review, seat::Seat};

/// Sealed feedback, by criterion.
pub type Feedback = HashMap<Key, (Id<Content>, Commitment)>;

/// The levels first: the review counts them, and nothing fits in after it.
pub async fn keep(
    tx: &mut Tx,
    panel: &Panel,
    review: &Review,
    qualification: Id<Qualification>,
    feedback: &Feedback,
) -> Result<()> {
    for (position, scored) in (1i64..).zip(&review.levels) {
        keep_level(tx, panel, review, position, scored, feedback.get(&scored.criterion)).await?;
    }
    let insert = sqlx::query(
        "INSERT INTO reviews (organization_id, id, panel_id, submission_id, pursuit_id, issuer_id,
           rubric_digest, seat, assessor_id, qualification_id, criteria, finding, finished_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(panel.custodian)
    .bind(review.id)
    .bind(panel.id)
    .bind(panel.submission)
    .bind(panel.pursuit)
    .bind(panel.issuer)
    .bind(&panel.rubric_digest)
    .bind(Word(review.seat))
    .bind(review.assessor)
    .bind(qualification)
    .bind(review.levels.len() as i64)
    .bind(Word(review.finding))
    .bind(At(tx.now()));
    tx.run_one(insert).await
}

async fn keep_level(
    tx: &mut Tx,
    panel: &Panel,
    review: &Review,
    position: i64,
    scored: &Scored,
    feedback: Option<&(Id<Content>, Commitment)>,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO review_levels (organization_id, review_id, criteria, position, criterion,
           level, outcome, feedback_id, feedback_commitment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(panel.custodian)
    .bind(review.id)
    .bind(review.levels.len() as i64)
    .bind(position)
    .bind(scored.criterion.as_str())
    .bind(scored.level.as_str())
    .bind(Word(scored.outcome))
    .bind(feedback.map(|(id, _)| *id))
    .bind(feedback.map(|(_, commitment)| commitment.as_str()));
    tx.run_one(insert).await
}

const WHOLE: &str = "SELECT r.panel_id, r.id, r.seat, r.assessor_id, r.finding, l.criterion,
    l.level, l.outcome
  FROM reviews r JOIN review_levels l
    ON l.organization_id = r.organization_id AND l.review_id = r.id";

/// In the order of their seats.
pub async fn of_panels(
    conn: &mut Conn,
    panels: &[Id<Panel>],
) -> Result<HashMap<Id<Panel>, Vec<Review>>> {
    let text = format!(
        "{WHOLE} WHERE r.panel_id IN (SELECT value FROM json_each($1))
         ORDER BY r.panel_id, r.seat, l.position"
    );
    let rows: Vec<Row> =
        sqlx::query_as(AssertSqlSafe(text)).bind(Id::list(panels)).fetch_all(conn).await?;
    Ok(gathered(rows).into_iter().into_group_map())
}

/// This person's own on this pursuit, the oldest first.
pub async fn of_assessor(
    conn: &mut Conn,
    pursuit: Id<Pursuit>,
    person: Id<Person>,
) -> Result<Vec<Review>> {
    let text = format!(
        "{WHOLE} WHERE r.pursuit_id = $1 AND r.assessor_id = $2
         ORDER BY r.finished_at, r.id, l.position"
    );
    let rows: Vec<Row> =
        sqlx::query_as(AssertSqlSafe(text)).bind(pursuit).bind(person).fetch_all(conn).await?;
    Ok(gathered(rows).into_iter().map(|(_, review)| review).collect())
}

/// A row is a level; those of one review follow one another.
fn gathered(rows: Vec<Row>) -> Vec<(Id<Panel>, Review)> {
    let mut reviews: Vec<(Id<Panel>, Review)> = vec![];
    for row in rows {
        let scored = row.scored();
        match reviews.last_mut().filter(|(_, it)| it.id == row.id) {
            Some((_, review)) => review.levels.push(scored),
            None => reviews.push((row.panel_id, row.review(scored))),
        }
    }
    reviews
}

/// Where the words of these reviews are kept.
pub async fn feedback_of(
    conn: &mut Conn,
    reviews: &[Id<Review>],
) -> Result<HashMap<Id<Review>, HashMap<Key, Id<Content>>>> {
    let rows: Vec<(Id<Review>, Word<Key>, Id<Content>)> = sqlx::query_as(
        "SELECT review_id, criterion, feedback_id FROM review_levels
         WHERE review_id IN (SELECT value FROM json_each($1)) AND feedback_id IS NOT NULL",
    )
    .bind(Id::list(reviews))
    .fetch_all(conn)
    .await?;
    let by_review = rows.into_iter().map(|(id, Word(key), content)| (id, (key, content)));
    let grouped = by_review.into_group_map();
    Ok(grouped.into_iter().map(|(id, words)| (id, words.into_iter().collect())).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    panel_id: Id<Panel>,
    id: Id<Review>,
    seat: Word<Seat>,
    assessor_id: Id<Person>,
    finding: Word<Finding>,
    criterion: Word<Key>,
    level: Word<Key>,
    outcome: Word<Finding>,
}

impl Row {
    fn scored(&self) -> Scored {
        Scored {
            criterion: self.criterion.0.clone(),
            level: self.level.0.clone(),
            outcome: self.outcome.0,
        }
    }

    fn review(&self, first: Scored) -> Review {
        Review {
            id: self.id,
            seat: self.seat.0,
            assessor: self.assessor_id,
            finding: self.finding.0,
            levels: vec![first],
        }
    }
}
