//! Statements on `claims` and `claim_answers`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use people::{Organization, Person};
use vault::Content;

use crate::{
    Award, Claim, Preapproval,
    claim::{Answer, Answered},
    policy::{Each, Policy, Rule, Unit},
};

/// Once for an award and a unit.
pub async fn keep(tx: &mut Tx, claim: &Claim) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO claims (organization_id, id, issuer_id, award_id, person_id, policy_id, rule_id,
           unit, amount, preapproval_id, preapproval_answer, effective_on, school_year, claimed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT DO NOTHING",
    )
    .bind(claim.district)
    .bind(claim.id)
    .bind(claim.issuer)
    .bind(claim.award)
    .bind(claim.person)
    .bind(claim.policy)
    .bind(claim.rule)
    .bind(Word(claim.unit))
    .bind(claim.amount)
    .bind(claim.preapproval)
    .bind(claim.preapproval.map(|_| "yes"))
    .bind(&claim.effective_on)
    .bind(&claim.school_year)
    .bind(At(claim.claimed_at));
    tx.run(insert).await?;
    Ok(())
}

/// True if nobody answered before.
pub async fn answer(tx: &mut Tx, claim: &Claim, answered: &Answered) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO claim_answers (organization_id, claim_id, answer, reason_id, answered_by,
           answered_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(claim.district)
    .bind(claim.id)
    .bind(Word(answered.answer))
    .bind(answered.reason)
    .bind(answered.by)
    .bind(At(answered.at));
    Ok(tx.run(insert).await? == 1)
}

const CLAIMS: &str = "SELECT c.organization_id, c.id, c.issuer_id, c.award_id, c.person_id,
    c.policy_id, c.rule_id, r.class, c.unit, c.amount, r.each_year, r.account, c.preapproval_id,
    c.effective_on, c.school_year, c.claimed_at,
    a.answer, a.reason_id, a.answered_by, a.answered_at
  FROM claims c
  JOIN recognition_rules r ON r.organization_id = c.organization_id AND r.id = c.rule_id
  LEFT JOIN claim_answers a ON a.organization_id = c.organization_id AND a.claim_id = c.id";

/// Which claims an office looks at.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    /// Whose records they are.
    pub districts: &'a [Id<Organization>],
    /// None for those that wait.
    pub answer: Option<Answer>,
    /// The last one on the page before.
    pub after: Option<Id<Claim>>,
    pub most: i64,
}

/// The oldest first. (Ids sort by when they were made.)
pub async fn of_districts(conn: &mut Conn, which: Which<'_>) -> Result<Vec<Claim>> {
    let select = format!(
        "{CLAIMS} WHERE c.organization_id IN (SELECT value FROM json_each($1))
           AND COALESCE(a.answer, 'waiting') = $2 AND c.id > $3
         ORDER BY c.id LIMIT $4"
    );
    let answer = match which.answer {
        None => "waiting",
        Some(Answer::Accepted) => "accepted",
        Some(Answer::Refused) => "refused",
    };
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(Id::list(which.districts))
        .bind(answer)
        .bind(which.after.map(|it| it.to_string()).unwrap_or_default())
        .bind(which.most)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Row::claim).collect())
}

/// How many wait.
pub async fn waiting(conn: &mut Conn, districts: &[Id<Organization>]) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM claims c WHERE c.organization_id IN (SELECT value FROM json_each($1))
           AND NOT EXISTS (SELECT 1 FROM claim_answers a
             WHERE a.organization_id = c.organization_id AND a.claim_id = c.id)",
    );
    Ok(count.bind(Id::list(districts)).fetch_one(conn).await?)
}

/// Those of these that one of these districts keeps, the oldest first.
pub async fn these(
    conn: &mut Conn,
    districts: &[Id<Organization>],
    ids: &[Id<Claim>],
) -> Result<Vec<Claim>> {
    let select = format!(
        "{CLAIMS} WHERE c.organization_id IN (SELECT value FROM json_each($1))
           AND c.id IN (SELECT value FROM json_each($2)) ORDER BY c.id"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(Id::list(districts))
        .bind(Id::list(ids))
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Row::claim).collect())
}

/// What these accounts earned, the newest first.
pub async fn of_people(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Claim>> {
    let select = format!(
        "{CLAIMS} WHERE c.person_id IN (SELECT value FROM json_each($1)) ORDER BY c.id DESC"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(Id::list(people)).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Row::claim).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Claim>,
    issuer_id: Id<Organization>,
    award_id: Id<Award>,
    person_id: Id<Person>,
    policy_id: Id<Policy>,
    rule_id: Id<Rule>,
    class: String,
    unit: Word<Unit>,
    amount: i64,
    each_year: Word<Each>,
    account: String,
    preapproval_id: Option<Id<Preapproval>>,
    effective_on: String,
    school_year: String,
    claimed_at: At,
    answer: Option<Word<Answer>>,
    reason_id: Option<Id<Content>>,
    answered_by: Option<Id<Person>>,
    answered_at: Option<At>,
}

impl Row {
    fn claim(self) -> Claim {
        let answered = match (self.answer, self.answered_by, self.answered_at) {
            (Some(Word(answer)), Some(by), Some(At(at))) => {
                Some(Answered { answer, reason: self.reason_id, by, at })
            }
            _ => None,
        };
        Claim {
            id: self.id,
            district: self.organization_id,
            issuer: self.issuer_id,
            award: self.award_id,
            person: self.person_id,
            policy: self.policy_id,
            rule: self.rule_id,
            class: self.class,
            unit: self.unit.0,
            amount: self.amount,
            each: self.each_year.0,
            account: self.account,
            preapproval: self.preapproval_id,
            effective_on: self.effective_on,
            school_year: self.school_year,
            claimed_at: self.claimed_at.0,
            answered,
        }
    }
}
