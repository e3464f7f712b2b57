//! Statements on `qualifications`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};

use crate::Qualification;

pub async fn keep(tx: &mut Tx, it: &Qualification) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO qualifications (organization_id, id, person_id, rubric_digest, because,
           granted_at, granted_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(it.issuer)
    .bind(it.id)
    .bind(it.person)
    .bind(&it.rubric_digest)
    .bind(&it.because)
    .bind(At(it.granted_at))
    .bind(it.granted_by)
    .bind(At(it.expires_at));
    tx.run_one(insert).await
}

/// Those that hold now for one rubric, the oldest first.
pub async fn for_rubric(
    conn: &mut Conn,
    issuer: Id<Organization>,
    rubric_digest: &str,
    now: Timestamp,
) -> Result<Vec<Qualification>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, person_id, rubric_digest, because, granted_at, granted_by,
           expires_at
         FROM qualifications
         WHERE organization_id = $1 AND rubric_digest = $2 AND granted_at <= $3 AND expires_at > $3
         ORDER BY granted_at, id",
    )
    .bind(issuer)
    .bind(rubric_digest)
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::qualification).collect())
}

/// Those that hold now, of these issuers.
pub async fn of_issuers(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
    now: Timestamp,
) -> Result<Vec<Qualification>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, person_id, rubric_digest, because, granted_at, granted_by,
           expires_at
         FROM qualifications
         WHERE organization_id IN (SELECT value FROM json_each($1))
           AND granted_at <= $2 AND expires_at > $2
         ORDER BY granted_at, id",
    )
    .bind(Id::list(issuers))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::qualification).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Qualification>,
    person_id: Id<Person>,
    rubric_digest: String,
    because: String,
    granted_at: At,
    granted_by: Option<Id<Person>>,
    expires_at: At,
}

impl Row {
    fn qualification(self) -> Qualification {
        Qualification {
            id: self.id,
            issuer: self.organization_id,
            person: self.person_id,
            rubric_digest: self.rubric_digest,
            because: self.because,
            granted_at: self.granted_at.0,
            granted_by: self.granted_by,
            expires_at: self.expires_at.0,
        }
    }
}
