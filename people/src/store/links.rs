//! Statements on `one_time_links`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{
    Organization,
    link::{Link, Purpose},
};

pub async fn keep(tx: &mut Tx, digest: &str, link: &Link) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO one_time_links
           (token_digest, purpose, person_id, address, organization_id, role, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(digest)
    .bind(link.purpose)
    .bind(link.person)
    .bind(&link.address)
    .bind(link.organization)
    .bind(link.role)
    .bind(At(tx.now()))
    .bind(link.expires_at);
    tx.run_one(insert).await
}

/// A link that can still be used.
pub async fn find(
    conn: &mut Conn,
    digest: &str,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Link>> {
    let select = sqlx::query_as(
        "SELECT purpose, person_id, address, organization_id, role, expires_at FROM one_time_links
         WHERE token_digest = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
    );
    Ok(select.bind(digest).bind(Word(purpose)).bind(At(now)).fetch_optional(conn).await?)
}

/// Uses it; none if it can't be any more.
pub async fn use_up(tx: &mut Tx, digest: &str, purpose: Purpose) -> Result<Option<Link>> {
    let now = At(tx.now());
    let update = sqlx::query_as(
        "UPDATE one_time_links SET used_at = $1
         WHERE token_digest = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1
         RETURNING purpose, person_id, address, organization_id, role, expires_at",
    );
    Ok(update.bind(now).bind(digest).bind(Word(purpose)).fetch_optional(&mut **tx).await?)
}

/// Whatever else was sent for the same: a new password makes the older links void.
pub async fn void(tx: &mut Tx, purpose: Purpose, person: Id<crate::Person>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE one_time_links SET used_at = $1
         WHERE purpose = $2 AND person_id = $3 AND used_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(Word(purpose)).bind(person)).await?;
    Ok(())
}

/// Invitations to these that nobody has accepted yet, the newest first.
pub async fn open_invitations(
    conn: &mut Conn,
    organizations: &[Id<Organization>],
    now: Timestamp,
) -> Result<Vec<(String, Link)>> {
    let rows: Vec<Open> = sqlx::query_as(
        "SELECT token_digest, purpose, person_id, address, organization_id, role, expires_at
         FROM one_time_links
         WHERE purpose = $1 AND used_at IS NULL AND expires_at > $2
           AND organization_id IN (SELECT value FROM json_each($3))
         ORDER BY made_at DESC, token_digest LIMIT 100",
    )
    .bind(Word(Purpose::Invitation))
    .bind(At(now))
    .bind(Id::list(organizations))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|it| (it.token_digest, it.link)).collect())
}

#[derive(sqlx::FromRow)]
struct Open {
    token_digest: String,
    #[sqlx(flatten)]
    link: Link,
}

/// Takes an invitation back, if it is one of these organizations'.
pub async fn take_back(
    tx: &mut Tx,
    digest: &str,
    organizations: &[Id<Organization>],
) -> Result<bool> {
    let update = sqlx::query(
        "UPDATE one_time_links SET used_at = $1
         WHERE token_digest = $2 AND purpose = $3 AND used_at IS NULL
           AND organization_id IN (SELECT value FROM json_each($4))",
    )
    .bind(At(tx.now()))
    .bind(digest)
    .bind(Word(Purpose::Invitation))
    .bind(Id::list(organizations));
    Ok(tx.run(update).await? == 1)
}

/// Those that ended long ago.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM one_time_links WHERE expires_at < $1").bind(At(before)))
        .await?;
    Ok(())
}
