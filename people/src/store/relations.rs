//! Statements on `relations`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{Organization, Person, Related, Relation};

pub async fn keep(
    tx: &mut Tx,
    custodian: Id<Organization>,
    person: Id<Person>,
    kind: Relation,
    toward: Id<Person>,
) -> Result<Id<Related>> {
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

/// Those that hold now and touch any of these, either way.
pub async fn touching(
    conn: &mut Conn,
    people: &[Id<Person>],
    now: Timestamp,
) -> Result<Vec<Related>> {
    // Two halves, so that each uses its own index.
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, person_id, toward_id, kind, begins_at, ends_at
         FROM relations
         WHERE person_id IN (SELECT value FROM json_each($1))
           AND begins_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
         UNION
         SELECT organization_id, id, person_id, toward_id, kind, begins_at, ends_at
         FROM relations
         WHERE toward_id IN (SELECT value FROM json_each($1))
           AND begins_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
         ORDER BY begins_at, id",
    )
    .bind(Id::list(people))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::relation).collect())
}

pub async fn end(tx: &mut Tx, custodian: Id<Organization>, id: Id<Related>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE relations SET ends_at = $1
         WHERE organization_id = $2 AND id = $3 AND (ends_at IS NULL OR ends_at > $1)",
    );
    tx.run(update.bind(At(tx.now())).bind(custodian).bind(id)).await?;
    Ok(())
}

/// Whom this person coaches now, supervises…; teammates and family are found from either side.
pub async fn related(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let mut them = toward(conn, person, kind, now).await?;
    if kind.is_mutual() {
        them.extend(from(conn, person, kind, now).await?);
    }
    Ok(them)
}

/// Who coaches this person now, supervises them…
pub async fn related_to(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    match kind.is_mutual() {
        true => related(conn, person, kind, now).await,
        false => from(conn, person, kind, now).await,
    }
}

async fn toward(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let select = sqlx::query_scalar(
        "SELECT toward_id FROM relations
         WHERE person_id = $1 AND kind = $2 AND begins_at <= $3 AND (ends_at IS NULL OR ends_at > $3)
         GROUP BY toward_id ORDER BY MIN(begins_at), toward_id",
    );
    Ok(select.bind(person).bind(Word(kind)).bind(At(now)).fetch_all(conn).await?)
}

async fn from(
    conn: &mut Conn,
    person: Id<Person>,
    kind: Relation,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let select = sqlx::query_scalar(
        "SELECT person_id FROM relations
         WHERE toward_id = $1 AND kind = $2 AND begins_at <= $3 AND (ends_at IS NULL OR ends_at > $3)
         GROUP BY person_id ORDER BY MIN(begins_at), person_id",
    );
    Ok(select.bind(person).bind(Word(kind)).bind(At(now)).fetch_all(conn).await?)
}

/// Ends one that touches this person and that one of these keeps.
pub async fn end_of(
    tx: &mut Tx,
    custodians: &[Id<Organization>],
    person: Id<Person>,
    relation: Id<Related>,
) -> Result<bool> {
    let update = sqlx::query(
        "UPDATE relations SET ends_at = $1
         WHERE id = $2 AND (person_id = $3 OR toward_id = $3)
           AND organization_id IN (SELECT value FROM json_each($4))
           AND (ends_at IS NULL OR ends_at > $1)",
    )
    .bind(At(tx.now()))
    .bind(relation)
    .bind(person)
    .bind(Id::list(custodians));
    Ok(tx.run(update).await? == 1)
}

/// Ends all of an account's.
pub async fn end_all(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE relations SET ends_at = $1
         WHERE (person_id = $2 OR toward_id = $2) AND (ends_at IS NULL OR ends_at > $1)",
    );
    tx.run(update.bind(At(tx.now())).bind(person)).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Related>,
    person_id: Id<Person>,
    toward_id: Id<Person>,
    kind: Word<Relation>,
    begins_at: At,
    ends_at: Option<At>,
}

impl Row {
    fn relation(self) -> Related {
        Related {
            id: self.id,
            custodian: self.organization_id,
            person: self.person_id,
            toward: self.toward_id,
            kind: self.kind.0,
            begins_at: self.begins_at.0,
            ends_at: self.ends_at.map(|it| it.0),
        }
    }
}
