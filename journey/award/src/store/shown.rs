//! Statements on `shown_evidence`.

use foundation::{At, Conn, Id, Result, Tx};
use people::Organization;
use vault::Content;

use crate::Credential;

/// A piece that its holder shows now.
pub struct Choice {
    pub content: Id<Content>,
    pub title: String,
}

pub async fn shown(conn: &mut Conn, id: Id<Credential>) -> Result<Vec<Choice>> {
    let rows: Vec<(Id<Content>, String)> = sqlx::query_as(
        "SELECT content_id, title FROM shown_evidence
         WHERE credential_id = $1 AND ended_at IS NULL ORDER BY title, content_id LIMIT 100",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(content, title)| Choice { content, title }).collect())
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
         WHERE credential_id = $2 AND ended_at IS NULL
           AND content_id NOT IN (SELECT value FROM json_each($3))",
    );
    tx.run(end.bind(At(tx.now())).bind(credential.id).bind(Id::list(&ids))).await?;
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
