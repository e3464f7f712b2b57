//! Statements on `relations`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{Organization, Person, Relation};

/// `person` is the coach, the supervisor; `toward` is whom they coach or supervise.
pub async fn relate(
    tx: &mut Tx,
    custodian: Id<Organization>,
    person: Id<Person>,
    kind: Relation,
    toward: Id<Person>,
) -> Result<Id<Relation>> {
    let id = Id::fresh();
    let insert = sqlx::query(
        "INSERT INTO relations (organization_id, id, person_id, toward_id, kind, begins_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(custodian)
    .bind(id)
    .bind(person)
    .bind(toward)
    .bind(Word(kind))
    .bind(At(tx.now()));
    tx.run_one(insert).await?;
    Ok(id)
}

pub async fn end(tx: &mut Tx, custodian: Id<Organization>, id: Id<Relation>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE relations SET ends_at = $1
         WHERE organization_id = $2 AND id = $3 AND (ends_at IS NULL OR ends_at > $1)",
    );
    tx.run(update.bind(At(tx.now())).bind(custodian).bind(id)).await?;
    Ok(())
}

/// Whom this person coaches now, supervises…
pub async fn related(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let related = sqlx::query_scalar(
        "SELECT toward_id FROM relations
         WHERE person_id = $1 AND kind = $2 AND begins_at <= $3 AND (ends_at IS NULL OR ends_at > $3)
         GROUP BY toward_id ORDER BY MIN(begins_at), toward_id",
    )
    .bind(person)
    .bind(Word(kind))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(related)
}

/// Who coaches this person now, supervises them…
pub async fn related_to(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let related = sqlx::query_scalar(
        "SELECT person_id FROM relations
         WHERE toward_id = $1 AND kind = $2 AND begins_at <= $3 AND (ends_at IS NULL OR ends_at > $3)
         GROUP BY person_id ORDER BY MIN(begins_at), person_id",
    )
    .bind(person)
    .bind(Word(kind))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(related)
}
