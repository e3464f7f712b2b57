//! Statements on `publications`: the newest of each microcredential says what the catalog shows.

use foundation::{At, Conn, Id, Result, Tx};
use people::{Organization, Person};

use crate::{Microcredential, Version};

/// Number and version of the newest publication.
pub async fn newest(
    conn: &mut Conn,
    issuer: Id<Organization>,
    id: Id<Microcredential>,
) -> Result<Option<(i64, Option<Id<Version>>)>> {
    let newest = sqlx::query_as(
        "SELECT number, version_id FROM publications
         WHERE organization_id = $1 AND microcredential_id = $2 ORDER BY number DESC LIMIT 1",
    )
    .bind(issuer)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(newest)
}

/// False when somebody else published at the same time.
pub async fn keep(
    tx: &mut Tx,
    issuer: Id<Organization>,
    id: Id<Microcredential>,
    number: i64,
    version: Option<Id<Version>>,
    by: Option<Id<Person>>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO publications
           (organization_id, microcredential_id, number, version_id, published_at, published_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(issuer)
    .bind(id)
    .bind(number)
    .bind(version)
    .bind(At(tx.now()))
    .bind(by);
    Ok(tx.run(insert).await? == 1)
}

/// The versions that the catalog shows now, of these issuers.
pub async fn shown(conn: &mut Conn, issuers: &[Id<Organization>]) -> Result<Vec<Id<Version>>> {
    let shown = sqlx::query_scalar(
        "SELECT p.version_id FROM publications p
         WHERE p.organization_id IN (SELECT value FROM json_each($1)) AND p.version_id IS NOT NULL
           AND p.number = (SELECT MAX(q.number) FROM publications q
             WHERE q.organization_id = p.organization_id
               AND q.microcredential_id = p.microcredential_id)",
    )
    .bind(Id::list(issuers))
    .fetch_all(conn)
    .await?;
    Ok(shown)
}
