//! Statements on `name_choices`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx, Word};
use people::Person;

use crate::{NameChoice, Pursuit};

/// Whether this holder's name is to stand in the credential; none while she hasn't said.
pub async fn name_choice(
    conn: &mut Conn,
    pursuit: Id<Pursuit>,
    person: Id<Person>,
) -> Result<Option<NameChoice>> {
    let choice: Option<Word<NameChoice>> = sqlx::query_scalar(
        "SELECT c.choice FROM name_choices c
         JOIN pursuits p ON p.organization_id = c.organization_id AND p.id = c.pursuit_id
         WHERE p.id = $1 AND c.person_id = $2",
    )
    .bind(pursuit)
    .bind(person)
    .fetch_optional(conn)
    .await?;
    Ok(choice.map(|it| it.0))
}

/// The same, of everyone who has said so in these pursuits.
pub async fn name_choices(
    conn: &mut Conn,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<(Id<Pursuit>, Id<Person>), NameChoice>> {
    let rows: Vec<(Id<Pursuit>, Id<Person>, Word<NameChoice>)> = sqlx::query_as(
        "SELECT p.id, c.person_id, c.choice FROM pursuits p
         JOIN name_choices c ON c.organization_id = p.organization_id AND c.pursuit_id = p.id
         WHERE p.id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(pursuits))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(pursuit, person, choice)| ((pursuit, person), choice.0)).collect())
}

/// False when she has said so before.
pub async fn choose(
    tx: &mut Tx,
    pursuit: &Pursuit,
    person: Id<Person>,
    choice: NameChoice,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO name_choices (organization_id, pursuit_id, person_id, choice, chosen_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .bind(person)
    .bind(Word(choice))
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}
