//! Statements on `people`.

use std::collections::HashMap;

use foundation::{At, Conn, Error, Id, Result, Tx};

use crate::{Organization, Person};

pub async fn keep(tx: &mut Tx, person: &Person) -> Result<()> {
    let insert = sqlx::query("INSERT INTO people (id, name, made_at) VALUES ($1, $2, $3)");
    tx.run_one(insert.bind(person.id).bind(&person.name).bind(At(tx.now()))).await
}

pub async fn rename(tx: &mut Tx, person: Id<Person>, name: &str) -> Result<()> {
    let update = sqlx::query("UPDATE people SET name = $1 WHERE id = $2");
    tx.run_one(update.bind(name).bind(person)).await
}

/// Whoever changes something about this account next waits for this change.
pub async fn lock(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let lock = sqlx::query("UPDATE people SET name = name WHERE id = $1");
    match tx.run(lock.bind(person)).await? {
        0 => Err(Error::Absent),
        _ => Ok(()),
    }
}

pub async fn names(conn: &mut Conn, ids: &[Id<Person>]) -> Result<HashMap<Id<Person>, String>> {
    let rows: Vec<(Id<Person>, String)> =
        sqlx::query_as("SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each($1))")
            .bind(Id::list(ids))
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().collect())
}

/// The account that stands for the human: the one that this was merged into, if any.
pub async fn human(conn: &mut Conn, person: Id<Person>) -> Result<Id<Person>> {
    humans(conn, &[person]).await?.remove(&person).ok_or(Error::Absent)
}

/// The same of many.
pub async fn humans(
    conn: &mut Conn,
    people: &[Id<Person>],
) -> Result<HashMap<Id<Person>, Id<Person>>> {
    let rows: Vec<(Id<Person>, Id<Person>)> = sqlx::query_as(
        "SELECT id, COALESCE(merged_into_id, id) FROM people
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(people))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// All accounts of these accounts' humans: whatever one did under any of them, they did.
pub async fn accounts(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Id<Person>>> {
    let rows = sqlx::query_scalar(
        "SELECT id FROM people WHERE COALESCE(merged_into_id, id) IN (
           SELECT COALESCE(p.merged_into_id, p.id) FROM people p
           WHERE p.id IN (SELECT value FROM json_each($1)))
         ORDER BY id",
    );
    Ok(rows.bind(Id::list(people)).fetch_all(conn).await?)
}

/// Those who were merged into it move along: one hop, always.
pub async fn merge(tx: &mut Tx, from: Id<Person>, into: Id<Person>) -> Result<()> {
    let update = sqlx::query("UPDATE people SET merged_into_id = $1 WHERE id = $2");
    tx.run_one(update.bind(into).bind(from)).await?;
    let update = sqlx::query("UPDATE people SET merged_into_id = $1 WHERE merged_into_id = $2");
    tx.run(update.bind(into).bind(from)).await?;
    Ok(())
}

/// Who has or had a role at one of these, whose name or address holds these letters.
pub async fn at(
    conn: &mut Conn,
    organizations: &[Id<Organization>],
    letters: &str,
    (skip, limit): (i64, i64),
) -> Result<Vec<Person>> {
    let like = letters.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let rows: Vec<(Id<Person>, String)> = sqlx::query_as(
        "SELECT p.id, p.name FROM people p
         WHERE p.erased_at IS NULL AND p.merged_into_id IS NULL
           AND EXISTS (SELECT 1 FROM appointments a WHERE a.person_id = p.id
                       AND a.at_id IN (SELECT value FROM json_each($1)))
           AND (lower(p.name) LIKE $2 ESCAPE '\\'
                OR EXISTS (SELECT 1 FROM email_addresses e WHERE e.person_id = p.id
                           AND e.address LIKE $2 ESCAPE '\\'))
         ORDER BY lower(p.name), p.id LIMIT $3 OFFSET $4",
    )
    .bind(Id::list(organizations))
    .bind(format!("%{like}%"))
    .bind(limit)
    .bind(skip)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| Person { id, name }).collect())
}

/// Of these, who has or had a role at one of these organizations.
pub async fn within(
    conn: &mut Conn,
    organizations: &[Id<Organization>],
    person: Id<Person>,
) -> Result<Option<Person>> {
    let row: Option<(Id<Person>, String)> = sqlx::query_as(
        "SELECT p.id, p.name FROM people p
         WHERE p.id = $1 AND p.erased_at IS NULL AND p.merged_into_id IS NULL
           AND EXISTS (SELECT 1 FROM appointments a WHERE a.person_id = p.id
                       AND a.at_id IN (SELECT value FROM json_each($2)))",
    )
    .bind(person)
    .bind(Id::list(organizations))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(id, name)| Person { id, name }))
}
