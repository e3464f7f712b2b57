//! Every statement on `catalog_entries`, `catalog_facets` and `catalog_filters`. (The full text is in
//! `search/`.)

use design::Microcredential;
use foundation::{At, Conn, Id, Result, Tx};
use people::Organization;

use crate::entry::Entry;

const COLUMNS: &str = "organization_id, microcredential_id, version_id, slug, title, summary, stack, minutes, reviews_min";

/// What is asked of the catalog.
#[derive(Debug, Default)]
pub struct Listed<'a> {
    /// `facet:value`, all of which an entry must have.
    pub filters: &'a [String],
    /// Those after the one of this slug.
    pub after: &'a str,
}

/// Entries by title, no more than `most`.
pub async fn listed(conn: &mut Conn, asked: Listed<'_>, most: i64) -> Result<Vec<Entry>> {
    let select = format!(
        "SELECT {COLUMNS} FROM catalog_entries e
         WHERE (e.title, e.slug) > (COALESCE((SELECT a.title FROM catalog_entries a WHERE a.slug = $1), ''), $1)
           AND (SELECT COUNT(*) FROM catalog_facets f
           WHERE f.organization_id = e.organization_id AND f.microcredential_id = e.microcredential_id
             AND f.facet || ':' || f.value IN (SELECT value FROM json_each($2))) = $3
         ORDER BY e.title, e.slug LIMIT $4"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(asked.after)
        .bind(serde_json::json!(asked.filters).to_string())
        .bind(asked.filters.len() as i64)
        .bind(most)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Those of these that have all of these, in no order.
pub async fn among(
    conn: &mut Conn,
    ids: &[Id<Microcredential>],
    filters: &[String],
) -> Result<Vec<Entry>> {
    let select = format!(
        "SELECT {COLUMNS} FROM catalog_entries e
         WHERE e.microcredential_id IN (SELECT value FROM json_each($1))
           AND (SELECT COUNT(*) FROM catalog_facets f
             WHERE f.organization_id = e.organization_id AND f.microcredential_id = e.microcredential_id
               AND f.facet || ':' || f.value IN (SELECT value FROM json_each($2))) = $3"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(Id::list(ids))
        .bind(serde_json::json!(filters).to_string())
        .bind(filters.len() as i64)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Those listed last.
pub async fn newest(conn: &mut Conn, most: i64) -> Result<Vec<Entry>> {
    let select = format!(
        "SELECT {COLUMNS} FROM catalog_entries e ORDER BY e.listed_at DESC, e.slug LIMIT $1"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(most).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

pub async fn filters(conn: &mut Conn) -> Result<Vec<(String, String, i64)>> {
    let select =
        "SELECT facet, value, entries FROM catalog_filters ORDER BY facet, value LIMIT 500";
    Ok(sqlx::query_as(select).fetch_all(conn).await?)
}

pub async fn keep(tx: &mut Tx, entry: &Entry, words: &str) -> Result<()> {
    let upsert = sqlx::query(
        "INSERT INTO catalog_entries (organization_id, microcredential_id, version_id, slug, title,
           summary, stack, minutes, reviews_min, words, listed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (organization_id, microcredential_id) DO UPDATE SET
           version_id = excluded.version_id, title = excluded.title, summary = excluded.summary,
           stack = excluded.stack, minutes = excluded.minutes, reviews_min = excluded.reviews_min,
           words = excluded.words, listed_at = excluded.listed_at",
    )
    .bind(entry.issuer)
    .bind(entry.microcredential)
    .bind(entry.version)
    .bind(&entry.slug)
    .bind(&entry.title)
    .bind(&entry.summary)
    .bind(&entry.stack)
    .bind(entry.minutes)
    .bind(entry.reviews)
    .bind(words)
    .bind(At(tx.now()));
    tx.run_one(upsert).await
}

/// Puts these values of one facet in place of those it had, for each of these listed microcredentials.
pub async fn set_facet(
    tx: &mut Tx,
    (issuer, id): (Id<Organization>, Id<Microcredential>),
    facet: &str,
    values: &[String],
) -> Result<()> {
    let delete = sqlx::query(
        "DELETE FROM catalog_facets WHERE organization_id = $1 AND microcredential_id = $2 AND facet = $3",
    );
    tx.run(delete.bind(issuer).bind(id).bind(facet)).await?;
    let insert = sqlx::query(
        "INSERT INTO catalog_facets (organization_id, microcredential_id, facet, value)
         SELECT e.organization_id, e.microcredential_id, $3, v.value
         FROM catalog_entries e, json_each($4) v
         WHERE e.organization_id = $1 AND e.microcredential_id = $2
         ON CONFLICT DO NOTHING",
    );
    let values = serde_json::json!(values).to_string();
    tx.run(insert.bind(issuer).bind(id).bind(facet).bind(values)).await?;
    Ok(())
}

/// Counts anew what can be filtered by. (Someone who counts at the same time may be there first.)
pub async fn count_filters(tx: &mut Tx) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM catalog_filters")).await?;
    let insert = sqlx::query(
        "INSERT INTO catalog_filters (facet, value, entries)
         SELECT facet, value, COUNT(*) FROM catalog_facets GROUP BY facet, value
         ON CONFLICT (facet, value) DO UPDATE SET entries = excluded.entries",
    );
    tx.run(insert).await?;
    Ok(())
}

/// Out of the catalog.
pub async fn unlist(
    tx: &mut Tx,
    (issuer, id): (Id<Organization>, Id<Microcredential>),
) -> Result<()> {
    for delete in [
        "DELETE FROM catalog_facets WHERE organization_id = $1 AND microcredential_id = $2",
        "DELETE FROM catalog_entries WHERE organization_id = $1 AND microcredential_id = $2",
    ] {
        tx.run(sqlx::query(delete).bind(issuer).bind(id)).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    microcredential_id: Id<Microcredential>,
    version_id: Id<design::Version>,
    slug: String,
    title: String,
    summary: String,
    stack: Option<String>,
    minutes: i64,
    reviews_min: i64,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Entry {
        Entry {
            issuer: row.organization_id,
            microcredential: row.microcredential_id,
            version: row.version_id,
            slug: row.slug,
            title: row.title,
            summary: row.summary,
            stack: row.stack,
            minutes: row.minutes,
            reviews: row.reviews_min,
        }
    }
}
