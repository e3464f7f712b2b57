//! Statements on `stacks`, `frameworks` and `framework_items`.

use foundation::{At, Conn, Id, Result, Tx};
use people::Organization;

use crate::{
    Framework, Stack,
    document::{self, Kind, digest},
};

/// All stacks, in the order of their titles.
pub async fn stacks(conn: &mut Conn) -> Result<Vec<Stack>> {
    let texts: Vec<String> = sqlx::query_scalar("SELECT document FROM stacks ORDER BY title, id")
        .fetch_all(conn)
        .await?;
    texts.iter().map(|it| document::reread(it)).collect()
}

/// All frameworks, in the order of their titles.
pub async fn frameworks(conn: &mut Conn) -> Result<Vec<Framework>> {
    let texts: Vec<String> =
        sqlx::query_scalar("SELECT document FROM frameworks ORDER BY title, id")
            .fetch_all(conn)
            .await?;
    texts.iter().map(|it| document::reread(it)).collect()
}

/// Digest of the stack or framework of this slug.
pub async fn digest_of<T: Kind>(conn: &mut Conn, slug: &str) -> Result<Option<String>> {
    let text = match T::NAME {
        "stack" => "SELECT digest FROM stacks WHERE slug = $1",
        _ => "SELECT digest FROM frameworks WHERE slug = $1",
    };
    Ok(sqlx::query_scalar(text).bind(slug).fetch_optional(conn).await?)
}

/// False when the slug is another issuer's.
pub async fn keep_stack(
    tx: &mut Tx,
    issuer: Id<Organization>,
    stack: &Stack,
    text: &str,
) -> Result<bool> {
    let keep = sqlx::query(
        "INSERT INTO stacks (organization_id, id, slug, title, document, digest, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (slug) DO UPDATE SET title = excluded.title, document = excluded.document,
           digest = excluded.digest, kept_at = excluded.kept_at
         WHERE stacks.organization_id = excluded.organization_id",
    )
    .bind(issuer)
    .bind(Id::<Stack>::fresh())
    .bind(stack.slug.as_str())
    .bind(stack.title.as_str())
    .bind(text)
    .bind(digest(text.as_bytes()))
    .bind(At(tx.now()));
    Ok(tx.run(keep).await? == 1)
}

/// False when the slug is another issuer's.
pub async fn keep_framework(
    tx: &mut Tx,
    issuer: Id<Organization>,
    framework: &Framework,
    text: &str,
) -> Result<bool> {
    let keep = sqlx::query(
        "INSERT INTO frameworks (organization_id, id, slug, title, document, digest, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (slug) DO UPDATE SET title = excluded.title, document = excluded.document,
           digest = excluded.digest, kept_at = excluded.kept_at
         WHERE frameworks.organization_id = excluded.organization_id",
    )
    .bind(issuer)
    .bind(Id::<Framework>::fresh())
    .bind(framework.slug.as_str())
    .bind(framework.title.as_str())
    .bind(text)
    .bind(digest(text.as_bytes()))
    .bind(At(tx.now()));
    if tx.run(keep).await? == 0 {
        return Ok(false);
    }
    keep_items(tx, issuer, framework).await?;
    Ok(true)
}

async fn keep_items(tx: &mut Tx, issuer: Id<Organization>, framework: &Framework) -> Result<()> {
    let id: Id<Framework> = sqlx::query_scalar("SELECT id FROM frameworks WHERE slug = $1")
        .bind(framework.slug.as_str())
        .fetch_one(&mut **tx)
        .await?;
    let clear =
        sqlx::query("DELETE FROM framework_items WHERE organization_id = $1 AND framework_id = $2");
    tx.run(clear.bind(issuer).bind(id)).await?;
    for (position, item) in (1_i64..).zip(&framework.items) {
        let insert = sqlx::query(
            "INSERT INTO framework_items (organization_id, framework_id, code, name, position)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(issuer)
        .bind(id)
        .bind(item.code.as_str())
        .bind(item.name.as_str())
        .bind(position);
        tx.run_one(insert).await?;
    }
    Ok(())
}
