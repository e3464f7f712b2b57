//! What waits to follow, and what couldn't yet: for whoever keeps an instance well. It tells what kind of
//! thing it is and what went wrong, never whom it is about.

use crate::{At, Conn, Result, Tx};

/// Letters are jobs, too: each is called by what it is about. What is done stays, and there is much of it:
/// SQLite finds what waits by its index where the first column of that is asked for.
const PENDING: &str = "
  SELECT 'letter' AS what, j.id AS id, l.kind AS name, j.queued_at AS since_at, j.due_at, j.tries, j.last_error
    FROM jobs j JOIN letters l ON l.id = substr(j.effect_key, length('foundation.send: send ') + 1)
    WHERE j.done_at IS NULL AND j.name = 'foundation.send'
  UNION ALL
  SELECT 'job', j.id, j.name, j.queued_at, j.due_at, j.tries, j.last_error
    FROM jobs j WHERE j.done_at IS NULL AND j.name > '' AND j.name <> 'foundation.send'
  UNION ALL
  SELECT 'announcement', d.announcement_id || ' ' || d.listener, d.listener, a.announced_at, d.due_at, d.tries,
      d.last_error
    FROM deliveries d JOIN announcements a ON a.id = d.announcement_id
    WHERE d.delivered_at IS NULL AND d.due_at >= 0";

/// Of one kind: how many wait, and how many of those have failed so far.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    /// `letter`, `job` or `announcement`.
    pub what: String,
    /// `award.sign`
    pub name: String,
    pub waiting: i64,
    pub failed: i64,
    pub next_at: At,
}

/// One that failed, and is tried again.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Failed {
    pub what: String,
    pub id: String,
    pub name: String,
    pub since_at: At,
    pub due_at: At,
    pub tries: i64,
    last_error: String,
}

impl Failed {
    /// Why, as far as it says nothing of anybody.
    pub fn why(&self) -> String {
        impersonal(&self.last_error)
    }
}

pub async fn waiting(conn: &mut Conn) -> Result<Vec<Waiting>> {
    let select = format!(
        "SELECT what, name, COUNT(*) AS waiting,
           CAST(SUM(CASE WHEN last_error IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS failed,
           MIN(due_at) AS next_at
         FROM ({PENDING}) pending GROUP BY what, name ORDER BY what, name"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(select)).fetch_all(conn).await?)
}

/// How many failed, and wait to be tried again.
pub async fn count_failed(conn: &mut Conn) -> Result<i64> {
    let select = format!("SELECT COUNT(*) FROM ({PENDING}) pending WHERE last_error IS NOT NULL");
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(select)).fetch_one(conn).await?)
}

/// Those that failed, the ones tried next first.
pub async fn failed(conn: &mut Conn, (after, most): (i64, i64)) -> Result<Vec<Failed>> {
    let select = format!(
        "SELECT what, id, name, since_at, due_at, tries, last_error
         FROM ({PENDING}) pending WHERE last_error IS NOT NULL
         ORDER BY due_at, id LIMIT $1 OFFSET $2"
    );
    let failed = sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(most).bind(after);
    Ok(failed.fetch_all(conn).await?)
}

/// This one, or every one that failed, is tried again at once. How many.
pub async fn try_again(tx: &mut Tx, id: Option<&str>) -> Result<u64> {
    let id = id.unwrap_or_default();
    let jobs = sqlx::query(
        "UPDATE jobs SET due_at = $1
         WHERE done_at IS NULL AND name > '' AND last_error IS NOT NULL AND ($2 = '' OR id = $2)",
    );
    let deliveries = sqlx::query(
        "UPDATE deliveries SET due_at = $1
         WHERE delivered_at IS NULL AND due_at >= 0 AND last_error IS NOT NULL
           AND ($2 = '' OR announcement_id || ' ' || listener = $2)",
    );
    let now = At(tx.now());
    let tried = tx.run(jobs.bind(now).bind(id)).await?;
    let tried = tried + tx.run(deliveries.bind(now).bind(id)).await?;
    tx.something_follows();
    Ok(tried)
}

/// A mail server says whose address it refuses, and a database which value it can't read.
fn impersonal(error: &str) -> String {
    let masked = |word: &str| if word.contains('@') { "…".to_owned() } else { word.to_owned() };
    let words: Vec<String> = error.split_whitespace().map(masked).collect();
    let words = words.join(" ");
    let mut told = String::new();
    for (i, part) in words.split(['"', '\'']).enumerate() {
        // What is quoted stands between two marks.
        told.push_str(if i % 2 == 0 { part } else { "“…”" });
    }
    let mut short: String = told.chars().take(300).collect();
    if short.len() < told.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_is_told_without_whom_it_was_about() {
        assert_eq!(
            impersonal("permanent error (550): 5.1.1 <ana@maple.test>: recipient rejected"),
            "permanent error (550): 5.1.1 … recipient rejected"
        );
        assert_eq!(
            impersonal("invalid input syntax for type bigint: \"My students\" here"),
            "invalid input syntax for type bigint: “…” here"
        );
        assert_eq!(impersonal(&"long ".repeat(100)).chars().count(), 301);
    }
}
