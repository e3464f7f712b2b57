//! Every statement on `artifacts`.

use foundation::{At, Conn, Error, Id, Result, Tx, Word};
use jiff::Timestamp;
use learn::{Place, Pursuit};
use people::Person;
use vault::Content;

use crate::{Artifact, ArtifactKind};

/// What is to be shown for this submission, in the order in which it was added.
pub async fn of(conn: &mut Conn, pursuit: Id<Pursuit>, number: u32) -> Result<Vec<Artifact>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, pursuit_id, item, submission_number, kind, content_id, caption_id, added_by, added_at
         FROM artifacts WHERE pursuit_id = $1 AND submission_number = $2 AND removed_at IS NULL
         ORDER BY added_at, id",
    )
    .bind(pursuit)
    .bind(i64::from(number))
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::artifact).collect()
}

/// The same, of the newest submission before this one that showed something here.
pub async fn of_before(
    conn: &mut Conn,
    pursuit: Id<Pursuit>,
    place: &Place,
    number: u32,
) -> Result<Vec<Artifact>> {
    let before: Option<i64> = sqlx::query_scalar(
        "SELECT MAX(submission_number) FROM artifacts
         WHERE pursuit_id = $1 AND item = $2 AND submission_number < $3 AND removed_at IS NULL",
    )
    .bind(pursuit)
    .bind(place.to_string())
    .bind(i64::from(number))
    .fetch_one(&mut *conn)
    .await?;
    let Some(before) = before.and_then(|it| u32::try_from(it).ok()) else { return Ok(vec![]) };
    let mut found = of(conn, pursuit, before).await?;
    found.retain(|it| it.place == *place);
    Ok(found)
}

/// One that stands.
pub async fn artifact(conn: &mut Conn, pursuit: Id<Pursuit>, id: Id<Artifact>) -> Result<Artifact> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, pursuit_id, item, submission_number, kind, content_id, caption_id, added_by, added_at
         FROM artifacts WHERE pursuit_id = $1 AND id = $2 AND removed_at IS NULL",
    )
    .bind(pursuit)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    row.ok_or(Error::Absent)?.artifact()
}

pub struct New {
    pub number: u32,
    pub kind: ArtifactKind,
    pub content: Id<Content>,
    pub caption: Option<Id<Content>>,
    pub added_by: Id<Person>,
    pub added_at: Timestamp,
}

pub async fn keep(tx: &mut Tx, pursuit: &Pursuit, place: &Place, new: &New) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO artifacts (organization_id, id, pursuit_id, item, submission_number, kind,
           content_id, caption_id, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(pursuit.custodian)
    .bind(Id::<Artifact>::random())
    .bind(pursuit.id)
    .bind(place.to_string())
    .bind(i64::from(new.number))
    .bind(Word(new.kind))
    .bind(new.content)
    .bind(new.caption)
    .bind(new.added_by)
    .bind(At(new.added_at));
    tx.run_one(insert).await
}

pub async fn set_caption(
    tx: &mut Tx,
    pursuit: &Pursuit,
    id: Id<Artifact>,
    caption: Id<Content>,
) -> Result<()> {
    let update = sqlx::query(
        "UPDATE artifacts SET caption_id = $1
         WHERE organization_id = $2 AND id = $3 AND caption_id IS NULL AND removed_at IS NULL",
    );
    tx.run_one(update.bind(caption).bind(pursuit.custodian).bind(id)).await
}

pub async fn remove(tx: &mut Tx, pursuit: &Pursuit, id: Id<Artifact>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE artifacts SET removed_at = $1
         WHERE organization_id = $2 AND id = $3 AND removed_at IS NULL",
    );
    tx.run_one(update.bind(At(tx.now())).bind(pursuit.custodian).bind(id)).await
}

/// Does any other piece that stands show this content?
pub async fn is_shown_elsewhere(
    conn: &mut Conn,
    pursuit: Id<Pursuit>,
    id: Id<Artifact>,
    content: Id<Content>,
) -> Result<bool> {
    let others: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM artifacts
         WHERE pursuit_id = $1 AND id <> $2 AND content_id = $3 AND removed_at IS NULL",
    )
    .bind(pursuit)
    .bind(id)
    .bind(content)
    .fetch_one(conn)
    .await?;
    Ok(others > 0)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Artifact>,
    pursuit_id: Id<Pursuit>,
    item: String,
    submission_number: i64,
    kind: Word<ArtifactKind>,
    content_id: Id<Content>,
    caption_id: Option<Id<Content>>,
    added_by: Id<Person>,
    added_at: At,
}

impl Row {
    fn artifact(self) -> Result<Artifact> {
        Ok(Artifact {
            id: self.id,
            pursuit: self.pursuit_id,
            place: self.item.parse().map_err(anyhow::Error::from)?,
            kind: self.kind.0,
            content: self.content_id,
            caption: self.caption_id,
            number: u32::try_from(self.submission_number).map_err(anyhow::Error::from)?,
            added_by: self.added_by,
            added_at: self.added_at.0,
        })
    }
}
