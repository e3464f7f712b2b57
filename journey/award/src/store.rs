//! Every statement on `awards`, `credentials`, `credential_editions`, `revocations`, `status_lists`
//! and `shown_evidence`.

use std::collections::HashMap;

use foundation::{At, Conn, Error, Id, Result, Tx};
use jiff::Timestamp;
use learn::Pursuit;
use people::{Key, Organization, Person};
use review::Panel;
use sha2::{Digest, Sha256};
use vault::Content;

use crate::{
    Award, Credential,
    award::Subject,
    status_list::{ENTRIES, StatusList},
};

/// False when it was awarded already.
pub async fn keep_award(tx: &mut Tx, award: &Award) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO awards (organization_id, id, custodian_id, pursuit_id, person_id, panel_id,
           outcome, approved_by, awarded_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'demonstrated', $7, $8)
         ON CONFLICT (custodian_id, pursuit_id, person_id) DO NOTHING",
    )
    .bind(award.issuer)
    .bind(award.id)
    .bind(award.custodian)
    .bind(award.pursuit)
    .bind(award.person)
    .bind(award.panel)
    .bind(award.approved_by)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

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
    let row: Option<Row> = sqlx::query_as(
        "SELECT c.organization_id, c.id, c.award_id, c.subject_id, c.salt, c.status_list_id,
           c.status_index, a.pursuit_id, a.person_id, a.custodian_id, a.approved_by, a.awarded_at
         FROM credentials c
         JOIN awards a ON a.organization_id = c.organization_id AND a.id = c.award_id
         WHERE c.id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    row.map(Row::apart).ok_or(Error::Absent)
}

pub async fn of_subject(conn: &mut Conn, subject: Id<Subject>) -> Result<Id<Credential>> {
    let id = sqlx::query_scalar("SELECT id FROM credentials WHERE subject_id = $1")
        .bind(subject)
        .fetch_optional(conn)
        .await?;
    id.ok_or(Error::Absent)
}

/// Its newest edition: number, signed text, when. None until it is signed.
pub async fn current(
    conn: &mut Conn,
    id: Id<Credential>,
) -> Result<Option<(i64, String, Timestamp)>> {
    let row: Option<(i64, String, At)> = sqlx::query_as(
        "SELECT edition, document, signed_at FROM credential_editions
         WHERE credential_id = $1 ORDER BY edition DESC LIMIT 1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(edition, text, At(at))| (edition, text, at)))
}

pub async fn edition_exists(
    conn: &mut Conn,
    credential: &Credential,
    edition: i64,
) -> Result<bool> {
    let row: Option<i64> = sqlx::query_scalar(
        "SELECT edition FROM credential_editions
         WHERE organization_id = $1 AND credential_id = $2 AND edition = $3",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// Kept once, whoever signed it twice.
pub async fn keep_edition(
    tx: &mut Tx,
    credential: &Credential,
    edition: i64,
    text: &str,
    key: Id<Key>,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO credential_editions (organization_id, credential_id, edition, document, digest,
           key_id, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (organization_id, credential_id, edition) DO NOTHING",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(edition)
    .bind(text)
    .bind(hex::encode(Sha256::digest(text)))
    .bind(key)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}

/// When the list was made, and what of it was revoked when.
pub async fn revoked(
    conn: &mut Conn,
    issuer: Id<Organization>,
    list: Id<StatusList>,
) -> Result<(Timestamp, Vec<(usize, Timestamp)>)> {
    let made: Option<At> = sqlx::query_scalar(
        "SELECT made_at FROM status_lists WHERE organization_id = $1 AND id = $2",
    )
    .bind(issuer)
    .bind(list)
    .fetch_optional(&mut *conn)
    .await?;
    let At(made_at) = made.ok_or(Error::Absent)?;
    let rows: Vec<(i64, At)> = sqlx::query_as(
        "SELECT c.status_index, r.revoked_at FROM revocations r
         JOIN credentials c ON c.organization_id = r.organization_id AND c.id = r.credential_id
         WHERE c.organization_id = $1 AND c.status_list_id = $2",
    )
    .bind(issuer)
    .bind(list)
    .fetch_all(conn)
    .await?;
    Ok((made_at, rows.into_iter().map(|(index, At(at))| (index as usize, at)).collect()))
}

pub async fn revoked_at(
    conn: &mut Conn,
    id: Id<Credential>,
) -> Result<Option<(Timestamp, Id<Content>)>> {
    let row: Option<(At, Id<Content>)> =
        sqlx::query_as("SELECT revoked_at, reason_id FROM revocations WHERE credential_id = $1")
            .bind(id)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(At(at), reason)| (at, reason)))
}

/// False when it was revoked already.
pub async fn revoke(
    tx: &mut Tx,
    credential: &Credential,
    reason: Id<Content>,
    by: Id<Person>,
) -> Result<bool> {
    let insert = sqlx::query(
        "INSERT INTO revocations (organization_id, credential_id, reason_id, revoked_by, revoked_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, credential_id) DO NOTHING",
    )
    .bind(credential.issuer)
    .bind(credential.id)
    .bind(reason)
    .bind(by)
    .bind(At(tx.now()));
    Ok(tx.run(insert).await? == 1)
}

/// A piece that its holder shows now.
pub struct Choice {
    pub content: Id<Content>,
    pub title: String,
}

pub async fn shown(conn: &mut Conn, id: Id<Credential>) -> Result<Vec<Choice>> {
    let rows: Vec<(Id<Content>, String)> = sqlx::query_as(
        "SELECT content_id, title FROM shown_evidence
         WHERE credential_id = $1 AND ended_at IS NULL ORDER BY title, content_id LIMIT 100",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(content, title)| Choice { content, title }).collect())
}

/// Shows these from now on, and no others.
pub async fn show(
    tx: &mut Tx,
    credential: &Credential,
    custodian: Id<Organization>,
    chosen: &[Choice],
) -> Result<()> {
    let ids: Vec<_> = chosen.iter().map(|it| it.content).collect();
    let end = sqlx::query(
        "UPDATE shown_evidence SET ended_at = $1
         WHERE credential_id = $2 AND ended_at IS NULL
           AND content_id NOT IN (SELECT value FROM json_each($3))",
    );
    tx.run(end.bind(At(tx.now())).bind(credential.id).bind(Id::list(&ids))).await?;
    for choice in chosen {
        let insert = sqlx::query(
            "INSERT INTO shown_evidence (organization_id, id, credential_id, custodian_id, content_id,
               title, chosen_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(credential.issuer)
        .bind(Id::<Choice>::random())
        .bind(credential.id)
        .bind(custodian)
        .bind(choice.content)
        .bind(&choice.title)
        .bind(At(tx.now()));
        tx.run(insert).await?;
    }
    Ok(())
}

/// The pursuits that this person was awarded for, revoked ones aside.
pub async fn held(conn: &mut Conn, person: Id<Person>) -> Result<Vec<Id<Pursuit>>> {
    let pursuits = sqlx::query_scalar(
        "SELECT a.pursuit_id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.person_id = $1 AND NOT EXISTS (SELECT 1 FROM revocations r
           WHERE r.organization_id = c.organization_id AND r.credential_id = c.id)
         ORDER BY a.awarded_at DESC LIMIT 1000",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    Ok(pursuits)
}

/// An approver is asked, once for each decision.
pub async fn ask(tx: &mut Tx, pursuit: &Pursuit, panel: Id<Panel>) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO award_requests (organization_id, pursuit_id, panel_id, asked_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(pursuit.issuer)
    .bind(pursuit.id)
    .bind(panel)
    .bind(At(tx.now()));
    tx.run(insert).await?;
    Ok(())
}

/// It has been answered.
pub async fn answered(tx: &mut Tx, pursuit: &Pursuit) -> Result<()> {
    let delete =
        sqlx::query("DELETE FROM award_requests WHERE organization_id = $1 AND pursuit_id = $2");
    tx.run(delete.bind(pursuit.issuer).bind(pursuit.id)).await?;
    Ok(())
}

/// The decision that one of these issuers is asked to award on.
pub async fn asked(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
    pursuit: Id<Pursuit>,
) -> Result<Option<Id<Panel>>> {
    let panel = sqlx::query_scalar(
        "SELECT panel_id FROM award_requests
         WHERE pursuit_id = $1 AND organization_id IN (SELECT value FROM json_each($2))
         ORDER BY asked_at DESC LIMIT 1",
    )
    .bind(pursuit)
    .bind(Id::list(issuers))
    .fetch_optional(conn)
    .await?;
    Ok(panel)
}

/// What waits for these issuers' approvers, the longest first.
pub async fn waiting(
    conn: &mut Conn,
    issuers: &[Id<Organization>],
) -> Result<Vec<(Id<Pursuit>, Timestamp)>> {
    let rows: Vec<(Id<Pursuit>, At)> = sqlx::query_as(
        "SELECT r.pursuit_id, r.asked_at FROM award_requests r
         WHERE r.organization_id IN (SELECT value FROM json_each($1))
         ORDER BY r.asked_at LIMIT 200",
    )
    .bind(Id::list(issuers))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(pursuit, At(at))| (pursuit, at)).collect())
}

/// The credentials of these pursuits, for whoever holds them.
pub async fn of_pursuits(
    conn: &mut Conn,
    ids: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Id<Credential>>> {
    let rows: Vec<(Id<Pursuit>, Id<Credential>)> = sqlx::query_as(
        "SELECT a.pursuit_id, c.id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.pursuit_id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The credential and pursuit of each of these awards.
pub async fn of_awards(
    conn: &mut Conn,
    ids: &[Id<Award>],
) -> Result<Vec<(Id<Award>, Id<Credential>, Id<Pursuit>)>> {
    let rows = sqlx::query_as(
        "SELECT a.id, c.id, a.pursuit_id FROM awards a
         JOIN credentials c ON c.organization_id = a.organization_id AND c.award_id = a.id
         WHERE a.id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows)
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
}

impl Row {
    fn apart(self) -> (Credential, Given) {
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
        (credential, given)
    }
}
