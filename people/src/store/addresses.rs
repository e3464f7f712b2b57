//! Statements on `email_addresses`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};

use crate::{Address, Person};

/// Whose confirmed address it is, and their password.
pub async fn login(conn: &mut Conn, address: &str) -> Result<Option<(Id<Person>, String)>> {
    let row = sqlx::query_as(
        "SELECT e.person_id, w.hash
         FROM email_addresses e
         JOIN people p ON p.id = e.person_id
         JOIN passwords w ON w.person_id = e.person_id
         WHERE e.address = $1 AND e.confirmed_at IS NOT NULL
           AND p.erased_at IS NULL AND p.merged_into_id IS NULL",
    );
    Ok(row.bind(address).fetch_optional(conn).await?)
}

/// Whose confirmed address it is.
pub async fn owner(conn: &mut Conn, address: &Address) -> Result<Option<Id<Person>>> {
    let select = sqlx::query_scalar(
        "SELECT e.person_id FROM email_addresses e JOIN people p ON p.id = e.person_id
         WHERE e.address = $1 AND e.confirmed_at IS NOT NULL AND p.erased_at IS NULL",
    );
    Ok(select.bind(address.as_str()).fetch_optional(conn).await?)
}

/// Keeps an address that its owner has shown to be theirs; false if it is somebody's already.
/// Whose these are, as far as they are anyone's.
pub async fn owners(conn: &mut Conn, addresses: &[&str]) -> Result<HashMap<String, Id<Person>>> {
    let rows: Vec<(String, Id<Person>)> = sqlx::query_as(
        "SELECT address, person_id FROM email_addresses
         WHERE address IN (SELECT value FROM json_each($1))",
    )
    .bind(serde_json::json!(addresses).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

pub async fn keep(tx: &mut Tx, person: Id<Person>, address: &Address) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO email_addresses (address, person_id, added_at, confirmed_at)
         VALUES ($1, $2, $3, $3) ON CONFLICT (address) DO NOTHING",
    );
    let now = At(tx.now());
    Ok(tx.run(insert.bind(address.as_str()).bind(person).bind(now)).await? == 1)
}

/// From now on letters go here.
pub async fn make_main(tx: &mut Tx, person: Id<Person>, address: &Address) -> Result<()> {
    let update = sqlx::query(
        "UPDATE email_addresses SET main_since = CASE WHEN address = $1 THEN $2 END
         WHERE person_id = $3",
    );
    tx.run(update.bind(address.as_str()).bind(At(tx.now())).bind(person)).await?;
    Ok(())
}

pub async fn drop(tx: &mut Tx, person: Id<Person>, address: &str) -> Result<()> {
    let delete = sqlx::query("DELETE FROM email_addresses WHERE person_id = $1 AND address = $2");
    tx.run(delete.bind(person).bind(address)).await?;
    Ok(())
}

/// Where letters to these people go. Of merged accounts, each has the human's.
pub async fn main(conn: &mut Conn, people: &[Id<Person>]) -> Result<HashMap<Id<Person>, String>> {
    let rows: Vec<(Id<Person>, String)> = sqlx::query_as(
        "SELECT p.id, e.address
         FROM people p JOIN email_addresses e ON e.person_id = COALESCE(p.merged_into_id, p.id)
         WHERE p.id IN (SELECT value FROM json_each($1)) AND e.main_since IS NOT NULL
           AND e.confirmed_at IS NOT NULL
         ORDER BY e.main_since",
    )
    .bind(Id::list(people))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// All that a person signs in with, the main one first.
pub async fn all(conn: &mut Conn, person: Id<Person>) -> Result<Vec<String>> {
    let select = sqlx::query_scalar(
        "SELECT address FROM email_addresses WHERE person_id = $1 AND confirmed_at IS NOT NULL
         ORDER BY CASE WHEN main_since IS NULL THEN 1 ELSE 0 END, added_at, address",
    );
    Ok(select.bind(person).fetch_all(conn).await?)
}

/// Merged accounts share their addresses; the main one stays the human's own.
pub async fn hand_over(tx: &mut Tx, from: Id<Person>, to: Id<Person>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE email_addresses SET person_id = $1, main_since = NULL WHERE person_id = $2",
    );
    tx.run(update.bind(to).bind(from)).await?;
    Ok(())
}
