//! Statements on `passwords`.

use foundation::{At, Conn, Id, Result, Tx};

use crate::{Person, password::Hash};

pub async fn find(conn: &mut Conn, person: Id<Person>) -> Result<Option<String>> {
    let select = sqlx::query_scalar("SELECT hash FROM passwords WHERE person_id = $1");
    Ok(select.bind(person).fetch_optional(conn).await?)
}

/// Is it still this one? It stays so until the end of this change.
pub async fn still(tx: &mut Tx, person: Id<Person>, hash: &str) -> Result<bool> {
    let lock =
        sqlx::query("UPDATE passwords SET set_at = set_at WHERE person_id = $1 AND hash = $2");
    Ok(tx.run(lock.bind(person).bind(hash)).await? == 1)
}

pub async fn set(tx: &mut Tx, person: Id<Person>, hash: &Hash) -> Result<()> {
    let upsert = sqlx::query(
        "INSERT INTO passwords (person_id, hash, set_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
    );
    tx.run_one(upsert.bind(person).bind(&hash.0).bind(At(tx.now()))).await
}

pub async fn drop(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM passwords WHERE person_id = $1").bind(person)).await?;
    Ok(())
}
