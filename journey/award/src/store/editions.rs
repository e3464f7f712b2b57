//! Statements on `credential_editions`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::Key;
use sha2::{Digest, Sha256};

use crate::Credential;

/// Its newest edition: number, signed text, when. None until it is signed.
pub async fn current(
    conn: &mut Conn,
    id: Id<Credential>,
) -> Result<Option<(i64, String, Timestamp)>> {
    let row: Option<(i64, String, At)> = sqlx::query_as(
        "SELECT edition, document, signed_at FROM credential_editions
         WHERE credential_id = $1 ORDER BY edition DESC LIMIT 1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(edition, text, At(at))| (edition, text, at)))
}

pub async fn edition_exists(
    conn: &mut Conn,
    credential: &Credential,
    edition: i64,
) -> Result<bool> {
    let row: Option<i64> = sqlx::query_scalar(
        "SELECT edition FROM credential_editions
         WHERE organization_id = $1 AND credential_id = $2 AND edition = $3",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// Kept once, whoever signed it twice.
pub async fn keep_edition(
    tx: &mut Tx,
    credential: &Credential,
    edition: i64,
    text: &str,
    key: Id<Key>,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO credential_editions (organization_id, credential_id, edition, document, digest,
           key_id, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (organization_id, credential_id, edition) DO NOTHING",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .bind(text)
    .bind(hex::encode(Sha256::digest(text)))
    .bind(key)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}
