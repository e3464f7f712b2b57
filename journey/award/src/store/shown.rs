//! Statements on `shown_evidence`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use people::Organization;
use vault::Content;

use crate::Credential;

/// Pieces of evidence in one credential.
const MOST_SHOWN: usize = 100;

/// A piece that its holder shows now.
pub struct Choice {
    pub content: Id<Content>,
    pub title: String,
}

pub async fn shown(conn: &mut Conn, id: Id<Credential>) -> Result<Vec<Choice>> {
    Ok(shown_in(conn, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The same, of many.
pub async fn shown_in(
    conn: &mut Conn,
    ids: &[Id<Credential>],
) -> Result<HashMap<Id<Credential>, Vec<Choice>>> {
    let rows: Vec<(Id<Credential>, Id<Content>, String)> = sqlx::query_as(
        "SELECT c.id, s.content_id, s.title FROM credentials c
         JOIN shown_evidence s ON s.organization_id = c.organization_id AND s.credential_id = c.id
         WHERE c.id IN (SELECT value FROM json_each($1)) AND s.ended_at IS NULL
         ORDER BY s.title, s.content_id",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    let mut shown: HashMap<_, Vec<Choice>> = HashMap::new();
    for (credential, content, title) in rows {
        let choices = shown.entry(credential).or_default();
        if choices.len() < MOST_SHOWN {
            choices.push(Choice { content, title });
        }
    }
    Ok(shown)
}

/// Shows these from now on, and no others.
pub async fn show(
    tx: &mut Tx,
    credential: &Credential,
    custodian: Id<Organization>,
    chosen: &[Choice],
) -> Result<()> {
    let ids: Vec<_> = chosen.iter().map(|it| it.content).collect();
    let end = sqlx::query(
        "UPDATE shown_evidence SET ended_at = $1
         WHERE organization_id = $2 AND credential_id = $3 AND ended_at IS NULL
           AND content_id NOT IN (SELECT value FROM json_each($4))",
    )
    .bind(At(tx.now()))
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(Id::list(&ids));
    tx.run(end).await?;
    for choice in chosen {
        let insert = sqlx::query(
            "INSERT INTO shown_evidence (organization_id, id, credential_id, custodian_id, content_id,
               title, chosen_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(credential.issuer)
        .bind(Id::<Choice>::random())
        .bind(credential.id)
        .bind(custodian)
        .bind(choice.content)
        .bind(&choice.title)
        .bind(At(tx.now()));
        tx.run(insert).await?;
    }
    Ok(())
}
