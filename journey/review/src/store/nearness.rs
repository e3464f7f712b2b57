//! Statements on `exclusions` and `disclosures`: who stands too near, and who has seen a score.

use foundation::{At, Conn, Id, Result, Tx, Word};
use learn::Pursuit;
use people::{Organization, Person};
use submit::Submission;

use crate::policy::Reason;

pub async fn exclude(
    tx: &mut Tx,
    custodian: Id<Organization>,
    pursuit: Id<Pursuit>,
    person: Id<Person>,
    reason: Reason,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO exclusions (organization_id, pursuit_id, person_id, reason, excluded_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(custodian)
    .bind(pursuit)
    .bind(person)
    .bind(Word(reason))
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}

pub async fn excluded(conn: &mut Conn, pursuit: Id<Pursuit>) -> Result<Vec<Id<Person>>> {
    let people = sqlx::query_scalar("SELECT person_id FROM exclusions WHERE pursuit_id = $1")
        .bind(pursuit)
        .fetch_all(conn)
        .await?;
    Ok(people)
}

pub async fn disclose(
    tx: &mut Tx,
    custodian: Id<Organization>,
    submission: Id<Submission>,
    person: Id<Person>,
    what: &str,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO disclosures (organization_id, submission_id, person_id, what, seen_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(custodian)
    .bind(submission)
    .bind(person)
    .bind(what)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}

pub async fn disclosed_to(conn: &mut Conn, submission: Id<Submission>) -> Result<Vec<Id<Person>>> {
    let people = sqlx::query_scalar("SELECT person_id FROM disclosures WHERE submission_id = $1")
        .bind(submission)
        .fetch_all(conn)
        .await?;
    Ok(people)
}
