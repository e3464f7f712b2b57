//! Statements on `openings`.

use std::collections::HashMap;

use anyhow::Context;
use design::document::Key;
use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use learn::Pursuit;

/// What a later submission is to show, and since when.
#[derive(Debug, Clone)]
pub struct Opening {
    pub number: u32,
    pub criteria: Vec<Key>,
    pub at: Timestamp,
}

/// The newest of each of these pursuits that has one.
pub async fn newest(
    conn: &mut Conn,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Opening>> {
    let custodians = learn::custodians(conn, pursuits).await?;
    let rows: Vec<(Id<Pursuit>, i64, String, At)> = sqlx::query_as(
        "SELECT o.pursuit_id, o.submission_number, o.criterion, o.opened_at
         FROM openings o
         WHERE o.organization_id IN (SELECT value FROM json_each($1))
           AND o.pursuit_id IN (SELECT value FROM json_each($2))
           AND o.submission_number = (SELECT MAX(n.submission_number) FROM openings n
             WHERE n.organization_id = o.organization_id AND n.pursuit_id = o.pursuit_id)
         ORDER BY o.criterion",
    )
    .bind(Id::list(&custodians))
    .bind(Id::list(pursuits))
    .fetch_all(conn)
    .await?;
    let mut openings = HashMap::new();
    for (pursuit, number, criterion, At(at)) in rows {
        let number = number.try_into().context("a kept number")?;
        let criterion: Key = criterion.parse().map_err(anyhow::Error::msg)?;
        let fresh = || Opening { number, criteria: vec![], at };
        openings.entry(pursuit).or_insert_with(fresh).criteria.push(criterion);
    }
    Ok(openings)
}

/// False when these were opened before.
pub async fn open(tx: &mut Tx, pursuit: &Pursuit, number: u32, criteria: &[Key]) -> Result<bool> {
    let mut opened = 0;
    for criterion in criteria {
        let insert = sqlx::query(
            "INSERT INTO openings
               (organization_id, pursuit_id, submission_number, criterion, opened_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(pursuit.custodian)
        .bind(pursuit.id)
        .bind(i64::from(number))
        .bind(criterion.as_str())
        .bind(At(tx.now()));
        opened += tx.run(insert).await?;
    }
    Ok(opened > 0)
}
