//! Statements on `credentials` and `status_lists`.

use foundation::{At, Conn, Error, Id, Result, Tx};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Organization, Person};

use crate::{Award, Credential, award::Subject, status_list::ENTRIES, status_list::StatusList};

/// With a place in the issuer's list that tells nothing of when or to whom.
pub async fn make_credential(tx: &mut Tx, award: &Award) -> Result<Id<Credential>> {
    let list = list_with_room(tx, award.issuer).await?;
    let id = Id::random();
    loop {
        let index = rand::random_range(0..ENTRIES) as i64;
        let insert = sqlx::query(
            "INSERT INTO credentials (organization_id, id, award_id, subject_id, salt,
               status_list_id, status_index, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (organization_id, status_list_id, status_index) DO NOTHING",
        )
        .bind(award.issuer)
        .bind(id)
        .bind(award.id)
        .bind(Id::<Subject>::random())
        .bind(hex::encode(rand::random::<[u8; 16]>()))
        .bind(list)
        .bind(index)
        .bind(At(tx.now()));
        if tx.run(insert).await? == 1 {
            people::take_handle(tx, ("credential", &id.to_string()), award.issuer, id).await?;
            return Ok(id);
        }
    }
}

/// A list is taken until it is half full, so that a free place is soon found.
async fn list_with_room(tx: &mut Tx, issuer: Id<Organization>) -> Result<Id<StatusList>> {
    let list: Option<Id<StatusList>> = sqlx::query_scalar(
        "SELECT l.id FROM status_lists l
         WHERE l.organization_id = $1 AND l.purpose = 'revocation' AND $2 > (
           SELECT COUNT(*) FROM credentials c
           WHERE c.organization_id = l.organization_id AND c.status_list_id = l.id)
         ORDER BY l.made_at DESC, l.id LIMIT 1",
    )
    .bind(issuer)
    .bind((ENTRIES / 2) as i64)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(list) = list {
        return Ok(list);
    }
    let list = Id::random();
    let insert = sqlx::query(
        "INSERT INTO status_lists (organization_id, id, purpose, entries, made_at)
         VALUES ($1, $2, 'revocation', $3, $4)",
    );
    tx.run_one(insert.bind(issuer).bind(list).bind(ENTRIES as i64).bind(At(tx.now()))).await?;
    Ok(list)
}

/// An award with its moment.
pub struct Given {
    pub pursuit: Id<Pursuit>,
    pub person: Id<Person>,
    pub custodian: Id<Organization>,
    pub approved_by: Option<Id<Person>>,
    pub awarded_at: Timestamp,
}

/// A credential of this public id, and the award that it records.
pub async fn credential(conn: &mut Conn, id: Id<Credential>) -> Result<(Credential, Given)> {
    let one = credentials(conn, &[id]).await?.pop().ok_or(Error::Absent)?;
    Ok((one.credential, one.given))
}

/// A credential as far as it is made.
pub struct Made {
    pub credential: Credential,
    pub given: Given,
    /// How many editions were signed: they follow one another.
    pub editions: i64,
    pub is_revoked: bool,
}

/// The same, of many.
pub async fn credentials(conn: &mut Conn, ids: &[Id<Credential>]) -> Result<Vec<Made>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.organization_id, c.id, c.award_id, c.subject_id, c.salt, c.status_list_id,
           c.status_index, a.pursuit_id, a.person_id, a.custodian_id, a.approved_by, a.awarded_at,
           (SELECT COUNT(*) FROM credential_editions e
            WHERE e.organization_id = c.organization_id AND e.credential_id = c.id) AS editions,
           (SELECT COUNT(*) FROM revocations r
            WHERE r.organization_id = c.organization_id AND r.credential_id = c.id) AS revocations
         FROM credentials c
         JOIN awards a ON a.organization_id = c.organization_id AND a.id = c.award_id
         WHERE c.id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::made).collect())
}

pub async fn of_subject(conn: &mut Conn, subject: Id<Subject>) -> Result<Id<Credential>> {
    let id = sqlx::query_scalar("SELECT id FROM credentials WHERE subject_id = $1")
        .bind(subject)
        .fetch_optional(conn)
        .await?;
    id.ok_or(Error::Absent)
}

/// The awards whose credentials were signed last.
pub async fn newest(conn: &mut Conn, most: i64) -> Result<Vec<Id<Award>>> {
    let newest = sqlx::query_scalar(
        "SELECT c.award_id FROM credential_editions e
         JOIN credentials c ON c.organization_id = e.organization_id AND c.id = e.credential_id
         WHERE e.edition = 1 ORDER BY e.signed_at DESC LIMIT $1",
    );
    Ok(newest.bind(most).fetch_all(conn).await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    organization_id: Id<Organization>,
    id: Id<Credential>,
    award_id: Id<Award>,
    subject_id: Id<Subject>,
    salt: String,
    status_list_id: Id<StatusList>,
    status_index: i64,
    pursuit_id: Id<Pursuit>,
    person_id: Id<Person>,
    custodian_id: Id<Organization>,
    approved_by: Option<Id<Person>>,
    awarded_at: At,
    editions: i64,
    revocations: i64,
}

impl Row {
    fn made(self) -> Made {
        let credential = Credential {
            id: self.id,
            issuer: self.organization_id,
            award: self.award_id,
            subject: self.subject_id,
            salt: self.salt,
            status_list: self.status_list_id,
            status_index: self.status_index as usize,
        };
        let given = Given {
            pursuit: self.pursuit_id,
            person: self.person_id,
            custodian: self.custodian_id,
            approved_by: self.approved_by,
            awarded_at: self.awarded_at.0,
        };
        Made { credential, given, editions: self.editions, is_revoked: self.revocations > 0 }
    }
}
