//! Statements on `organizations`.

use foundation::{At, Conn, Error, Id, Result, Tx, Word};

use crate::{Kind, Organization};

pub async fn keep(tx: &mut Tx, organization: &Organization) -> Result<()> {
    match keep_new(tx, organization).await? {
        true => Ok(()),
        false => Err(anyhow::anyhow!("two organizations are called {}", organization.slug).into()),
    }
}

/// False when another has its slug.
pub async fn keep_new(tx: &mut Tx, organization: &Organization) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO organizations (id, parent_id, custodian_id, kind, slug, name, time_zone, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING",
    )
    .bind(organization.id)
    .bind(organization.parent)
    .bind(organization.custodian)
    .bind(Word(organization.kind))
    .bind(&organization.slug)
    .bind(&organization.name)
    .bind(&organization.time_zone)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

/// Whoever changes something about it next waits for this change.
pub async fn lock(tx: &mut Tx, id: Id<Organization>) -> Result<()> {
    let lock = sqlx::query("UPDATE organizations SET name = name WHERE id = $1");
    match tx.run(lock.bind(id)).await? {
        0 => Err(Error::Absent),
        _ => Ok(()),
    }
}

pub async fn find(conn: &mut Conn, ids: &[Id<Organization>]) -> Result<Vec<Organization>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, parent_id, custodian_id, kind, slug, name, time_zone FROM organizations
         WHERE id IN (SELECT value FROM json_each($1)) ORDER BY name, id",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::organization).collect())
}

/// Those of these slugs, by name.
pub async fn called_these(conn: &mut Conn, slugs: &[&str]) -> Result<Vec<Organization>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, parent_id, custodian_id, kind, slug, name, time_zone FROM organizations
         WHERE slug IN (SELECT value FROM json_each($1)) ORDER BY name, id",
    )
    .bind(serde_json::json!(slugs).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::organization).collect())
}

/// Every one of a kind, by name.
pub async fn of_kind(conn: &mut Conn, kind: Kind) -> Result<Vec<Organization>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, parent_id, custodian_id, kind, slug, name, time_zone FROM organizations
         WHERE kind = $1 ORDER BY name, id",
    )
    .bind(Word(kind))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::organization).collect())
}

pub async fn called(conn: &mut Conn, slug: &str) -> Result<Option<Organization>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, parent_id, custodian_id, kind, slug, name, time_zone FROM organizations
         WHERE slug = $1",
    )
    .bind(slug)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Row::organization))
}

/// These and all below them, by name.
pub async fn under(conn: &mut Conn, ids: &[Id<Organization>]) -> Result<Vec<Organization>> {
    let rows: Vec<Row> = sqlx::query_as(
        "WITH RECURSIVE reach (id) AS (
           SELECT value FROM json_each($1)
           UNION SELECT o.id FROM organizations o JOIN reach r ON o.parent_id = r.id)
         SELECT o.id, o.parent_id, o.custodian_id, o.kind, o.slug, o.name, o.time_zone
         FROM organizations o JOIN reach r ON r.id = o.id ORDER BY o.name, o.id",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::organization).collect())
}

/// These and all above them, the nearest first: where a rule may stand that holds for these.
pub async fn above(conn: &mut Conn, id: Id<Organization>) -> Result<Vec<Organization>> {
    let rows: Vec<Row> = sqlx::query_as(
        "WITH RECURSIVE line (id, height) AS (
           SELECT $1, 0
           UNION SELECT o.parent_id, l.height + 1 FROM organizations o JOIN line l ON o.id = l.id
                 WHERE o.parent_id IS NOT NULL)
         SELECT o.id, o.parent_id, o.custodian_id, o.kind, o.slug, o.name, o.time_zone
         FROM organizations o JOIN line l ON l.id = o.id ORDER BY l.height",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::organization).collect())
}

/// Those whose records this one keeps, itself among them: a district and its schools.
pub async fn kept_by(
    conn: &mut Conn,
    custodian: Id<Organization>,
) -> Result<Vec<Id<Organization>>> {
    let ids = sqlx::query_scalar(
        "SELECT id FROM organizations WHERE custodian_id = $1 ORDER BY name, id",
    )
    .bind(custodian)
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Organization>,
    parent_id: Option<Id<Organization>>,
    custodian_id: Id<Organization>,
    kind: Word<Kind>,
    slug: String,
    name: String,
    time_zone: String,
}

impl Row {
    fn organization(self) -> Organization {
        Organization {
            id: self.id,
            parent: self.parent_id,
            custodian: self.custodian_id,
            kind: self.kind.0,
            slug: self.slug,
            name: self.name,
            time_zone: self.time_zone,
        }
    }
}
