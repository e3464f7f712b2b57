//! Statements on `credential_editions`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Key, Organization};

use crate::Credential;

/// Its newest edition: number, signed text, when. None until it is signed.
pub async fn current(
    conn: &mut Conn,
    credential: &Credential,
) -> Result<Option<(i64, String, Timestamp)>> {
    let row: Option<(i64, String, At)> = sqlx::query_as(
        "SELECT edition, document, signed_at FROM credential_editions
         WHERE organization_id = $1 AND credential_id = $2 ORDER BY edition DESC LIMIT 1",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(edition, text, At(at))| (edition, text, at)))
}

/// A credential as it was signed.
pub struct Edition {
    pub issuer: Id<Organization>,
    pub credential: Id<Credential>,
    pub number: i64,
    pub text: String,
    pub digest: String,
    pub key: Id<Key>,
}

/// Kept once, whoever signed it twice.
pub async fn keep_editions(tx: &mut Tx, editions: &[Edition]) -> Result<()> {
    for edition in editions {
        let insert = sqlx::query(
            "INSERT INTO credential_editions (organization_id, credential_id, edition, document, digest,
               key_id, signed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (organization_id, credential_id, edition) DO NOTHING",
        )
        .bind(edition.issuer)
        .bind(edition.credential)
        .bind(edition.number)
        .bind(&edition.text)
        .bind(&edition.digest)
        .bind(edition.key)
        .bind(At(tx.now()));
        tx.run(insert).await?;
    }
    Ok(())
}
