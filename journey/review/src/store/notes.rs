//! Statements on `review_drafts`.

use std::collections::HashSet;

use design::document::Key;
use foundation::{At, Conn, Id, Result, Tx, Word};
use people::Person;
use vault::Content;

use crate::Panel;

/// What is kept of one note: its words are in the vault.
#[derive(Debug, Clone)]
pub struct Draft {
    pub criterion: Key,
    pub level: Option<Key>,
    pub feedback: Option<Id<Content>>,
    /// How often notes on this panel were saved when this one last changed.
    pub revision: i64,
}

pub async fn of(conn: &mut Conn, panel: Id<Panel>, by: Id<Person>) -> Result<Vec<Draft>> {
    let rows: Vec<(Word<Key>, Option<Word<Key>>, Option<Id<Content>>, i64)> = sqlx::query_as(
        "SELECT criterion, level, feedback_id, revision FROM review_drafts
         WHERE panel_id = $1 AND assessor_id = $2",
    )
    .bind(panel)
    .bind(by)
    .fetch_all(conn)
    .await?;
    let draft = |(Word(criterion), level, feedback, revision): (_, Option<Word<Key>>, _, _)| {
        Draft { criterion, level: level.map(|it| it.0), feedback, revision }
    };
    Ok(rows.into_iter().map(draft).collect())
}

/// On which panels this person has noted something.
pub async fn begun_by(conn: &mut Conn, by: Id<Person>) -> Result<HashSet<Id<Panel>>> {
    let panels: Vec<Id<Panel>> =
        sqlx::query_scalar("SELECT DISTINCT panel_id FROM review_drafts WHERE assessor_id = $1")
            .bind(by)
            .fetch_all(conn)
            .await?;
    Ok(panels.into_iter().collect())
}

pub async fn keep(tx: &mut Tx, panel: &Panel, by: Id<Person>, draft: &Draft) -> Result<()> {
    let upsert = sqlx::query(
        "INSERT INTO review_drafts
           (organization_id, panel_id, assessor_id, criterion, level, feedback_id, revision, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organization_id, panel_id, assessor_id, criterion) DO UPDATE
           SET level = excluded.level, feedback_id = excluded.feedback_id,
             revision = excluded.revision, saved_at = excluded.saved_at",
    )
    .bind(panel.custodian)
    .bind(panel.id)
    .bind(by)
    .bind(draft.criterion.as_str())
    .bind(draft.level.as_ref().map(Key::as_str))
    .bind(draft.feedback)
    .bind(draft.revision)
    .bind(At(tx.now()));
    tx.run_one(upsert).await
}

pub async fn forget(tx: &mut Tx, panel: &Panel, by: Id<Person>) -> Result<()> {
    let delete = sqlx::query(
        "DELETE FROM review_drafts
         WHERE organization_id = $1 AND panel_id = $2 AND assessor_id = $3",
    );
    tx.run(delete.bind(panel.custodian).bind(panel.id).bind(by)).await?;
    Ok(())
}
