//! Statements on `recognition_policies`, `recognition_rules` and `classifications`.

use std::collections::HashMap;

use design::{
    Microcredential,
    document::{self, Key},
};
use foundation::{At, Conn, Id, Result, Tx, Word};
use jiff::Timestamp;
use people::{Organization, Person};

use crate::policy::{Approval, Each, Policy, Rule, Start, Unit};

/// Number and digest of its newest version.
pub async fn newest(
    conn: &mut Conn,
    district: Id<Organization>,
    slug: &str,
) -> Result<Option<(i64, String)>> {
    let newest = sqlx::query_as(
        "SELECT number, digest FROM recognition_policies
         WHERE organization_id = $1 AND slug = $2 ORDER BY number DESC LIMIT 1",
    );
    Ok(newest.bind(district).bind(slug).fetch_optional(conn).await?)
}

pub async fn keep(
    tx: &mut Tx,
    district: Id<Organization>,
    policy: &Policy,
    (number, text, digest): (i64, &str, &str),
    classified: &[(Id<Organization>, Id<Microcredential>, Key)],
    by: Option<Id<Person>>,
) -> Result<()> {
    let id = Id::<Policy>::fresh();
    let insert = sqlx::query(
        "INSERT INTO recognition_policies (organization_id, id, slug, number, document, digest, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(district)
    .bind(id)
    .bind(policy.slug.as_str())
    .bind(number)
    .bind(text)
    .bind(digest)
    .bind(by)
    .bind(At(tx.now()));
    tx.run_one(insert).await?;
    for class in &policy.classes {
        for rule in &class.rules {
            let insert = sqlx::query(
                "INSERT INTO recognition_rules (organization_id, id, policy_id, class, unit, amount,
                   each_year, approval, account)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(district)
            .bind(Id::<Rule>::fresh())
            .bind(id)
            .bind(class.key.as_str())
            .bind(Word(rule.unit))
            .bind(i64::from(rule.amount))
            .bind(Word(rule.each))
            .bind(Word(rule.approval))
            .bind(rule.account.as_str());
            tx.run_one(insert).await?;
        }
    }
    for (issuer, microcredential, class) in classified {
        let insert = sqlx::query(
            "INSERT INTO classifications (organization_id, policy_id, issuer_id, microcredential_id, class)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(district)
        .bind(id)
        .bind(*issuer)
        .bind(*microcredential)
        .bind(class.as_str());
        tx.run_one(insert).await?;
    }
    Ok(())
}

/// A rule as it is kept, with the version of the policy that it stands in.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Id<Rule>,
    pub policy: Id<Policy>,
    pub district: Id<Organization>,
    pub microcredential: Id<Microcredential>,
    pub class: String,
    pub number: i64,
    pub rule: Rule,
    pub document: Policy,
}

impl Kept {
    /// "Pay for what you can show, version 2"
    pub fn cited(&self) -> String {
        cited(&self.document, self.number)
    }

    /// Is a yes asked for, before she starts or before it counts?
    pub fn wants_approval(&self) -> bool {
        self.rule.approval == Approval::BeforeStart
            || self.document.start == Start::OnlyWhenApproved
    }
}

fn cited(document: &Policy, number: i64) -> String {
    format!("{}, version {number}", document.title)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Rule>,
    policy_id: Id<Policy>,
    organization_id: Id<Organization>,
    microcredential_id: Id<Microcredential>,
    class: String,
    number: i64,
    document: String,
    unit: Word<Unit>,
    amount: i64,
    each_year: Word<Each>,
    approval: Word<Approval>,
    account: String,
}

const RULES: &str =
    "SELECT r.id, p.id AS policy_id, p.organization_id, c.microcredential_id, c.class, p.number,
    p.document, r.unit, r.amount, r.each_year, r.approval, r.account
  FROM classifications c
  JOIN recognition_policies p ON p.organization_id = c.organization_id AND p.id = c.policy_id
  JOIN recognition_rules r ON r.organization_id = c.organization_id AND r.policy_id = c.policy_id
    AND r.class = c.class";

/// The rules in force for these microcredentials, of one district or of all, now or at a moment.
pub async fn in_force(
    conn: &mut Conn,
    district: Option<Id<Organization>>,
    ids: &[Id<Microcredential>],
    at: Option<Timestamp>,
) -> Result<Vec<Kept>> {
    let select = format!(
        "{RULES} WHERE c.microcredential_id IN (SELECT value FROM json_each($1))
           AND ($2 = '' OR c.organization_id = $2)
           AND p.number = (SELECT MAX(n.number) FROM recognition_policies n
             WHERE n.organization_id = p.organization_id AND n.slug = p.slug AND n.made_at <= $3)
         ORDER BY p.organization_id, p.slug, r.unit"
    );
    let district = district.map(|it| it.to_string()).unwrap_or_default();
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(Id::list(ids))
        .bind(district)
        .bind(At(at.unwrap_or(Timestamp::MAX)))
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::kept).collect()
}

/// The rules of these very versions.
pub async fn of_versions(conn: &mut Conn, policies: &[Id<Policy>]) -> Result<Vec<Kept>> {
    let select = format!(
        "{RULES} WHERE p.id IN (SELECT value FROM json_each($1)) ORDER BY p.organization_id, r.unit"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(Id::list(policies))
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::kept).collect()
}

/// A version of a policy, as it is cited and read.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: i64,
    pub document: Policy,
}

impl Version {
    /// "Pay for what you can show, version 2"
    pub fn cited(&self) -> String {
        cited(&self.document, self.number)
    }
}

pub async fn versions(conn: &mut Conn, ids: &[Id<Policy>]) -> Result<HashMap<Id<Policy>, Version>> {
    let rows: Vec<(Id<Policy>, String, i64)> = sqlx::query_as(
        "SELECT id, document, number FROM recognition_policies
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    let version = |(id, text, number): (_, String, i64)| {
        Ok((id, Version { number, document: document::reread(&text)? }))
    };
    rows.into_iter().map(version).collect()
}

impl Row {
    fn kept(self) -> Result<Kept> {
        let document: Policy = document::reread(&self.document)?;
        let account = self.account.parse().map_err(|_| anyhow::anyhow!("an account is a key"))?;
        Ok(Kept {
            id: self.id,
            policy: self.policy_id,
            district: self.organization_id,
            microcredential: self.microcredential_id,
            class: self.class,
            number: self.number,
            rule: Rule {
                unit: self.unit.0,
                amount: u32::try_from(self.amount).map_err(anyhow::Error::from)?,
                each: self.each_year.0,
                approval: self.approval.0,
                account,
            },
            document,
        })
    }
}
