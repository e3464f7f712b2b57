//! Statements on `hosts`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::SignedDuration;

use crate::oauth::{Host, Registered};

/// What nobody said yes to within a day was a try.
const UNUSED_FOR: SignedDuration = SignedDuration::from_hours(24);
/// A host that nobody has let in for so long registers anew.
const LEFT_FOR: SignedDuration = SignedDuration::from_hours(365 * 24);

pub async fn keep(tx: &mut Tx, id: Id<Host>, secret_digest: &str, metadata: &str) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO hosts (id, secret_digest, metadata, registered_at) VALUES ($1, $2, $3, $4)",
    );
    let insert = insert.bind(id).bind(secret_digest).bind(metadata);
    tx.run_one(insert.bind(At(tx.now()))).await
}

/// As it registered, and the digest of its secret.
pub async fn find(conn: &mut Conn, id: Id<Host>) -> Result<Option<(Registered, String)>> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT metadata, secret_digest FROM hosts WHERE id = $1")
            .bind(id)
            .fetch_optional(conn)
            .await?;
    let Some((metadata, secret_digest)) = row else { return Ok(None) };
    let host = serde_json::from_str(&metadata).map_err(anyhow::Error::from)?;
    Ok(Some((Registered { id, host }, secret_digest)))
}

/// Somebody lets it in.
pub async fn used(tx: &mut Tx, id: Id<Host>) -> Result<()> {
    let update = sqlx::query("UPDATE hosts SET used_at = $1 WHERE id = $2");
    tx.run_one(update.bind(At(tx.now())).bind(id)).await
}

pub async fn unused(conn: &mut Conn) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM hosts WHERE used_at IS NULL");
    Ok(count.fetch_one(conn).await?)
}

/// Those that nobody lets in, and hasn't for long.
pub async fn sweep(tx: &mut Tx) -> Result<()> {
    let delete = sqlx::query(
        "DELETE FROM hosts
         WHERE ((used_at IS NULL AND registered_at < $1) OR used_at < $2)
           AND NOT EXISTS (SELECT 1 FROM permissions p WHERE p.host_id = hosts.id)",
    );
    let delete = delete.bind(At(tx.now() - UNUSED_FOR)).bind(At(tx.now() - LEFT_FOR));
    tx.run(delete).await?;
    Ok(())
}
