//! Statements on `revocations`.

use foundation::{At, Conn, Error, Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};
use vault::Content;

use crate::{Award, Credential, status_list::StatusList};

/// When the list was made, and what of it was revoked when.
pub async fn revoked(
    conn: &mut Conn,
    issuer: Id<Organization>,
    list: Id<StatusList>,
) -> Result<(Timestamp, Vec<(usize, Timestamp)>)> {
    let made: Option<At> = sqlx::query_scalar(
        "SELECT made_at FROM status_lists WHERE organization_id = $1 AND id = $2",
    )
    .bind(issuer)
    .bind(list)
    .fetch_optional(&mut *conn)
    .await?;
    let At(made_at) = made.ok_or(Error::Absent)?;
    let rows: Vec<(i64, At)> = sqlx::query_as(
        "SELECT c.status_index, r.revoked_at FROM revocations r
         JOIN credentials c ON c.organization_id = r.organization_id AND c.id = r.credential_id
         WHERE c.organization_id = $1 AND c.status_list_id = $2",
    )
    .bind(issuer)
    .bind(list)
    .fetch_all(conn)
    .await?;
    Ok((made_at, rows.into_iter().map(|(index, At(at))| (index as usize, at)).collect()))
}

pub async fn revoked_at(
    conn: &mut Conn,
    credential: &Credential,
) -> Result<Option<(Timestamp, Id<Content>)>> {
    let row: Option<(At, Id<Content>)> = sqlx::query_as(
        "SELECT revoked_at, reason_id FROM revocations
         WHERE organization_id = $1 AND credential_id = $2",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(At(at), reason)| (at, reason)))
}

/// Was what records this award taken back?
pub async fn is_revoked(conn: &mut Conn, award: Id<Award>) -> Result<bool> {
    let revoked: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         JOIN revocations r ON r.organization_id = c.organization_id AND r.credential_id = c.id
         WHERE a.id = $1",
    )
    .bind(award)
    .fetch_one(conn)
    .await?;
    Ok(revoked > 0)
}

/// False when it was revoked already.
pub async fn revoke(
    tx: &mut Tx,
    credential: &Credential,
    reason: Id<Content>,
    by: Id<Person>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO revocations (organization_id, credential_id, reason_id, revoked_by, revoked_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, credential_id) DO NOTHING",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(reason)
    .bind(by)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}
