//! Statements on `credentials_elsewhere`.

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::Person;

use crate::api::elsewhere::{Elsewhere, Form};

/// True if it is new; else it took the place of what this issuer signed under this id before.
pub async fn keep(tx: &mut Tx, of: Id<Person>, it: &Elsewhere) -> Result<bool> {
    let update = sqlx::query(
        "UPDATE credentials_elsewhere
         SET form = $1, body = $2, title = $3, issuer_name = $4, report = $5, issued_at = $6, kept_at = $7
         WHERE person_id = $8 AND issuer = $9 AND credential = $10",
    )
    .bind(it.form.word())
    .bind(&it.body)
    .bind(&it.title)
    .bind(&it.issuer_name)
    .bind(&it.report)
    .bind(At(it.issued_at))
    .bind(At(tx.now()))
    .bind(of)
    .bind(&it.issuer)
    .bind(&it.credential);
    if tx.run(update).await? == 1 {
        return Ok(false);
    }
    let insert = sqlx::query(
        "INSERT INTO credentials_elsewhere (id, person_id, issuer, credential, form, body, title,
           issuer_name, report, issued_at, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(Id::<Elsewhere>::random())
    .bind(of)
    .bind(&it.issuer)
    .bind(&it.credential)
    .bind(it.form.word())
    .bind(&it.body)
    .bind(&it.title)
    .bind(&it.issuer_name)
    .bind(&it.report)
    .bind(At(it.issued_at))
    .bind(At(tx.now()));
    tx.run_one(insert).await?;
    Ok(true)
}

/// How many were issued after this.
pub async fn count(conn: &mut Conn, of: Id<Person>, since: Option<Timestamp>) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM credentials_elsewhere WHERE person_id = $1 AND issued_at > $2",
    );
    Ok(count.bind(of).bind(after(since)).fetch_one(conn).await?)
}

/// As they were signed, in the order in which they were issued.
pub async fn bodies(
    conn: &mut Conn,
    of: Id<Person>,
    since: Option<Timestamp>,
    offset: i64,
    limit: i64,
) -> Result<Vec<(Form, String)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT form, body FROM credentials_elsewhere WHERE person_id = $1 AND issued_at > $2
         ORDER BY issued_at, id LIMIT $3 OFFSET $4",
    )
    .bind(of)
    .bind(after(since))
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(form, body)| (Form::of(&form), body)).collect())
}

/// One, as its owner sees it in a list.
#[derive(sqlx::FromRow)]
pub struct Line {
    pub id: Id<Elsewhere>,
    pub title: String,
    pub issuer_name: String,
    pub report: String,
    pub issued_at: At,
}

pub async fn of(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Line>> {
    let rows = sqlx::query_as(
        "SELECT id, title, issuer_name, report, issued_at FROM credentials_elsewhere
         WHERE person_id = $1 ORDER BY issued_at DESC, id LIMIT 500",
    );
    Ok(rows.bind(person).fetch_all(conn).await?)
}

/// False if there is none of this name, or it is another's.
pub async fn remove(tx: &mut Tx, of: Id<Person>, id: Id<Elsewhere>) -> Result<bool> {
    let delete = sqlx::query("DELETE FROM credentials_elsewhere WHERE person_id = $1 AND id = $2");
    Ok(tx.run(delete.bind(of).bind(id)).await? == 1)
}

fn after(since: Option<Timestamp>) -> At {
    At(since.unwrap_or(Timestamp::MIN))
}
