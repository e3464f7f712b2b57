//! Statements on `appointments`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{Appointment, Organization, Person, Place, Role};

pub async fn keep(
    tx: &mut Tx,
    person: Id<Person>,
    role: Role,
    place: Place,
    by: Option<Id<Person>>,
) -> Result<Id<Appointment>> {
    let id = Id::fresh();
    let insert = sqlx::query(
        "INSERT INTO appointments
           (organization_id, id, at_id, person_id, role, begins_at, appointed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(place.custodian)
    .bind(id)
    .bind(place.at)
    .bind(person)
    .bind(Word(role))
    .bind(At(tx.now()))
    .bind(by);
    tx.run_one(insert).await?;
    Ok(id)
}

/// Does somebody hold this role there now?
pub async fn held(tx: &mut Tx, person: Id<Person>, role: Role, place: Place) -> Result<bool> {
    let now = At(tx.now());
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM appointments
         WHERE person_id = $1 AND role = $2 AND at_id = $3
           AND begins_at <= $4 AND (ends_at IS NULL OR ends_at > $4)",
    )
    .bind(person)
    .bind(Word(role))
    .bind(place.at)
    .bind(now)
    .fetch_one(&mut **tx)
    .await?;
    Ok(count > 0)
}

/// Every role that these people have or had, the oldest first.
pub async fn of(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Appointment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT organization_id, id, at_id, person_id, role, begins_at, ends_at FROM appointments
         WHERE person_id IN (SELECT value FROM json_each($1)) ORDER BY begins_at, id",
    )
    .bind(Id::list(people))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::appointment).collect())
}

/// Who holds this role now at one of these, the longest held first.
pub async fn of_role(
    conn: &mut Conn,
    organizations: &[Id<Organization>],
    role: Role,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let rows = sqlx::query_scalar(
        "SELECT a.person_id FROM appointments a JOIN people p ON p.id = a.person_id
         WHERE a.role = $1 AND a.at_id IN (SELECT value FROM json_each($2))
           AND a.begins_at <= $3 AND (a.ends_at IS NULL OR a.ends_at > $3)
           AND p.erased_at IS NULL AND p.merged_into_id IS NULL
         GROUP BY a.person_id ORDER BY MIN(a.begins_at), a.person_id",
    )
    .bind(Word(role))
    .bind(Id::list(organizations))
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Ends one at one of these organizations, and says which role it was.
pub async fn end(
    tx: &mut Tx,
    organizations: &[Id<Organization>],
    person: Id<Person>,
    appointment: Id<Appointment>,
) -> Result<Option<Role>> {
    let now = At(tx.now());
    let role: Option<Word<Role>> = sqlx::query_scalar(
        "UPDATE appointments SET ends_at = $1
         WHERE id = $2 AND person_id = $3 AND at_id IN (SELECT value FROM json_each($4))
           AND begins_at <= $1 AND (ends_at IS NULL OR ends_at > $1)
         RETURNING role",
    )
    .bind(now)
    .bind(appointment)
    .bind(person)
    .bind(Id::list(organizations))
    .fetch_optional(&mut **tx)
    .await?;
    Ok(role.map(|it| it.0))
}

/// Ends all of an account's.
pub async fn end_all(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let update = sqlx::query(
        "UPDATE appointments SET ends_at = CASE WHEN begins_at > $1 THEN begins_at ELSE $1 END
         WHERE person_id = $2 AND (ends_at IS NULL OR ends_at > $1)",
    );
    tx.run(update.bind(At(tx.now())).bind(person)).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Appointment>,
    at_id: Id<Organization>,
    person_id: Id<Person>,
    role: Word<Role>,
    begins_at: At,
    ends_at: Option<At>,
}

impl Row {
    fn appointment(self) -> Appointment {
        Appointment {
            id: self.id,
            person: self.person_id,
            role: self.role.0,
            place: Place { at: self.at_id, custodian: self.organization_id },
            begins_at: self.begins_at.0,
            ends_at: self.ends_at.map(|it| it.0),
        }
    }
}
