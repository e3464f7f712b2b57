//! Statements on `awards`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use learn::Pursuit;
use people::Person;

use crate::{Award, Credential};

/// False when it was awarded already.
pub async fn keep_award(tx: &mut Tx, award: &Award) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO awards (organization_id, id, custodian_id, pursuit_id, person_id, panel_id,
           outcome, approved_by, awarded_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'demonstrated', $7, $8)
         ON CONFLICT (custodian_id, pursuit_id, person_id) DO NOTHING",
    )
    .bind(award.issuer)
    .bind(award.id)
    .bind(award.custodian)
    .bind(award.pursuit)
    .bind(award.person)
    .bind(award.panel)
    .bind(award.approved_by)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

/// The pursuits that this person was awarded for, revoked ones aside.
pub async fn held(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Id<Pursuit>>> {
    let pursuits = sqlx::query_scalar(
        "SELECT a.pursuit_id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.person_id = $1 AND NOT EXISTS (SELECT 1 FROM revocations r
           WHERE r.organization_id = c.organization_id AND r.credential_id = c.id)
         ORDER BY a.awarded_at DESC LIMIT 1000",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    Ok(pursuits)
}

/// The credentials of these pursuits, for whoever holds them.
pub async fn of_pursuits(
    conn: &mut Conn,
    ids: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Id<Credential>>> {
    let rows: Vec<(Id<Pursuit>, Id<Credential>)> = sqlx::query_as(
        "SELECT a.pursuit_id, c.id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.pursuit_id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The credential and pursuit of each of these awards.
pub async fn of_awards(
    conn: &mut Conn,
    ids: &[Id<Award>],
) -> Result<Vec<(Id<Award>, Id<Credential>, Id<Pursuit>)>> {
    let rows = sqlx::query_as(
        "SELECT a.id, c.id, a.pursuit_id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
