//! Statements on `award_requests`: what waits for an approver.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use learn::Pursuit;
use people::Organization;
use review::Panel;

/// An approver is asked, once for each decision.
pub async fn ask(tx: &mut Tx, pursuit: &Pursuit, panel: Id<Panel>) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO award_requests (organization_id, pursuit_id, panel_id, asked_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(pursuit.issuer)
    .bind(pursuit.id)
    .bind(panel)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}

/// It has been answered.
pub async fn answered(tx: &mut Tx, pursuit: &Pursuit) -> Result<()> {
    let delete =
        sqlx::query("DELETE FROM award_requests WHERE organization_id = $1 AND pursuit_id = $2");
    tx.run(delete.bind(pursuit.issuer).bind(pursuit.id)).await?;
    Ok(())
}

/// The decision that one of these issuers is asked to award on.
pub async fn asked(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
    pursuit: Id<Pursuit>,
) -> Result<Option<Id<Panel>>> {
    let panel = sqlx::query_scalar(
        "SELECT panel_id FROM award_requests
         WHERE pursuit_id = $1 AND organization_id IN (SELECT value FROM json_each($2))
         ORDER BY asked_at DESC LIMIT 1",
    )
    .bind(pursuit)
    .bind(Id::list(issuers))
    .fetch_optional(conn)
    .await?;
    Ok(panel)
}

/// What waits for these issuers' approvers, the longest first.
pub async fn waiting(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
) -> Result<Vec<(Id<Pursuit>, Timestamp)>> {
    let rows: Vec<(Id<Pursuit>, At)> = sqlx::query_as(
        "SELECT r.pursuit_id, r.asked_at FROM award_requests r
         WHERE r.organization_id IN (SELECT value FROM json_each($1))
         ORDER BY r.asked_at LIMIT 200",
    )
    .bind(Id::list(issuers))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(pursuit, At(at))| (pursuit, at)).collect())
}
