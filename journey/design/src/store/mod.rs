//! Every statement of this room; here those on `microcredentials` and `microcredential_versions`.

pub mod drafts;
pub mod publications;
pub mod shelf;

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};

use crate::{
    Microcredential, Version,
    document::{self, Kind},
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

/// The version of this slug and number, if it was ever published.
pub async fn once_published(conn: &mut Conn, slug: &str, number: i64) -> Result<Option<Version>> {
    let text = format!(
        "SELECT {VERSION} FROM microcredential_versions v
         JOIN microcredentials m
           ON m.organization_id = v.organization_id AND m.id = v.microcredential_id
         WHERE m.slug = $1 AND v.number = $2 AND EXISTS (
           SELECT 1 FROM publications p
           WHERE p.organization_id = v.organization_id
             AND p.microcredential_id = v.microcredential_id AND p.version_id = v.id)"
    );
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(text))
        .bind(slug)
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(Row::version).transpose()
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

/// Issuer, id and slug of every microcredential, published or not.
pub async fn all(conn: &mut Conn) -> Result<Vec<(Id<Organization>, Id<Microcredential>, String)>> {
    let select = "SELECT organization_id, id, slug FROM microcredentials ORDER BY slug";
    Ok(sqlx::query_as(select).fetch_all(conn).await?)
}

/// The microcredential of this slug, made now if need be; none, if the slug is another issuer's.
pub async fn microcredential(
    tx: &mut Tx,
    issuer: Id<Organization>,
    slug: &str,
    copied_from: Option<Id<Microcredential>>,
) -> Result<Option<Id<Microcredential>>> {
    let insert = sqlx::query(
        "INSERT INTO microcredentials (organization_id, id, slug, made_at, copied_from_id)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(issuer)
    .bind(Id::<Microcredential>::fresh())
    .bind(slug)
    .bind(At(tx.now()))
    .bind(copied_from);
    tx.run(insert).await?;
    by_slug(tx, &[issuer], slug).await.map(|found| found.map(|(_, id)| id))
}

/// Issuer and id of the microcredential of this slug, if it is one of these issuers'.
pub async fn by_slug(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
    slug: &str,
) -> Result<Option<(Id<Organization>, Id<Microcredential>)>> {
    let found = sqlx::query_as(
        "SELECT organization_id, id FROM microcredentials
         WHERE slug = $1 AND organization_id IN (SELECT value FROM json_each($2))",
    )
    .bind(slug)
    .bind(Id::list(issuers))
    .fetch_optional(conn)
    .await?;
    Ok(found)
}

/// A version by what its row says, without reading its text.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Heading {
    pub microcredential_id: Id<Microcredential>,
    pub slug: String,
    pub id: Id<Version>,
    pub number: i64,
    pub title: String,
    imported_at: At,
}

impl Heading {
    pub fn imported_at(&self) -> Timestamp {
        self.imported_at.0
    }
}

/// Every version of these issuers' microcredentials, by slug and the newest first.
pub async fn headings(conn: &mut Conn, issuers: &[Id<Organization>]) -> Result<Vec<Heading>> {
    let headings = sqlx::query_as(
        "SELECT v.microcredential_id, m.slug, v.id, v.number, v.title, v.imported_at
         FROM microcredential_versions v
         JOIN microcredentials m ON m.organization_id = v.organization_id AND m.id = v.microcredential_id
         WHERE v.organization_id IN (SELECT value FROM json_each($1))
         ORDER BY m.slug, v.number DESC",
    )
    .bind(Id::list(issuers))
    .fetch_all(conn)
    .await?;
    Ok(headings)
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
