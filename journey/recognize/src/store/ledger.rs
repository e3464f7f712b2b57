//! Statements on `ledger_entries` and `ledger_heads`.

use foundation::{At, Conn, Id, Result, Tx, Word};
use people::{Organization, Person};

use crate::{
    Claim,
    ledger::{Entry, Posted},
    policy::{Each, Unit},
};

/// Every chain so far is in its first epoch.
const EPOCH: i64 = 1;

/// Whoever decides something in this district next waits for this change.
pub async fn lock(tx: &mut Tx, district: Id<Organization>) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO ledger_heads (organization_id, epoch, locked_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    );
    let now = At(tx.now());
    tx.run(insert.bind(district).bind(EPOCH).bind(now)).await?;
    let update = sqlx::query(
        "UPDATE ledger_heads SET locked_at = $1 WHERE organization_id = $2 AND epoch = $3",
    );
    tx.run_one(update.bind(now).bind(district).bind(EPOCH)).await
}

/// Sequence and hash of the last entry; the chain must be locked.
pub async fn last(tx: &mut Tx, district: Id<Organization>) -> Result<Option<(i64, String)>> {
    let last = sqlx::query_as(
        "SELECT sequence, hash FROM ledger_entries
         WHERE organization_id = $1 AND epoch = $2 ORDER BY sequence DESC LIMIT 1",
    );
    Ok(last.bind(district).bind(EPOCH).fetch_optional(&mut **tx).await?)
}

/// The entry that comes after the last one.
pub fn next(last: Option<(i64, String)>) -> (i64, i64, Option<String>) {
    match last {
        None => (EPOCH, 1, None),
        Some((sequence, hash)) => (EPOCH, sequence + 1, Some(hash)),
    }
}

pub async fn post(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO ledger_entries (organization_id, epoch, sequence, previous_sequence,
           previous_hash, hash, unit, from_account, to_account, amount, claim_id, claim_answer,
           effect_key, effective_on, school_year, acted_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(entry.organization)
    .bind(entry.epoch)
    .bind(entry.sequence)
    .bind(entry.previous_hash.as_ref().map(|_| entry.sequence - 1))
    .bind(&entry.previous_hash)
    .bind(entry.hash())
    .bind(Word(entry.unit))
    .bind(&entry.from_account)
    .bind(&entry.to_account)
    .bind(entry.amount)
    .bind(entry.claim)
    .bind(entry.claim.map(|_| "accepted"))
    .bind(&entry.effect_key)
    .bind(&entry.effective_on)
    .bind(&entry.school_year)
    .bind(entry.acted_by)
    .bind(At(entry.recorded_at));
    tx.run_one(insert).await
}

const ENTRIES: &str =
    "SELECT l.organization_id, l.epoch, l.sequence, l.previous_hash, l.hash, l.unit,
    l.from_account, l.to_account, l.amount, l.claim_id, l.effect_key, l.effective_on, l.school_year,
    l.acted_by, l.recorded_at, c.person_id, r.each_year
  FROM ledger_entries l
  LEFT JOIN claims c ON c.organization_id = l.organization_id AND c.id = l.claim_id
  LEFT JOIN recognition_rules r ON r.organization_id = c.organization_id AND r.id = c.rule_id";

/// The next part of a district's chain, from its first entry on.
pub async fn after(
    conn: &mut Conn,
    district: Id<Organization>,
    sequence: i64,
    most: i64,
) -> Result<Vec<Posted>> {
    let only = "l.sequence > $3 ORDER BY l.sequence LIMIT $4";
    part(conn, district, only, (sequence, most)).await
}

/// The part of a district's chain before this entry, the newest first.
pub async fn before(
    conn: &mut Conn,
    district: Id<Organization>,
    sequence: i64,
    most: i64,
) -> Result<Vec<Posted>> {
    let only = "l.sequence < $3 ORDER BY l.sequence DESC LIMIT $4";
    part(conn, district, only, (sequence, most)).await
}

async fn part(
    conn: &mut Conn,
    district: Id<Organization>,
    only: &str,
    (sequence, most): (i64, i64),
) -> Result<Vec<Posted>> {
    let select = format!("{ENTRIES} WHERE l.organization_id = $1 AND l.epoch = $2 AND {only}");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(select))
        .bind(district)
        .bind(EPOCH)
        .bind(sequence)
        .bind(most)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Row::posted).collect())
}

/// What was posted for these accounts, the newest first.
pub async fn of_people(conn: &mut Conn, people: &[Id<Person>]) -> Result<Vec<Posted>> {
    let select = format!(
        "{ENTRIES} WHERE c.person_id IN (SELECT value FROM json_each($1))
         ORDER BY l.recorded_at DESC, l.sequence DESC"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(select)).bind(Id::list(people)).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Row::posted).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    epoch: i64,
    sequence: i64,
    previous_hash: Option<String>,
    hash: String,
    unit: Word<Unit>,
    from_account: String,
    to_account: String,
    amount: i64,
    claim_id: Option<Id<Claim>>,
    effect_key: String,
    effective_on: String,
    school_year: String,
    acted_by: Id<Person>,
    recorded_at: At,
    person_id: Option<Id<Person>>,
    each_year: Option<Word<Each>>,
}

impl Row {
    fn posted(self) -> Posted {
        let entry = Entry {
            organization: self.organization_id,
            epoch: self.epoch,
            sequence: self.sequence,
            previous_hash: self.previous_hash,
            unit: self.unit.0,
            from_account: self.from_account,
            to_account: self.to_account,
            amount: self.amount,
            effect_key: self.effect_key,
            effective_on: self.effective_on,
            school_year: self.school_year,
            acted_by: self.acted_by,
            recorded_at: self.recorded_at.0,
            claim: self.claim_id,
        };
        let each = self.each_year.map_or(Each::Once, |it| it.0);
        Posted { entry, hash: self.hash, each, person: self.person_id }
    }
}
