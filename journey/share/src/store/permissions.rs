//! Statements on `permissions`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::{SignedDuration, Timestamp};
use people::Person;

use crate::oauth::{Host, Permission};

pub async fn keep(
    tx: &mut Tx,
    id: Id<Permission>,
    host: Id<Host>,
    person: Id<Person>,
    scope: &str,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO permissions (id, host_id, person_id, scope, given_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    let insert = insert.bind(id).bind(host).bind(person).bind(scope);
    tx.run_one(insert.bind(At(tx.now()))).await
}

pub async fn count(conn: &mut Conn, person: Id<Person>) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM permissions WHERE person_id = $1");
    Ok(count.bind(person).fetch_one(conn).await?)
}

/// One that stands, as its person is shown it.
pub struct Given {
    pub host: Id<Host>,
    pub metadata: String,
    pub scope: String,
    pub given_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Those of a person that a host could still use, the newest first.
pub async fn of(conn: &mut Conn, person: Id<Person>, now: Timestamp) -> Result<Vec<Given>> {
    let rows: Vec<(Id<Host>, String, String, At, Option<At>)> = sqlx::query_as(
        "SELECT h.id, h.metadata, p.scope, p.given_at, p.used_at
         FROM permissions p JOIN hosts h ON h.id = p.host_id
         WHERE p.person_id = $1 AND EXISTS (SELECT 1 FROM host_tokens t
           WHERE t.permission_id = p.id AND t.used_at IS NULL AND t.ends_at > $2)
         ORDER BY p.given_at DESC, p.id LIMIT 100",
    )
    .bind(person)
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    let given = |(host, metadata, scope, At(given_at), used_at): (_, _, _, _, Option<At>)| Given {
        host,
        metadata,
        scope,
        given_at,
        used_at: used_at.map(|At(at)| at),
    };
    Ok(rows.into_iter().map(given).collect())
}

/// What happens to the tokens of one permission happens in turn: whoever changes several of them, or
/// ends it, comes here first. It is the permission that this token is of, if it is of this host's.
pub async fn lock(tx: &mut Tx, token_digest: &str, host: Id<Host>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE permissions SET used_at = used_at
         WHERE id = (SELECT t.permission_id FROM host_tokens t WHERE t.digest = $1) AND host_id = $2",
    );
    tx.run(update.bind(token_digest).bind(host)).await?;
    Ok(())
}

/// With every token that it gave.
pub async fn end(tx: &mut Tx, id: Id<Permission>) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM host_tokens WHERE permission_id = $1").bind(id)).await?;
    tx.run(sqlx::query("DELETE FROM permissions WHERE id = $1").bind(id)).await?;
    Ok(())
}

/// Everything that this person ever let this host do; how many there were.
pub async fn end_all(tx: &mut Tx, person: Id<Person>, host: Id<Host>) -> Result<u64> {
    let lock = sqlx::query(
        "UPDATE permissions SET used_at = used_at WHERE person_id = $1 AND host_id = $2",
    );
    tx.run(lock.bind(person).bind(host)).await?;
    let tokens = sqlx::query(
        "DELETE FROM host_tokens WHERE permission_id IN
           (SELECT p.id FROM permissions p WHERE p.person_id = $1 AND p.host_id = $2)",
    );
    tx.run(tokens.bind(person).bind(host)).await?;
    let delete = sqlx::query("DELETE FROM permissions WHERE person_id = $1 AND host_id = $2");
    tx.run(delete.bind(person).bind(host)).await
}

/// How exactly it is kept when a host last came: a write for every page would be dear.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// Its host comes with this token.
pub async fn seen(tx: &mut Tx, token_digest: &str) -> Result<()> {
    let update = sqlx::query(
        "UPDATE permissions SET used_at = $1
         WHERE id = (SELECT t.permission_id FROM host_tokens t WHERE t.digest = $2)
           AND (used_at IS NULL OR used_at < $3)",
    );
    let now = tx.now();
    tx.run(update.bind(At(now)).bind(token_digest).bind(At(now - SEEN_EVERY))).await?;
    Ok(())
}
