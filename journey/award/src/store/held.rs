//! What a person holds and may show: each credential's newest edition, for rooms ahead.

use foundation::{At, Conn, Id, Result};
use jiff::Timestamp;
use people::Person;
use sqlx::AssertSqlSafe;

use crate::Credential;

/// A credential as it was signed last.
pub struct Held {
    pub credential: Id<Credential>,
    /// The signed text, byte for byte.
    pub text: String,
    pub signed_at: Timestamp,
}

/// Which of them: those of these accounts, signed after this.
#[derive(Clone, Copy)]
pub struct Which<'a> {
    pub people: &'a [Id<Person>],
    pub since: Option<Timestamp>,
}

/// The newest editions of what these hold, signed after then. What was revoked is not among them.
const HELD: &str = "FROM awards a
     JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
     JOIN credential_editions e ON e.organization_id = c.organization_id AND e.credential_id = c.id
     WHERE a.person_id IN (SELECT value FROM json_each($1)) AND e.signed_at > $2
       AND NOT EXISTS (SELECT 1 FROM credential_editions n
         WHERE n.organization_id = e.organization_id AND n.credential_id = e.credential_id
           AND n.edition > e.edition)
       AND NOT EXISTS (SELECT 1 FROM revocations r
         WHERE r.organization_id = c.organization_id AND r.credential_id = c.id)";

/// The longest held first, so that what comes while somebody turns pages comes last.
pub async fn held_signed(
    conn: &mut Conn,
    which: Which<'_>,
    offset: i64,
    limit: i64,
) -> Result<Vec<Held>> {
    let select = format!(
        "SELECT c.id, e.document, e.signed_at {HELD}
         ORDER BY e.signed_at, c.id LIMIT $3 OFFSET $4"
    );
    let rows: Vec<(Id<Credential>, String, At)> = sqlx::query_as(AssertSqlSafe(select))
        .bind(Id::list(which.people))
        .bind(after(which.since))
        .bind(limit)
        .bind(offset)
        .fetch_all(conn)
        .await?;
    let held = |(credential, text, At(signed_at))| Held { credential, text, signed_at };
    Ok(rows.into_iter().map(held).collect())
}

/// How many there are.
pub async fn count_held(conn: &mut Conn, which: Which<'_>) -> Result<i64> {
    let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) {HELD}")));
    let count = count.bind(Id::list(which.people)).bind(after(which.since));
    Ok(count.fetch_one(conn).await?)
}

/// This credential, if one of these accounts holds it and it stands.
pub async fn held_one(
    conn: &mut Conn,
    people: &[Id<Person>],
    id: Id<Credential>,
) -> Result<Option<Held>> {
    let row: Option<(String, At)> = sqlx::query_as(
        "SELECT e.document, e.signed_at FROM credentials c
         JOIN awards a ON a.organization_id = c.organization_id AND a.id = c.award_id
         JOIN credential_editions e ON e.organization_id = c.organization_id AND e.credential_id = c.id
         WHERE c.id = $1 AND a.person_id IN (SELECT value FROM json_each($2))
           AND NOT EXISTS (SELECT 1 FROM revocations r
             WHERE r.organization_id = c.organization_id AND r.credential_id = c.id)
         ORDER BY e.edition DESC LIMIT 1",
    )
    .bind(id)
    .bind(Id::list(people))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(text, At(signed_at))| Held { credential: id, text, signed_at }))
}

/// All of them came after the year 1970.
fn after(since: Option<Timestamp>) -> At {
    At(since.unwrap_or(Timestamp::UNIX_EPOCH))
}
