//! Statements on `sessions`, and the one that a request begins with.

use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;

use crate::{
    Appointment, Organization, Person, Place, Role, Visitor,
    session::{IDLE, Session},
};

pub async fn keep(tx: &mut Tx, digest: &str, person: Id<Person>, ends_at: Timestamp) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO sessions (token_digest, person_id, begun_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $3, $4)",
    );
    let now = At(tx.now());
    tx.run_one(insert.bind(digest).bind(person).bind(now).bind(At(ends_at))).await
}

/// The session, whose it is, and every role they have had: one statement for each request.
pub async fn find(
    conn: &mut Conn,
    digest: &str,
    now: Timestamp,
) -> Result<Option<(Session, Person, Vec<Appointment>)>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.begun_at, s.seen_at, p.id, p.name,
                a.id AS appointment_id, a.role, a.at_id, a.organization_id,
                a.begins_at AS role_begins_at, a.ends_at AS role_ends_at
         FROM sessions s JOIN people p ON p.id = s.person_id
         LEFT JOIN appointments a ON a.person_id = p.id
         WHERE s.token_digest = $1 AND s.ends_at > $2 AND s.seen_at > $3
           AND p.erased_at IS NULL AND p.merged_into_id IS NULL
         ORDER BY a.begins_at, a.id",
    )
    .bind(digest)
    .bind(At(now))
    .bind(At(now - IDLE))
    .fetch_all(conn)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = Session { begun_at: first.begun_at.0, seen_at: first.seen_at.0 };
    let person = Person { id: first.id, name: first.name.clone() };
    let appointments = rows.into_iter().filter_map(Row::appointment).collect();
    Ok(Some((session, person, appointments)))
}

/// Someone as they would stand at the door now.
pub async fn visitor(conn: &mut Conn, person: Id<Person>, now: Timestamp) -> Result<Visitor> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT p.made_at AS begun_at, p.made_at AS seen_at, p.id, p.name,
                a.id AS appointment_id, a.role, a.at_id, a.organization_id,
                a.begins_at AS role_begins_at, a.ends_at AS role_ends_at
         FROM people p LEFT JOIN appointments a ON a.person_id = p.id
         WHERE p.id = $1 AND p.erased_at IS NULL AND p.merged_into_id IS NULL
         ORDER BY a.begins_at, a.id",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    let Some(first) = rows.first() else { return Ok(Visitor::default()) };
    let person = Person { id: first.id, name: first.name.clone() };
    let appointments = rows.into_iter().filter_map(Row::appointment).collect();
    Ok(Visitor::present(person, appointments, now))
}

pub async fn see(tx: &mut Tx, digest: &str) -> Result<()> {
    let update = sqlx::query("UPDATE sessions SET seen_at = $1 WHERE token_digest = $2");
    tx.run(update.bind(At(tx.now())).bind(digest)).await?;
    Ok(())
}

/// Lets a session end soon, and says when it would have; none if another request was faster.
pub async fn let_lapse(tx: &mut Tx, digest: &str, soon: Timestamp) -> Result<Option<Timestamp>> {
    let ends_at: Option<At> =
        sqlx::query_scalar("SELECT ends_at FROM sessions WHERE token_digest = $1")
            .bind(digest)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(At(ends_at)) = ends_at else { return Ok(None) };
    let update =
        sqlx::query("UPDATE sessions SET ends_at = $1 WHERE token_digest = $2 AND ends_at > $1");
    let first = tx.run(update.bind(At(soon)).bind(digest)).await? == 1;
    Ok(first.then_some(ends_at))
}

pub async fn end(tx: &mut Tx, digest: &str) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM sessions WHERE token_digest = $1").bind(digest)).await?;
    Ok(())
}

pub async fn end_all(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM sessions WHERE person_id = $1").bind(person)).await?;
    Ok(())
}

/// In how many browsers somebody is signed in.
pub async fn count(conn: &mut Conn, person: Id<Person>, now: Timestamp) -> Result<i64> {
    let select = sqlx::query_scalar(
        "SELECT COUNT(*) FROM sessions WHERE person_id = $1 AND ends_at > $2 AND seen_at > $3",
    );
    Ok(select.bind(person).bind(At(now)).bind(At(now - IDLE)).fetch_one(conn).await?)
}

pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<()> {
    tx.run(sqlx::query("DELETE FROM sessions WHERE ends_at < $1").bind(At(before))).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    begun_at: At,
    seen_at: At,
    id: Id<Person>,
    name: String,
    appointment_id: Option<Id<Appointment>>,
    role: Option<Word<Role>>,
    at_id: Option<Id<Organization>>,
    organization_id: Option<Id<Organization>>,
    role_begins_at: Option<At>,
    role_ends_at: Option<At>,
}

impl Row {
    fn appointment(self) -> Option<Appointment> {
        Some(Appointment {
            id: self.appointment_id?,
            person: self.id,
            role: self.role?.0,
            place: Place { at: self.at_id?, custodian: self.organization_id? },
            begins_at: self.role_begins_at?.0,
            ends_at: self.role_ends_at.map(|it| it.0),
        })
    }
}
