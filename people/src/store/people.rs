//! Statements on `people` and `appointments`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{Appointment, Organization, Person, Place, Role};

pub async fn keep(tx: &mut Tx, person: &Person) -> Result<()> {
    let insert = sqlx::query("INSERT INTO people (id, name, made_at) VALUES ($1, $2, $3)");
    tx.run_one(insert.bind(person.id).bind(&person.name).bind(At(tx.now()))).await
}

pub async fn appoint(
    tx: &mut Tx,
    person: Id<Person>,
    role: Role,
    place: Place,
    by: Option<Id<Person>>,
) -> Result<Id<Appointment>> {
    let id = Id::fresh();
    let insert = sqlx::query(
        "INSERT INTO appointments
           (organization_id, id, at_id, person_id, role, begins_at, appointed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(place.custodian)
    .bind(id)
    .bind(place.at)
    .bind(person)
    .bind(Word(role))
    .bind(At(tx.now()))
    .bind(by);
    tx.run_one(insert).await?;
    Ok(id)
}

pub async fn names(conn: &mut Conn, ids: &[Id<Person>]) -> Result<HashMap<Id<Person>, String>> {
    let rows: Vec<(Id<Person>, String)> =
        sqlx::query_as("SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each($1))")
            .bind(Id::list(ids))
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().collect())
}

/// Who holds this role now at one of these, the longest held first.
pub async fn of_role(
    conn: &mut Conn,
    organizations: &[Id<Organization>],
    role: Role,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let rows = sqlx::query_scalar(
        "SELECT a.person_id FROM appointments a JOIN people p ON p.id = a.person_id
         WHERE a.role = $1 AND a.at_id IN (SELECT value FROM json_each($2))
           AND a.begins_at <= $3 AND (a.ends_at IS NULL OR a.ends_at > $3)
           AND p.erased_at IS NULL AND p.merged_into_id IS NULL
         GROUP BY a.person_id ORDER BY MIN(a.begins_at), a.person_id",
    )
    .bind(Word(role))
    .bind(Id::list(organizations))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
