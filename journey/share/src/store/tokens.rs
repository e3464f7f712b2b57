//! Statements on `host_tokens`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::{SignedDuration, Timestamp};
use people::Person;
use serde::{Deserialize, Serialize};

use crate::oauth::{Host, Permission};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Code,
    Access,
    Refresh,
}

pub struct Token<'a> {
    pub permission: Id<Permission>,
    pub kind: Kind,
    pub scope: &'a str,
    pub redirect_uri: Option<&'a str>,
    pub code_challenge: Option<&'a str>,
    pub ends_at: Timestamp,
}

pub async fn keep(tx: &mut Tx, digest: &str, token: Token<'_>) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO host_tokens (digest, permission_id, kind, scope, redirect_uri, code_challenge,
           made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(digest)
    .bind(token.permission)
    .bind(Word(token.kind))
    .bind(token.scope)
    .bind(token.redirect_uri)
    .bind(token.code_challenge)
    .bind(At(tx.now()))
    .bind(At(token.ends_at));
    tx.run_one(insert).await
}

/// A code or a refresh token in the moment in which it is used up.
pub struct Used {
    pub permission: Id<Permission>,
    pub scope: String,
    pub redirect_uri: Option<String>,
    pub code_challenge: Option<String>,
    pub ends_at: Timestamp,
}

/// Of two at once, one. None if it was used, is another host's, or never was.
pub async fn use_up(tx: &mut Tx, kind: Kind, digest: &str, host: Id<Host>) -> Result<Option<Used>> {
    let now = At(tx.now());
    let row: Option<(Id<Permission>, String, Option<String>, Option<String>, At)> = sqlx::query_as(
        "UPDATE host_tokens SET used_at = $1
         WHERE digest = $2 AND kind = $3 AND used_at IS NULL
           AND permission_id IN (SELECT p.id FROM permissions p WHERE p.host_id = $4)
         RETURNING permission_id, scope, redirect_uri, code_challenge, ends_at",
    )
    .bind(now)
    .bind(digest)
    .bind(Word(kind))
    .bind(host)
    .fetch_optional(&mut **tx)
    .await?;
    let used = |(permission, scope, redirect_uri, code_challenge, At(ends_at))| Used {
        permission,
        scope,
        redirect_uri,
        code_challenge,
        ends_at,
    };
    Ok(row.map(used))
}

/// What a token of this host's is, used or not.
pub async fn of_host(
    conn: &mut Conn,
    digest: &str,
    host: Id<Host>,
) -> Result<Option<(Id<Permission>, Kind)>> {
    let row: Option<(Id<Permission>, Word<Kind>)> = sqlx::query_as(
        "SELECT p.id, t.kind FROM host_tokens t JOIN permissions p ON p.id = t.permission_id
         WHERE t.digest = $1 AND p.host_id = $2",
    )
    .bind(digest)
    .bind(host)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(permission, Word(kind))| (permission, kind)))
}

/// For whom an access token speaks, what for, and until when.
pub async fn access(
    conn: &mut Conn,
    digest: &str,
) -> Result<Option<(Id<Person>, String, Timestamp)>> {
    let row: Option<(Id<Person>, String, At)> = sqlx::query_as(
        "SELECT p.person_id, t.scope, t.ends_at
         FROM host_tokens t JOIN permissions p ON p.id = t.permission_id
         WHERE t.digest = $1 AND t.kind = 'access'",
    )
    .bind(digest)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(person, scope, At(ends_at))| (person, scope, ends_at)))
}

/// How many it gave that are still remembered.
pub async fn count(conn: &mut Conn, permission: Id<Permission>) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM host_tokens WHERE permission_id = $1");
    Ok(count.bind(permission).fetch_one(conn).await?)
}

pub async fn end(tx: &mut Tx, digest: &str) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM host_tokens WHERE digest = $1").bind(digest)).await?;
    Ok(())
}

/// How long one that has ended is remembered: a copy of it that is shown later tells nothing more.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// Those that ended, and the permissions that gave nothing else.
pub async fn sweep(tx: &mut Tx) -> Result<()> {
    let before = At(tx.now() - REMEMBERED);
    let ended: Vec<Id<Permission>> =
        sqlx::query_scalar("DELETE FROM host_tokens WHERE ends_at < $1 RETURNING permission_id")
            .bind(before)
            .fetch_all(&mut **tx)
            .await?;
    if ended.is_empty() {
        return Ok(());
    }
    let delete = sqlx::query(
        "DELETE FROM permissions WHERE id IN (SELECT value FROM json_each($1))
           AND NOT EXISTS (SELECT 1 FROM host_tokens t WHERE t.permission_id = permissions.id)",
    );
    tx.run(delete.bind(Id::list(&ended))).await?;
    Ok(())
}
