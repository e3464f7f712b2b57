//! Statements on `answers`.

use std::collections::HashMap;

use anyhow::Context;
use foundation::{Conn, Id, Result, Tx};
use learn::{Place, Pursuit};
use vault::Content;

/// Where the words at a place are kept, for one submission; 0 stands for none.
#[derive(Debug, Clone)]
pub struct Answer {
    pub pursuit: Id<Pursuit>,
    pub place: Place,
    pub number: u32,
    pub content: Id<Content>,
}

/// All of these pursuits, for whichever submission.
pub async fn of(conn: &mut Conn, pursuits: &[Id<Pursuit>]) -> Result<Vec<Answer>> {
    let custodians = learn::custodians(conn, pursuits).await?;
    let rows: Vec<(Id<Pursuit>, String, i64, Id<Content>)> = sqlx::query_as(
        "SELECT pursuit_id, question, submission_number, content_id FROM answers
         WHERE organization_id IN (SELECT value FROM json_each($1))
           AND pursuit_id IN (SELECT value FROM json_each($2))
         ORDER BY submission_number, question",
    )
    .bind(Id::list(&custodians))
    .bind(Id::list(pursuits))
    .fetch_all(conn)
    .await?;
    let answer = |(pursuit, place, number, content): (_, String, i64, _)| {
        let place = place.parse().context("a kept place")?;
        let number = number.try_into().context("a kept number")?;
        Ok(Answer { pursuit, place, number, content })
    };
    rows.into_iter().map(answer).collect()
}

/// Of one pursuit, for one submission: by place.
pub async fn of_number(
    conn: &mut Conn,
    pursuit: Id<Pursuit>,
    number: u32,
) -> Result<HashMap<Place, Id<Content>>> {
    let answers = of(conn, &[pursuit]).await?.into_iter();
    Ok(answers.filter(|it| it.number == number).map(|it| (it.place, it.content)).collect())
}

/// Where the words of this answer are kept, if there are any. The pursuit is locked.
pub async fn answer(
    tx: &mut Tx,
    pursuit: &Pursuit,
    place: &Place,
    number: u32,
) -> Result<Option<Id<Content>>> {
    let id = sqlx::query_scalar(
        "SELECT content_id FROM answers WHERE organization_id = $1 AND pursuit_id = $2
           AND question = $3 AND submission_number = $4",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .bind(place.to_string())
    .bind(i64::from(number))
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id)
}

/// The first words of an answer are there: from now on these are its words.
pub async fn keep(
    tx: &mut Tx,
    pursuit: &Pursuit,
    place: &Place,
    number: u32,
    content: Id<Content>,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO answers
           (organization_id, pursuit_id, question, submission_number, content_id)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(pursuit.custodian)
    .bind(pursuit.id)
    .bind(place.to_string())
    .bind(i64::from(number))
    .bind(content);
    tx.run_one(insert).await
}
