//! Statements on `stacks`, `frameworks` and `framework_items`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use people::Organization;
use serde_json::json;

use crate::{
    Framework, Stack,
    document::{self, Kind, digest},
};

/// The stacks of these slugs, in no order.
pub async fn stacks(conn: &mut Conn, slugs: &[&str]) -> Result<Vec<Stack>> {
    called(
        conn,
        "SELECT document FROM stacks WHERE slug IN (SELECT value FROM json_each($1))",
        slugs,
    )
    .await
}

/// The frameworks of these slugs, in no order.
pub async fn frameworks(conn: &mut Conn, slugs: &[&str]) -> Result<Vec<Framework>> {
    let select = "SELECT document FROM frameworks WHERE slug IN (SELECT value FROM json_each($1))";
    called(conn, select, slugs).await
}

async fn called<T: Kind>(conn: &mut Conn, select: &'static str, slugs: &[&str]) -> Result<Vec<T>> {
    let texts: Vec<String> =
        sqlx::query_scalar(select).bind(json!(slugs).to_string()).fetch_all(conn).await?;
    texts.iter().map(|it| document::reread(it)).collect()
}

/// What the stacks of these slugs are called.
pub async fn stack_titles(conn: &mut Conn, slugs: &[&str]) -> Result<HashMap<String, String>> {
    let select = "SELECT slug, title FROM stacks WHERE slug IN (SELECT value FROM json_each($1))";
    titles(conn, select, slugs).await
}

/// What the frameworks of these slugs are called.
pub async fn framework_titles(conn: &mut Conn, slugs: &[&str]) -> Result<HashMap<String, String>> {
    let select =
        "SELECT slug, title FROM frameworks WHERE slug IN (SELECT value FROM json_each($1))";
    titles(conn, select, slugs).await
}

async fn titles(
    conn: &mut Conn,
    select: &'static str,
    slugs: &[&str],
) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as(select).bind(json!(slugs).to_string()).fetch_all(conn).await?;
    Ok(rows.into_iter().collect())
}

/// All frameworks: what is brought in may refer to any.
pub async fn all_frameworks(conn: &mut Conn) -> Result<Vec<Framework>> {
    let texts: Vec<String> =
        sqlx::query_scalar("SELECT document FROM frameworks").fetch_all(conn).await?;
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
