//! Statements on `pursuits`, `holders` and `running_pursuits`.

use std::collections::HashMap;

use foundation::{At, Conn, Error, Id, Result, Tx};
use people::{Educator, Holder, Organization, Person};

use crate::{Pursuit, pursuit::Stage};

/// For the rooms ahead, when they act for nobody.
pub async fn pursuit(conn: &mut Conn, id: Id<Pursuit>) -> Result<Pursuit> {
    pursuits(conn, &[id]).await?.remove(&id).ok_or(Error::Absent)
}

/// The same, of many.
pub async fn pursuits(
    conn: &mut Conn,
    ids: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Pursuit>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT p.id, p.organization_id, p.issuer_id, p.version_id, p.school_id, p.employer_id,
           p.started_at, p.touched_at, p.named_reviewer_id, p.withdrawn_at, p.earned_at, h.person_id
         FROM pursuits p
         JOIN holders h ON h.organization_id = p.organization_id AND h.pursuit_id = p.id
         WHERE p.id IN (SELECT value FROM json_each($1))
         ORDER BY h.joined_at, h.person_id",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    let mut found: HashMap<Id<Pursuit>, Pursuit> = HashMap::new();
    for row in rows {
        let holder = row.person_id;
        found.entry(row.id).or_insert_with(|| row.pursuit()).holders.push(holder);
    }
    Ok(found)
}

/// Who keeps the records of these, each once: rooms find theirs by it.
pub async fn custodians(conn: &mut Conn, ids: &[Id<Pursuit>]) -> Result<Vec<Id<Organization>>> {
    let select = sqlx::query_scalar(
        "SELECT DISTINCT organization_id FROM pursuits
         WHERE id IN (SELECT value FROM json_each($1))",
    );
    Ok(select.bind(Id::list(ids)).fetch_all(conn).await?)
}

/// None of anyone's business but its holders'.
pub async fn held_by(conn: &mut Conn, by: &Holder, id: Id<Pursuit>) -> Result<Pursuit> {
    let pursuit = pursuit(conn, id).await?;
    if pursuit.is_held_by(by.id()) { Ok(pursuit) } else { Err(Error::Absent) }
}

/// Hers, the newest first.
pub async fn of_person(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Pursuit>> {
    of_people(conn, &[person]).await
}

/// What any of these holds, the newest first.
pub async fn of_people(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Pursuit>> {
    let ids: Vec<Id<Pursuit>> = sqlx::query_scalar(
        "SELECT DISTINCT pursuit_id FROM holders
         WHERE person_id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(people))
    .fetch_all(&mut *conn)
    .await?;
    let mut found: Vec<Pursuit> = pursuits(conn, &ids).await?.into_values().collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.started_at), it.id.to_string()));
    Ok(found)
}

/// For a change by one of its holders: whoever else wants to change it waits until this one is done.
pub async fn lock(tx: &mut Tx, by: &Educator, id: Id<Pursuit>) -> Result<Pursuit> {
    let update = sqlx::query(
        "UPDATE pursuits SET touched_at = $1
         WHERE id = $2 AND EXISTS (SELECT 1 FROM holders h
           WHERE h.organization_id = pursuits.organization_id AND h.pursuit_id = pursuits.id
             AND h.person_id = $3)",
    );
    match tx.run(update.bind(At(tx.now())).bind(id).bind(by.id())).await? {
        0 => Err(Error::Absent),
        _ => pursuit(tx, id).await,
    }
}

/// For a change that no holder makes.
pub async fn hold(tx: &mut Tx, id: Id<Pursuit>) -> Result<Pursuit> {
    let update = sqlx::query("UPDATE pursuits SET touched_at = touched_at WHERE id = $1");
    tx.run_one(update.bind(id)).await?;
    pursuit(tx, id).await
}

pub async fn keep(
    tx: &mut Tx,
    by: &Educator,
    pursuit: &Pursuit,
    version: &design::Version,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO pursuits (organization_id, id, issuer_id, version_id, reviews_min,
           rubric_digest, school_id, employer_id, started_at, acted_by, named_reviewer_id, touched_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9)",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .bind(pursuit.issuer)
    .bind(pursuit.version)
    .bind(version.reviews_min)
    .bind(&version.rubric_digest)
    .bind(pursuit.school)
    .bind(pursuit.employer)
    .bind(At(tx.now()))
    .bind(by.id())
    .bind(pursuit.named_reviewer);
    tx.run_one(insert).await?;
    for holder in &pursuit.holders {
        let insert = sqlx::query(
            "INSERT INTO holders (organization_id, pursuit_id, person_id, joined_at)
             VALUES ($1, $2, $3, $4)",
        );
        let insert = insert.bind(pursuit.custodian).bind(pursuit.id).bind(holder);
        tx.run_one(insert.bind(At(tx.now()))).await?;
    }
    Ok(())
}

/// It runs from now on, unless another of this person's on the same microcredential does.
pub async fn run(
    tx: &mut Tx,
    person: Id<Person>,
    pursuit: &Pursuit,
    microcredential: Id<design::Microcredential>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO running_pursuits
           (organization_id, pursuit_id, person_id, issuer_id, microcredential_id, begun_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .bind(person)
    .bind(pursuit.issuer)
    .bind(microcredential)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

/// This person's own on this microcredential, if one runs.
pub async fn running(
    conn: &mut Conn,
    person: Id<Person>,
    issuer: Id<Organization>,
    microcredential: Id<design::Microcredential>,
) -> Result<Option<Id<Pursuit>>> {
    let running = sqlx::query_scalar(
        "SELECT pursuit_id FROM running_pursuits
         WHERE person_id = $1 AND issuer_id = $2 AND microcredential_id = $3 AND ended_at IS NULL",
    )
    .bind(person)
    .bind(issuer)
    .bind(microcredential)
    .fetch_optional(conn)
    .await?;
    Ok(running)
}

pub async fn withdraw(tx: &mut Tx, pursuit: &Pursuit) -> Result<()> {
    let update = sqlx::query(
        "UPDATE pursuits SET withdrawn_at = $1
         WHERE organization_id = $2 AND id = $3 AND withdrawn_at IS NULL AND earned_at IS NULL",
    );
    tx.run_one(update.bind(At(tx.now())).bind(pursuit.custodian).bind(pursuit.id)).await?;
    end(tx, pursuit).await
}

/// A pursuit ends well, once: nothing happens when it has ended already.
pub async fn note_earned(tx: &mut Tx, id: Id<Pursuit>) -> Result<()> {
    let pursuit = hold(tx, id).await?;
    let update = sqlx::query(
        "UPDATE pursuits SET earned_at = $1
         WHERE organization_id = $2 AND id = $3 AND withdrawn_at IS NULL AND earned_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(pursuit.custodian).bind(id)).await?;
    end(tx, &pursuit).await
}

async fn end(tx: &mut Tx, pursuit: &Pursuit) -> Result<()> {
    let update = sqlx::query(
        "UPDATE running_pursuits SET ended_at = $1
         WHERE organization_id = $2 AND pursuit_id = $3 AND ended_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(pursuit.custodian).bind(pursuit.id)).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Pursuit>,
    organization_id: Id<Organization>,
    issuer_id: Id<Organization>,
    version_id: Id<design::Version>,
    school_id: Id<Organization>,
    employer_id: Id<Organization>,
    started_at: At,
    touched_at: At,
    named_reviewer_id: Option<Id<Person>>,
    withdrawn_at: Option<At>,
    earned_at: Option<At>,
    person_id: Id<Person>,
}

impl Row {
    fn pursuit(self) -> Pursuit {
        let stage = match (self.withdrawn_at, self.earned_at) {
            (Some(At(at)), _) => Stage::Withdrawn { at },
            (None, Some(At(at))) => Stage::Earned { at },
            (None, None) => Stage::Practicing,
        };
        Pursuit {
            id: self.id,
            custodian: self.organization_id,
            issuer: self.issuer_id,
            version: self.version_id,
            school: self.school_id,
            employer: self.employer_id,
            holders: vec![],
            started_at: self.started_at.0,
            touched_at: self.touched_at.0,
            named_reviewer: self.named_reviewer_id,
            stage,
        }
    }
}
