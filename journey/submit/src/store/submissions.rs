//! Statements on `submissions`, `submission_items` and `submission_criteria`.

use std::collections::HashMap;

use anyhow::Context;
use design::Version;
use design::document::Key;
use evidence::Artifact;
use foundation::{At, Conn, Error, Id, Result, Tx, Word};
use learn::Pursuit;
use people::{Organization, Person};
use vault::Content;

use crate::submission::{Item, ItemKind, Submission};

/// What was submitted, whoever asks: for the rooms ahead.
pub async fn submission(conn: &mut Conn, id: Id<Submission>) -> Result<Submission> {
    submissions(conn, &[id]).await?.remove(&id).ok_or(Error::Absent)
}

/// The same, of many.
pub async fn submissions(
    conn: &mut Conn,
    ids: &[Id<Submission>],
) -> Result<HashMap<Id<Submission>, Submission>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, organization_id, pursuit_id, number, digest, statement, submitted_at,
           submitted_by
         FROM submissions WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(&mut *conn)
    .await?;
    let mut found: HashMap<_, _> =
        rows.into_iter().map(|row| Ok((row.id, row.submission()?))).collect::<Result<_>>()?;
    let items: Vec<ItemRow> = sqlx::query_as(
        "SELECT i.submission_id, i.position, i.kind, i.place, i.artifact_id, i.content_id,
           i.commitment
         FROM submissions s
         JOIN submission_items i ON i.organization_id = s.organization_id AND i.submission_id = s.id
         WHERE s.id IN (SELECT value FROM json_each($1)) ORDER BY i.position",
    )
    .bind(Id::list(ids))
    .fetch_all(&mut *conn)
    .await?;
    for row in items {
        let submission = found.get_mut(&row.submission_id).context("an item's submission")?;
        submission.items.push(row.item()?);
    }
    let criteria: Vec<(Id<Submission>, String)> = sqlx::query_as(
        "SELECT c.submission_id, c.criterion
         FROM submissions s
         JOIN submission_criteria c
           ON c.organization_id = s.organization_id AND c.submission_id = s.id
         WHERE s.id IN (SELECT value FROM json_each($1)) ORDER BY c.position",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    for (id, criterion) in criteria {
        let submission = found.get_mut(&id).context("a criterion's submission")?;
        submission.criteria.push(criterion.parse().map_err(anyhow::Error::msg)?);
    }
    Ok(found)
}

/// All of each of these pursuits, the first first.
pub async fn of_pursuits(
    conn: &mut Conn,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Submission>>> {
    let custodians = learn::custodians(conn, pursuits).await?;
    let ids: Vec<Id<Submission>> = sqlx::query_scalar(
        "SELECT id FROM submissions
         WHERE organization_id IN (SELECT value FROM json_each($1))
           AND pursuit_id IN (SELECT value FROM json_each($2))",
    )
    .bind(Id::list(&custodians))
    .bind(Id::list(pursuits))
    .fetch_all(&mut *conn)
    .await?;
    let mut found: HashMap<Id<Pursuit>, Vec<Submission>> = HashMap::new();
    for submission in submissions(conn, &ids).await?.into_values() {
        found.entry(submission.pursuit).or_default().push(submission);
    }
    found.values_mut().for_each(|of| of.sort_by_key(|it| it.number));
    Ok(found)
}

/// Which of its pursuit each of these is.
pub async fn numbers(
    conn: &mut Conn,
    ids: &[Id<Submission>],
) -> Result<HashMap<Id<Submission>, i64>> {
    let rows: Vec<(Id<Submission>, i64)> = sqlx::query_as(
        "SELECT id, number FROM submissions WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The number of the newest of each of these pursuits that has one.
pub async fn newest(
    conn: &mut Conn,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, u32>> {
    let custodians = learn::custodians(conn, pursuits).await?;
    let rows: Vec<(Id<Pursuit>, i64)> = sqlx::query_as(
        "SELECT pursuit_id, MAX(number) FROM submissions
         WHERE organization_id IN (SELECT value FROM json_each($1))
           AND pursuit_id IN (SELECT value FROM json_each($2))
         GROUP BY pursuit_id",
    )
    .bind(Id::list(&custodians))
    .bind(Id::list(pursuits))
    .fetch_all(conn)
    .await?;
    let number = |number: i64| number.try_into().context("a kept number");
    rows.into_iter().map(|(id, newest)| Ok((id, number(newest)?))).collect()
}

/// Items and criteria first: the submission counts them, and nothing fits in after it.
pub async fn keep(
    tx: &mut Tx,
    pursuit: &Pursuit,
    version: &Version,
    submission: &Submission,
) -> Result<()> {
    for item in &submission.items {
        keep_item(tx, submission, item).await?;
    }
    for (position, criterion) in (1_i64..).zip(&submission.criteria) {
        keep_criterion(tx, submission, position, criterion).await?;
    }
    let insert = sqlx::query(
        "INSERT INTO submissions (organization_id, id, pursuit_id, issuer_id, version_id,
           reviews_min, rubric_digest, number, items, criteria, digest, statement, submitted_at,
           submitted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(submission.custodian)
    .bind(submission.id)
    .bind(pursuit.id)
    .bind(pursuit.issuer)
    .bind(version.id)
    .bind(version.reviews_min)
    .bind(&version.rubric_digest)
    .bind(i64::from(submission.number))
    .bind(count(submission.items.len()))
    .bind(count(submission.criteria.len()))
    .bind(&submission.digest)
    .bind(&submission.statement)
    .bind(At(submission.submitted_at))
    .bind(submission.submitted_by);
    tx.run_one(insert).await
}

async fn keep_item(tx: &mut Tx, submission: &Submission, item: &Item) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO submission_items (organization_id, submission_id, items, position, kind,
           place, artifact_id, content_id, commitment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(submission.custodian)
    .bind(submission.id)
    .bind(count(submission.items.len()))
    .bind(i64::from(item.position))
    .bind(Word(item.kind))
    .bind(item.place.to_string())
    .bind(item.artifact)
    .bind(item.content)
    .bind(&item.commitment);
    tx.run_one(insert).await
}

async fn keep_criterion(
    tx: &mut Tx,
    submission: &Submission,
    position: i64,
    criterion: &Key,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO submission_criteria
           (organization_id, submission_id, criteria, position, criterion)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(submission.custodian)
    .bind(submission.id)
    .bind(count(submission.criteria.len()))
    .bind(position)
    .bind(criterion.as_str());
    tx.run_one(insert).await
}

fn count(of: usize) -> i64 {
    of.try_into().expect("a submission is shorter than that")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Submission>,
    organization_id: Id<Organization>,
    pursuit_id: Id<Pursuit>,
    number: i64,
    digest: String,
    statement: String,
    submitted_at: At,
    submitted_by: Id<Person>,
}

impl Row {
    fn submission(self) -> Result<Submission> {
        Ok(Submission {
            id: self.id,
            custodian: self.organization_id,
            pursuit: self.pursuit_id,
            number: self.number.try_into().context("a kept number")?,
            criteria: vec![],
            items: vec![],
            digest: self.digest,
            statement: self.statement,
            submitted_at: self.submitted_at.0,
            submitted_by: self.submitted_by,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    submission_id: Id<Submission>,
    position: i64,
    kind: Word<ItemKind>,
    place: String,
    artifact_id: Option<Id<Artifact>>,
    content_id: Id<Content>,
    commitment: String,
}

impl ItemRow {
    fn item(self) -> Result<Item> {
        Ok(Item {
            position: self.position.try_into().context("a kept position")?,
            kind: self.kind.0,
            place: self.place.parse().context("a kept place")?,
            artifact: self.artifact_id,
            content: self.content_id,
            commitment: self.commitment,
        })
    }
}
