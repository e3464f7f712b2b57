//! Statements on `credential_jwts`.

use foundation::{At, Conn, Id, Result, Tx};
use people::Key;

use crate::Credential;

pub async fn jwt(conn: &mut Conn, credential: &Credential, edition: i64) -> Result<Option<String>> {
    let jwt = sqlx::query_scalar(
        "SELECT jwt FROM credential_jwts
         WHERE organization_id = $1 AND credential_id = $2 AND edition = $3",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .fetch_optional(conn)
    .await?;
    Ok(jwt)
}

/// Kept once.
pub async fn keep_jwt(
    tx: &mut Tx,
    credential: &Credential,
    edition: i64,
    jwt: &str,
    key: Id<Key>,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO credential_jwts (organization_id, credential_id, edition, jwt, key_id, made_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .bind(jwt)
    .bind(key)
    .bind(At(tx.now()));
    tx.run_one(insert).await
}
