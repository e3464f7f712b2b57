//! Statements on `shared_drafts`.

use foundation::{At, Conn, Error, Id, Result, Tx};
use people::{Organization, Person};

use crate::{Place, Pursuit, SharedDraft};

/// False when it is shared with this coach already.
pub async fn share(tx: &mut Tx, pursuit: &Pursuit, draft: &SharedDraft) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO shared_drafts
           (organization_id, id, pursuit_id, place, coach_id, shared_by, shared_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(pursuit.custodian)
    .bind(draft.id)
    .bind(draft.pursuit)
    .bind(draft.place.to_string())
    .bind(draft.coach)
    .bind(draft.by)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

/// From now on the coach reads it no more.
pub async fn end(tx: &mut Tx, pursuit: &Pursuit, id: Id<SharedDraft>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE shared_drafts SET ended_at = $1
         WHERE organization_id = $2 AND pursuit_id = $3 AND id = $4 AND ended_at IS NULL",
    );
    let update = update.bind(At(tx.now())).bind(pursuit.custodian).bind(pursuit.id).bind(id);
    tx.run(update).await?;
    Ok(())
}

/// All of a pursuit that ends.
pub async fn end_all(tx: &mut Tx, pursuit: &Pursuit) -> Result<()> {
    let update = sqlx::query(
        "UPDATE shared_drafts SET ended_at = $1
         WHERE organization_id = $2 AND pursuit_id = $3 AND ended_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(pursuit.custodian).bind(pursuit.id)).await?;
    Ok(())
}

/// What of a pursuit is shared now, the oldest first.
pub async fn of_pursuit(conn: &mut Conn, pursuit: &Pursuit) -> Result<Vec<SharedDraft>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, organization_id, pursuit_id, place, coach_id, shared_by, shared_at
         FROM shared_drafts WHERE organization_id = $1 AND pursuit_id = $2 AND ended_at IS NULL
         ORDER BY shared_at, id",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::draft).collect()
}

/// Everyone to whom something of it was ever shown.
pub async fn shown_to(conn: &mut Conn, pursuit: &Pursuit) -> Result<Vec<Id<Person>>> {
    let coaches = sqlx::query_scalar(
        "SELECT DISTINCT coach_id FROM shared_drafts
         WHERE organization_id = $1 AND pursuit_id = $2 ORDER BY coach_id",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .fetch_all(conn)
    .await?;
    Ok(coaches)
}

/// What is shared with this coach now, the newest first.
pub async fn with_coach(conn: &mut Conn, coach: Id<Person>) -> Result<Vec<SharedDraft>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, organization_id, pursuit_id, place, coach_id, shared_by, shared_at
         FROM shared_drafts WHERE coach_id = $1 AND ended_at IS NULL ORDER BY shared_at DESC, id",
    )
    .bind(coach)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::draft).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<SharedDraft>,
    organization_id: Id<Organization>,
    pursuit_id: Id<Pursuit>,
    place: String,
    coach_id: Id<Person>,
    shared_by: Id<Person>,
    shared_at: At,
}

impl Row {
    fn draft(self) -> Result<SharedDraft> {
        let place: Place = self.place.parse().map_err(|_| Error::Absent)?;
        Ok(SharedDraft {
            id: self.id,
            custodian: self.organization_id,
            pursuit: self.pursuit_id,
            place,
            coach: self.coach_id,
            by: self.shared_by,
            at: self.shared_at.0,
        })
    }
}
