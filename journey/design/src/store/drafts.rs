//! Statements on `microcredential_drafts`. A draft is seen by the designers of its organization.

use foundation::{At, Conn, Id, Result, Tx};
use people::{Designer, Organization, Person};

use crate::{Draft, Microcredential};

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Draft>,
    document: String,
    revision: i64,
    copied_from_id: Option<Id<Microcredential>>,
    begun_by: Id<Person>,
    saved_at: At,
}

impl Row {
    fn draft(self) -> Draft {
        Draft {
            issuer: self.organization_id,
            id: self.id,
            text: self.document,
            revision: self.revision,
            copied_from: self.copied_from_id,
            begun_by: self.begun_by,
            saved_at: self.saved_at.0,
        }
    }
}

/// Theirs, the one saved last first.
pub async fn all(conn: &mut Conn, of: &Designer) -> Result<Vec<Draft>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, document, revision, copied_from_id, begun_by, saved_at
         FROM microcredential_drafts WHERE organization_id IN (SELECT value FROM json_each($1))
         ORDER BY saved_at DESC, id",
    )
    .bind(Id::list(of.custodians()))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::draft).collect())
}

/// One of theirs.
pub async fn one(conn: &mut Conn, of: &Designer, id: Id<Draft>) -> Result<Option<Draft>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT organization_id, id, document, revision, copied_from_id, begun_by, saved_at
         FROM microcredential_drafts
         WHERE id = $1 AND organization_id IN (SELECT value FROM json_each($2))",
    )
    .bind(id)
    .bind(Id::list(of.custodians()))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Row::draft))
}

pub async fn keep(tx: &mut Tx, draft: &Draft) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO microcredential_drafts
           (organization_id, id, document, revision, copied_from_id, begun_by, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(draft.issuer)
    .bind(draft.id)
    .bind(&draft.text)
    .bind(draft.revision)
    .bind(draft.copied_from)
    .bind(draft.begun_by)
    .bind(At(draft.saved_at));
    tx.run_one(insert).await
}

/// False when somebody saved it since this revision.
pub async fn save(tx: &mut Tx, draft: &Draft, text: &str) -> Result<bool> {
    let update = sqlx::query(
        "UPDATE microcredential_drafts SET document = $1, revision = revision + 1, saved_at = $2
         WHERE organization_id = $3 AND id = $4 AND revision = $5",
    )
    .bind(text)
    .bind(At(tx.now()))
    .bind(draft.issuer)
    .bind(draft.id)
    .bind(draft.revision);
    Ok(tx.run(update).await? == 1)
}

/// False when somebody saved it since this revision.
pub async fn remove(tx: &mut Tx, draft: &Draft) -> Result<bool> {
    let delete = sqlx::query(
        "DELETE FROM microcredential_drafts
         WHERE organization_id = $1 AND id = $2 AND revision = $3",
    )
    .bind(draft.issuer)
    .bind(draft.id)
    .bind(draft.revision);
    Ok(tx.run(delete).await? == 1)
}
