//! Statements on `organizations`.

use foundation::{At, Conn, Id, Result, Tx, Word};

use crate::{Kind, Organization};

pub async fn keep(tx: &mut Tx, organization: &Organization) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO organizations (id, parent_id, custodian_id, kind, slug, name, time_zone, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(organization.id)
    .bind(organization.parent)
    .bind(organization.custodian)
    .bind(Word(organization.kind))
    .bind(&organization.slug)
    .bind(&organization.name)
    .bind(&organization.time_zone)
    .bind(At(tx.now()));
    tx.run_one(insert).await
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
