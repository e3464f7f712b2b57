//! Statements on `throttles`.

use foundation::{At, Result, Tx};
use jiff::{SignedDuration, Timestamp};

/// Counts one more, and says how many there are since when.
pub async fn count(tx: &mut Tx, bucket: &str, window: SignedDuration) -> Result<(i64, Timestamp)> {
    let now = tx.now();
    let row: (i64, At) = sqlx::query_as(
        "INSERT INTO throttles (bucket, tries, since_at) VALUES ($1, 1, $2)
         ON CONFLICT (bucket) DO UPDATE SET
           tries = CASE WHEN throttles.since_at <= $3 THEN 1 ELSE throttles.tries + 1 END,
           since_at = CASE WHEN throttles.since_at <= $3 THEN $2 ELSE throttles.since_at END
         RETURNING tries, since_at",
    )
    .bind(bucket)
    .bind(At(now))
    .bind(At(now - window))
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.0, row.1.0))
}

pub async fn take_back(tx: &mut Tx, buckets: &[&str]) -> Result<()> {
    let update = sqlx::query(
        "UPDATE throttles SET tries = tries - 1
         WHERE tries > 0 AND bucket IN (SELECT value FROM json_each($1))",
    );
    let list = serde_json::to_string(buckets).expect("names are text");
    tx.run(update.bind(list)).await?;
    Ok(())
}

pub async fn clear(tx: &mut Tx, bucket: &str) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM throttles WHERE bucket = $1").bind(bucket)).await?;
    Ok(())
}

/// Those whose window has long ended.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM throttles WHERE since_at < $1").bind(At(before))).await?;
    Ok(())
}
