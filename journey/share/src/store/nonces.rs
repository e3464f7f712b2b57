//! Statements on `wallet_nonces`: those that were used.

use foundation::{At, Result, Tx};
use jiff::Timestamp;

/// False if it was used before.
pub async fn use_up(tx: &mut Tx, digest: &str, ends_at: Timestamp) -> Result<bool> {
    let sweep = sqlx::query("DELETE FROM wallet_nonces WHERE ends_at < $1");
    tx.run(sweep.bind(At(tx.now()))).await?;
    let insert = sqlx::query(
        "INSERT INTO wallet_nonces (digest, ends_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
    );
    Ok(tx.run(insert.bind(digest).bind(At(ends_at))).await? == 1)
}
