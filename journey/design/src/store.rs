//! Every statement on `microcredentials`, `microcredential_versions`, `publications`, `stacks`,
//! `frameworks` and `framework_items`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use people::{Organization, Person};

use crate::{
    Framework, Microcredential, Stack, Version,
    document::{self, Kind, digest},
};

const VERSION: &str = "v.organization_id, v.microcredential_id, v.id, v.number, v.document,
  v.digest, v.rubric_digest, v.reviews_min, v.imported_at";

/// The newest publication of each, where it has a version.
const PUBLISHED: &str = "FROM publications p
  JOIN microcredentials m ON m.organization_id = p.organization_id AND m.id = p.microcredential_id
  JOIN microcredential_versions v ON v.organization_id = p.organization_id AND v.id = p.version_id
  WHERE p.number = (SELECT MAX(q.number) FROM publications q
    WHERE q.organization_id = p.organization_id AND q.microcredential_id = p.microcredential_id)";

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    microcredential_id: Id<Microcredential>,
    id: Id<Version>,
    number: i64,
    document: String,
    digest: String,
    rubric_digest: String,
    reviews_min: i64,
    imported_at: At,
}

impl Row {
    fn version(self) -> Result<Version> {
        Ok(Version {
            issuer: self.organization_id,
            microcredential: self.microcredential_id,
            id: self.id,
            number: self.number,
            document: document::reread(&self.document)?,
            text: self.document,
            digest: self.digest,
            rubric_digest: self.rubric_digest,
            reviews_min: self.reviews_min,
            imported_at: self.imported_at.0,
        })
    }
}

/// The versions of these ids, published or not.
pub async fn versions(
    conn: &mut Conn,
    ids: &[Id<Version>],
) -> Result<HashMap<Id<Version>, Version>> {
    let text = format!(
        "SELECT {VERSION} FROM microcredential_versions v
         WHERE v.id IN (SELECT value FROM json_each($1))"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(Id::list(ids)).fetch_all(conn).await?;
    rows.into_iter().map(|row| Ok((row.id, row.version()?))).collect()
}

pub enum Which<'a> {
    All,
    Slug(&'a str),
    These(&'a [Id<Microcredential>]),
}

/// Those that the catalog shows, in the order of their titles.
pub async fn published(conn: &mut Conn, which: Which<'_>) -> Result<Vec<Version>> {
    let (only, value) = match which {
        Which::All => ("$1 = $1", String::new()),
        Which::Slug(slug) => ("m.slug = $1", slug.to_owned()),
        Which::These(ids) => ("m.id IN (SELECT value FROM json_each($1))", Id::list(ids)),
    };
    let text = format!("SELECT {VERSION} {PUBLISHED} AND {only} ORDER BY v.title, v.id");
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(value).fetch_all(conn).await?;
    rows.into_iter().map(Row::version).collect()
}

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

/// Whose each slug is, of one kind of document.
pub async fn slugs<T: Kind>(conn: &mut Conn) -> Result<Vec<(String, Id<Organization>)>> {
    let text = match T::NAME {
        "stack" => "SELECT slug, organization_id FROM stacks ORDER BY slug",
        "framework" => "SELECT slug, organization_id FROM frameworks ORDER BY slug",
        _ => "SELECT slug, organization_id FROM microcredentials ORDER BY slug",
    };
    Ok(sqlx::query_as(text).fetch_all(conn).await?)
}

/// The microcredential of this slug, made now if need be; none, if the slug is another issuer's.
pub async fn microcredential(
    tx: &mut Tx,
    issuer: Id<Organization>,
    slug: &str,
) -> Result<Option<Id<Microcredential>>> {
    let insert = sqlx::query(
        "INSERT INTO microcredentials (organization_id, id, slug, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    )
    .bind(issuer)
    .bind(Id::<Microcredential>::fresh())
    .bind(slug)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    let id = sqlx::query_scalar(
        "SELECT id FROM microcredentials WHERE slug = $1 AND organization_id = $2",
    )
    .bind(slug)
    .bind(issuer)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id)
}

/// Number, id and digest of the newest version.
pub async fn newest(
    conn: &mut Conn,
    issuer: Id<Organization>,
    id: Id<Microcredential>,
) -> Result<Option<(i64, Id<Version>, String)>> {
    let newest = sqlx::query_as(
        "SELECT number, id, digest FROM microcredential_versions
         WHERE organization_id = $1 AND microcredential_id = $2 ORDER BY number DESC LIMIT 1",
    )
    .bind(issuer)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(newest)
}

/// False when somebody else's version has this number.
pub async fn keep_version(tx: &mut Tx, version: &Version, by: Option<Id<Person>>) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO microcredential_versions (organization_id, id, microcredential_id, number, title,
           document, digest, rubric_digest, reviews_min, imported_at, imported_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
    )
    .bind(version.issuer)
    .bind(version.id)
    .bind(version.microcredential)
    .bind(version.number)
    .bind(version.document.title.as_str())
    .bind(&version.text)
    .bind(&version.digest)
    .bind(&version.rubric_digest)
    .bind(version.reviews_min)
    .bind(At(version.imported_at))
    .bind(by);
    Ok(tx.run(insert).await? == 1)
}

/// Number and version of the newest publication.
pub async fn publication(
    conn: &mut Conn,
    issuer: Id<Organization>,
    id: Id<Microcredential>,
) -> Result<Option<(i64, Option<Id<Version>>)>> {
    let newest = sqlx::query_as(
        "SELECT number, version_id FROM publications
         WHERE organization_id = $1 AND microcredential_id = $2 ORDER BY number DESC LIMIT 1",
    )
    .bind(issuer)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(newest)
}

/// False when somebody else published at the same time.
pub async fn keep_publication(
    tx: &mut Tx,
    issuer: Id<Organization>,
    id: Id<Microcredential>,
    number: i64,
    version: Option<Id<Version>>,
    by: Option<Id<Person>>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO publications
           (organization_id, microcredential_id, number, version_id, published_at, published_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(issuer)
    .bind(id)
    .bind(number)
    .bind(version)
    .bind(At(tx.now()))
    .bind(by);
    Ok(tx.run(insert).await? == 1)
}

/// Digest of the stack or framework of this slug.
pub async fn shelf_digest<T: Kind>(conn: &mut Conn, slug: &str) -> Result<Option<String>> {
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
