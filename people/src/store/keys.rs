//! Statements on `organization_keys`.

use foundation::{At, Conn, Id, Result, Tx};

use crate::{Key, Organization};

pub async fn keep(tx: &mut Tx, key: &Key, sealed: &str) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO organization_keys (organization_id, id, public_key, sealed_key, begins_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(key.organization)
    .bind(key.id)
    .bind(&key.public)
    .bind(sealed)
    .bind(At(key.begins_at));
    tx.run_one(insert).await
}

/// The one that signs now, with its private half as it is sealed.
pub async fn current(
    conn: &mut Conn,
    organization: Id<Organization>,
) -> Result<Option<(Key, String)>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT organization_id, id, public_key, sealed_key, begins_at, ends_at
         FROM organization_keys
         WHERE organization_id = $1 AND ends_at IS NULL AND sealed_key IS NOT NULL
         ORDER BY begins_at DESC, id DESC LIMIT 1",
    )
    .bind(organization)
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(|mut row| row.sealed_key.take().map(|sealed| (row.key(), sealed))))
}

/// The public halves of all that these have signed with, the newest first.
pub async fn of(conn: &mut Conn, organizations: &[Id<Organization>]) -> Result<Vec<Key>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, public_key, sealed_key, begins_at, ends_at
         FROM organization_keys
         WHERE organization_id IN (SELECT value FROM json_each($1))
         ORDER BY begins_at DESC, id DESC",
    )
    .bind(Id::list(organizations))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::key).collect())
}

/// The one that signs signs no more, and its private half is gone.
pub async fn end(tx: &mut Tx, organization: Id<Organization>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE organization_keys SET ends_at = $1, sealed_key = NULL
         WHERE organization_id = $2 AND ends_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(organization)).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Key>,
    public_key: String,
    sealed_key: Option<String>,
    begins_at: At,
    ends_at: Option<At>,
}

impl Row {
    fn key(self) -> Key {
        Key {
            id: self.id,
            organization: self.organization_id,
            public: self.public_key,
            begins_at: self.begins_at.0,
            ends_at: self.ends_at.map(|it| it.0),
        }
    }
}
