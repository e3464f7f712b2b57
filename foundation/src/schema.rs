//! Does the schema still stand as the migrations made it? A guard that was dropped or switched off
//! leaves no other trace. To be asked at the start, and by the audit.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, AssertSqlSafe, Connection};

use crate::{Conn, Db, Result, migrate::MIGRATIONS};

/// Each part by its name, and how it is made.
type Parts = BTreeMap<String, String>;

const SQLITE_PARTS: &str = "SELECT type || ' ' || name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'";

pub(crate) const POSTGRES_PARTS: &str = include_str!("schema/parts.postgres.sql");

pub(crate) const STATISTICS: &str = include_str!("schema/statistics.sqlite.sql");

/// PostgreSQL can't make the schema once more beside itself, as SQLite does in memory: so there each
/// migration keeps what it left, where only the owner writes.
const KEPT: &str =
    "CREATE TABLE IF NOT EXISTS schema_parts (part TEXT PRIMARY KEY, made_as TEXT NOT NULL)";

impl Db {
    /// What is missing, was changed, or was added, a sentence each; nothing when all is well.
    pub async fn check_schema(&self) -> Result<Vec<String>> {
        let mut read = self.read().await?;
        let (made, stands) = if self.is_sqlite() {
            (made_in_memory().await?, parts(&mut read, SQLITE_PARTS).await?)
        } else {
            let kept = parts(&mut read, "SELECT part, made_as FROM schema_parts").await?;
            (kept, parts(&mut read, POSTGRES_PARTS).await?)
        };
        let missing = made.keys().filter(|part| !stands.contains_key(*part));
        let added = stands.keys().filter(|part| !made.contains_key(*part));
        let changed = made
            .iter()
            .filter(|(part, as_made)| stands.get(*part).is_some_and(|it| it != *as_made));
        Ok(missing
            .map(|part| format!("The {part} is missing."))
            .chain(added.map(|part| format!("The {part} isn't ours.")))
            .chain(changed.map(|(part, _)| format!("The {part} isn't as it was made.")))
            .collect())
    }

    /// Rows that name others which aren't there, by table: only where foreign keys were off when they
    /// were written, so never on PostgreSQL.
    pub async fn check_foreign_keys(&self) -> Result<Vec<String>> {
        if !self.is_sqlite() {
            return Ok(vec![]);
        }
        let mut read = self.read().await?;
        let broken: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT \"table\", parent, COUNT(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent",
        )
        .fetch_all(&mut *read)
        .await?;
        let sentence =
            |(table, parent, rows)| format!("{rows} of {table} name {parent} that aren't there.");
        Ok(broken.into_iter().map(sentence).collect())
    }
}

/// To be called in the transaction of a migration, when it has done its work.
pub(crate) async fn keep_parts(tx: &mut Conn) -> Result<()> {
    for step in [
        KEPT.into(),
        "DELETE FROM schema_parts".into(),
        format!("INSERT INTO schema_parts (part, made_as) {POSTGRES_PARTS}"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(step)).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Tells SQLite's planner how many rows to expect behind each index that it knows nothing of.
pub(crate) async fn expect_rows(tx: &mut Conn) -> Result<()> {
    sqlx::raw_sql(STATISTICS).execute(tx).await?;
    Ok(())
}

async fn made_in_memory() -> Result<Parts> {
    let mut conn = AnyConnection::connect("sqlite::memory:").await?;
    for migration in MIGRATIONS {
        sqlx::raw_sql(migration.sqlite).execute(&mut conn).await?;
    }
    let made = parts(&mut conn, SQLITE_PARTS).await?;
    conn.close().await?;
    Ok(made)
}

async fn parts(conn: &mut Conn, query: &'static str) -> Result<Parts> {
    let parts: Vec<(String, String)> = sqlx::query_as(query).fetch_all(conn).await?;
    Ok(parts.into_iter().collect())
}
