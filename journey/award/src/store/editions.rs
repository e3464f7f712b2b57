//! Statements on `credential_editions`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Key, Organization};
use sqlx::AssertSqlSafe;

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

/// So many go into one statement: what it costs to bind a value grows with the number of values.
const TOGETHER: usize = 25;

/// Kept once, whoever signed it twice.
pub async fn keep_editions(tx: &mut Tx, editions: &[Edition]) -> Result<()> {
    let now = At(tx.now());
    for some in editions.chunks(TOGETHER) {
        let mut insert = sqlx::query(AssertSqlSafe(insert(some.len())));
        for edition in some {
            insert = insert
                .bind(edition.issuer)
                .bind(edition.credential)
                .bind(edition.number)
                .bind(&edition.text)
                .bind(&edition.digest)
                .bind(edition.key)
                .bind(now);
        }
        tx.run(insert).await?;
    }
    Ok(())
}

/// The statement for so many rows.
fn insert(rows: usize) -> String {
    const COLUMNS: [&str; 7] = [
        "organization_id",
        "credential_id",
        "edition",
        "document",
        "digest",
        "key_id",
        "signed_at",
    ];
    let row = |row: usize| {
        let places = (1..=COLUMNS.len()).map(|it| format!("${}", row * COLUMNS.len() + it));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    format!(
        "INSERT INTO credential_editions ({}) VALUES {}
         ON CONFLICT (organization_id, credential_id, edition) DO NOTHING",
        COLUMNS.join(", "),
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    )
}
