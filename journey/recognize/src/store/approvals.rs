//! Statements on `preapprovals` and `preapproval_answers`.

use design::Microcredential;
use foundation::{At, Conn, Id, Result, Tx, Word};
use people::{Organization, Person};
use vault::Content;

use crate::{
    Preapproval,
    approval::{Answer, Answered},
    policy::Policy,
};

pub async fn keep(tx: &mut Tx, asked: &Preapproval) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO preapprovals (organization_id, id, person_id, issuer_id, microcredential_id,
           policy_id, approver_id, why_id, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(asked.district)
    .bind(asked.id)
    .bind(asked.person)
    .bind(asked.issuer)
    .bind(asked.microcredential)
    .bind(asked.policy)
    .bind(asked.approver)
    .bind(asked.why)
    .bind(At(asked.asked_at));
    tx.run_one(insert).await
}

/// True if nobody answered before.
pub async fn answer(tx: &mut Tx, asked: &Preapproval, answered: &Answered) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO preapproval_answers (organization_id, preapproval_id, answer, reason_id,
           answered_by, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(asked.district)
    .bind(asked.id)
    .bind(Word(answered.answer))
    .bind(answered.reason)
    .bind(answered.by)
    .bind(At(answered.at));
    Ok(tx.run(insert).await? == 1)
}

const APPROVALS: &str = "SELECT p.organization_id, p.id, p.person_id, p.issuer_id,
    p.microcredential_id, p.policy_id, p.approver_id, p.why_id, p.asked_at,
    a.answer, a.reason_id, a.answered_by, a.answered_at,
    (SELECT COUNT(*) FROM claims c
     WHERE c.organization_id = p.organization_id AND c.preapproval_id = p.id) AS claims
  FROM preapprovals p
  LEFT JOIN preapproval_answers a
    ON a.organization_id = p.organization_id AND a.preapproval_id = p.id";

/// What these accounts asked for, the newest first.
pub async fn of(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Preapproval>> {
    let select = format!(
        "{APPROVALS} WHERE p.person_id IN (SELECT value FROM json_each($1))
         ORDER BY p.asked_at DESC, p.id DESC"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(Id::list(people)).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Row::approval).collect())
}

/// What somebody is asked for: what waits first, in the order of asking, then what they answered.
pub async fn asked_of(
    conn: &mut Conn,
    approver: Id<Person>,
    most: i64,
) -> Result<Vec<Preapproval>> {
    let select = format!(
        "{APPROVALS} WHERE p.approver_id = $1
         ORDER BY CASE WHEN a.answer IS NULL THEN 0 ELSE 1 END, a.answered_at DESC, p.asked_at, p.id
         LIMIT $2"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(approver)
        .bind(most)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Row::approval).collect())
}

/// One, if it is this person who is asked.
pub async fn one_asked_of(
    conn: &mut Conn,
    approver: Id<Person>,
    id: Id<Preapproval>,
) -> Result<Option<Preapproval>> {
    let select = format!("{APPROVALS} WHERE p.id = $1 AND p.approver_id = $2");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(id)
        .bind(approver)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(Row::approval))
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Preapproval>,
    person_id: Id<Person>,
    issuer_id: Id<Organization>,
    microcredential_id: Id<Microcredential>,
    policy_id: Id<Policy>,
    approver_id: Id<Person>,
    why_id: Option<Id<Content>>,
    asked_at: At,
    answer: Option<Word<Answer>>,
    reason_id: Option<Id<Content>>,
    answered_by: Option<Id<Person>>,
    answered_at: Option<At>,
    claims: i64,
}

impl Row {
    fn approval(self) -> Preapproval {
        let answered = match (self.answer, self.answered_by, self.answered_at) {
            (Some(Word(answer)), Some(by), Some(At(at))) => {
                Some(Answered { answer, reason: self.reason_id, by, at })
            }
            _ => None,
        };
        Preapproval {
            id: self.id,
            district: self.organization_id,
            person: self.person_id,
            issuer: self.issuer_id,
            microcredential: self.microcredential_id,
            policy: self.policy_id,
            approver: self.approver_id,
            why: self.why_id,
            asked_at: self.asked_at.0,
            answered,
            served: self.claims > 0,
        }
    }
}
