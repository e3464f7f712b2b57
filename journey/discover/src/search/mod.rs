//! The full text of the catalog, in each database's own way.

mod postgres;
mod sqlite;

use foundation::{Conn, Id, Result, Tx};

/// Which microcredentials hold all these words, the best first, no more than `most`.
pub async fn search(
    conn: &mut Conn,
    words: &[String],
    most: i64,
) -> Result<Vec<Id<design::Microcredential>>> {
    let (statement, asked) = match conn.backend_name() {
        "SQLite" => (sqlite::SEARCH, sqlite::asked(words)),
        _ => (postgres::SEARCH, postgres::asked(words)),
    };
    Ok(sqlx::query_scalar(statement).bind(asked).bind(most).fetch_all(conn).await?)
}

/// Puts these words in place of those that were found before.
pub async fn index(
    tx: &mut Tx,
    id: Id<design::Microcredential>,
    title: &str,
    words: &str,
) -> Result<()> {
    forget(tx, id).await?;
    let insert = sqlx::query(
        "INSERT INTO catalog_search (microcredential_id, title, words) VALUES ($1, $2, $3)",
    );
    tx.run_one(insert.bind(id).bind(title).bind(words)).await
}

pub async fn forget(tx: &mut Tx, id: Id<design::Microcredential>) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM catalog_search WHERE microcredential_id = $1").bind(id))
        .await?;
    Ok(())
}
