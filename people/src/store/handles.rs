//! Statements on `handles`: what names something for everybody, across organizations.

use foundation::{Conn, Id, Result, Tx};

use crate::Organization;

/// Takes a handle for good; false if it is taken.
pub async fn take<T>(
    tx: &mut Tx,
    (kind, handle): (&str, &str),
    organization: Id<Organization>,
    target: Id<T>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO handles (kind, handle, organization_id, target_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (kind, handle) DO NOTHING",
    );
    Ok(tx.run(insert.bind(kind).bind(handle).bind(organization).bind(target)).await? == 1)
}

/// What a handle names, and whose it is.
pub async fn find<T>(
    conn: &mut Conn,
    kind: &str,
    handle: &str,
) -> Result<Option<(Id<Organization>, Id<T>)>> {
    let select = sqlx::query_as(
        "SELECT organization_id, target_id FROM handles WHERE kind = $1 AND handle = $2",
    );
    Ok(select.bind(kind).bind(handle).fetch_optional(conn).await?)
}
