//! Every statement on `contents`, `grants` and `looks`.

use std::collections::HashMap;

use foundation::{At, Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};

use crate::{Commitment, Content, Draft, File, Look, Seen};

/// The revision it has now; none when it is sealed, destroyed, another's, or not of `revision`.
pub async fn save(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    id: Id<Content>,
    words: &str,
    revision: i64,
) -> Result<Option<i64>> {
    let now = At(tx.now());
    let saved = sqlx::query_scalar(
        "INSERT INTO contents (organization_id, id, owner_id, kind, body, revision, saved_at)
         VALUES ($1, $2, $3, 'words', $4, 1, $5)
         ON CONFLICT (organization_id, id) DO UPDATE
           SET body = excluded.body, saved_at = excluded.saved_at, revision = contents.revision + 1
           WHERE contents.owner_id = excluded.owner_id AND contents.revision = $6
             AND contents.sealed_at IS NULL AND contents.destroyed_at IS NULL
         RETURNING revision",
    )
    .bind(custodian)
    .bind(id)
    .bind(owner)
    .bind(words)
    .bind(now)
    .bind(revision)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(saved)
}

pub async fn keep_file(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    id: Id<Content>,
    file: &File,
    salt: &str,
    commitment: &Commitment,
) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO contents (organization_id, id, owner_id, kind, object_key, media_type,
           file_name, length_bytes, salt, commitment, revision, saved_at, sealed_at)
         VALUES ($1, $2, $3, 'file', $4, $5, $6, $7, $8, $9, 1, $10, $10)",
    )
    .bind(custodian)
    .bind(id)
    .bind(owner)
    .bind(&file.object_key)
    .bind(&file.media_type)
    .bind(&file.file_name)
    .bind(file.length_bytes)
    .bind(salt)
    .bind(commitment.as_str())
    .bind(At(tx.now()));
    tx.run_one(insert).await
}

/// What its owner has written so far, or submitted.
pub async fn draft(conn: &mut Conn, owner: Id<Person>, id: Id<Content>) -> Result<Option<Draft>> {
    Ok(drafts(conn, owner, &[id]).await?.remove(&id))
}

/// The same, of many.
pub async fn drafts(
    conn: &mut Conn,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<HashMap<Id<Content>, Draft>> {
    let rows: Vec<(Id<Content>, String, i64, At, Option<At>)> = sqlx::query_as(
        "SELECT id, body, revision, saved_at, sealed_at FROM contents
         WHERE id IN (SELECT value FROM json_each($1)) AND owner_id = $2 AND body IS NOT NULL",
    )
    .bind(Id::list(ids))
    .bind(owner)
    .fetch_all(conn)
    .await?;
    let draft = |(id, words, revision, At(saved_at), sealed): (_, _, _, At, Option<At>)| {
        (id, Draft { words, revision, saved_at, sealed: sealed.is_some() })
    };
    Ok(rows.into_iter().map(draft).collect())
}

/// What stands for those of these that are sealed and their owner's.
pub async fn commitments(
    conn: &mut Conn,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<HashMap<Id<Content>, Commitment>> {
    let rows: Vec<(Id<Content>, String)> = sqlx::query_as(
        "SELECT id, commitment FROM contents
         WHERE id IN (SELECT value FROM json_each($1)) AND owner_id = $2
           AND sealed_at IS NOT NULL AND destroyed_at IS NULL",
    )
    .bind(Id::list(ids))
    .bind(owner)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id, commitment)| (id, Commitment(commitment))).collect())
}

/// The words as they stand, and no others can be saved until this transaction ends. Those that
/// hold nothing are left out.
pub async fn lock_drafts(
    tx: &mut Tx,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<Vec<(Id<Content>, String)>> {
    let words = sqlx::query_as(
        "UPDATE contents SET saved_at = saved_at
         WHERE id IN (SELECT value FROM json_each($1)) AND owner_id = $2
           AND sealed_at IS NULL AND destroyed_at IS NULL AND body <> ''
         RETURNING id, body",
    )
    .bind(Id::list(ids))
    .bind(owner)
    .fetch_all(&mut **tx)
    .await?;
    Ok(words)
}

pub async fn seal(tx: &mut Tx, id: Id<Content>, salt: &str, to: &Commitment) -> Result<()> {
    let update = sqlx::query(
        "UPDATE contents SET salt = $1, commitment = $2, sealed_at = $3
         WHERE id = $4 AND sealed_at IS NULL",
    );
    tx.run_one(update.bind(salt).bind(to.as_str()).bind(At(tx.now())).bind(id)).await
}

/// Lets someone look at what is sealed, until then.
pub async fn grant(
    tx: &mut Tx,
    to: Id<Person>,
    ids: &[Id<Content>],
    until: Timestamp,
) -> Result<()> {
    let upsert = sqlx::query(
        "INSERT INTO grants (organization_id, content_id, person_id, until)
         SELECT organization_id, id, $2, $3 FROM contents
         WHERE id IN (SELECT value FROM json_each($1))
         ON CONFLICT (organization_id, content_id, person_id) DO UPDATE SET until = excluded.until",
    );
    tx.run(upsert.bind(Id::list(ids)).bind(to).bind(At(until))).await?;
    Ok(())
}

/// From now on they may look no more.
pub async fn end_grants(tx: &mut Tx, to: Id<Person>, ids: &[Id<Content>]) -> Result<()> {
    let update = sqlx::query(
        "UPDATE grants SET until = $1
         WHERE person_id = $2 AND until > $1 AND content_id IN (SELECT value FROM json_each($3))",
    );
    tx.run(update.bind(At(tx.now())).bind(to).bind(Id::list(ids))).await?;
    Ok(())
}

/// Which of these are this person's own, or open to them now.
pub async fn open_to(
    conn: &mut Conn,
    person: Id<Person>,
    ids: &[Id<Content>],
    now: Timestamp,
) -> Result<Vec<Id<Content>>> {
    let open = sqlx::query_scalar(
        "SELECT c.id FROM contents c
         WHERE c.id IN (SELECT value FROM json_each($1))
           AND (c.owner_id = $2 OR (c.sealed_at IS NOT NULL AND EXISTS (
             SELECT 1 FROM grants g
             WHERE g.organization_id = c.organization_id AND g.content_id = c.id
               AND g.person_id = $2 AND g.until > $3)))",
    )
    .bind(Id::list(ids))
    .bind(person)
    .bind(At(now))
    .fetch_all(conn)
    .await?;
    Ok(open)
}

/// Their owner's own, as they stand: nobody else looks, so no look is kept.
pub async fn own(
    conn: &mut Conn,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<HashMap<Id<Content>, Seen>> {
    let mine = sqlx::query_scalar(
        "SELECT id FROM contents WHERE id IN (SELECT value FROM json_each($1)) AND owner_id = $2",
    )
    .bind(Id::list(ids))
    .bind(owner)
    .fetch_all(&mut *conn)
    .await?;
    seen(conn, &mine).await
}

/// What others wrote to this person (feedback, a reason), as far as it is granted. Not evidence:
/// for that, `look`.
pub async fn read_granted(
    conn: &mut Conn,
    person: Id<Person>,
    ids: &[Id<Content>],
    now: Timestamp,
) -> Result<HashMap<Id<Content>, Seen>> {
    let open = open_to(conn, person, ids, now).await?;
    seen(conn, &open).await
}

pub async fn seen(conn: &mut Conn, ids: &[Id<Content>]) -> Result<HashMap<Id<Content>, Seen>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, body, object_key, media_type, file_name, length_bytes, destroyed_at
         FROM contents WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(Id::list(ids))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.seen())).collect())
}

pub async fn keep_looks(tx: &mut Tx, by: Id<Person>, ids: &[Id<Content>], why: &str) -> Result<()> {
    let insert = sqlx::query(
        "INSERT INTO looks (organization_id, content_id, person_id, looked_at, why)
         SELECT organization_id, id, $2, $3, $4 FROM contents
         WHERE id IN (SELECT value FROM json_each($1)) AND owner_id <> $2",
    );
    tx.run(insert.bind(Id::list(ids)).bind(by).bind(At(tx.now())).bind(why)).await?;
    Ok(())
}

/// Others' looks at these, newest first, for their owner.
pub async fn looks_at(
    conn: &mut Conn,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<Vec<(Id<Content>, Look)>> {
    let looks: Vec<(Id<Content>, Id<Person>, At, String)> = sqlx::query_as(
        "SELECT l.content_id, l.person_id, l.looked_at, l.why FROM looks l
         JOIN contents c ON c.organization_id = l.organization_id AND c.id = l.content_id
         WHERE c.id IN (SELECT value FROM json_each($1)) AND c.owner_id = $2
         ORDER BY l.looked_at DESC LIMIT 500",
    )
    .bind(Id::list(ids))
    .bind(owner)
    .fetch_all(conn)
    .await?;
    Ok(looks.into_iter().map(|(id, by, At(at), why)| (id, Look { by, at, why })).collect())
}

/// How many bytes of files this person keeps that aren't destroyed.
pub async fn files_kept(conn: &mut Conn, owner: Id<Person>) -> Result<i64> {
    let bytes = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(length_bytes), 0) AS BIGINT) FROM contents
         WHERE owner_id = $1 AND kind = 'file' AND destroyed_at IS NULL",
    )
    .bind(owner)
    .fetch_one(conn)
    .await?;
    Ok(bytes)
}

pub async fn names_object(conn: &mut Conn, object_key: &str) -> Result<bool> {
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM contents WHERE object_key = $1")
        .bind(object_key)
        .fetch_one(conn)
        .await?;
    Ok(rows > 0)
}

pub struct Object {
    pub object_key: Option<String>,
    pub held: bool,
}

pub async fn lock_objects(tx: &mut Tx, ids: &[Id<Content>]) -> Result<Vec<Object>> {
    let rows: Vec<(Option<String>, Option<At>)> = sqlx::query_as(
        "UPDATE contents SET saved_at = saved_at
         WHERE id IN (SELECT value FROM json_each($1)) AND destroyed_at IS NULL
         RETURNING object_key, held_at",
    )
    .bind(Id::list(ids))
    .fetch_all(&mut **tx)
    .await?;
    let object = |(object_key, held): (_, Option<At>)| Object { object_key, held: held.is_some() };
    Ok(rows.into_iter().map(object).collect())
}

pub async fn destroy(tx: &mut Tx, ids: &[Id<Content>]) -> Result<()> {
    let update = sqlx::query(
        "UPDATE contents SET body = NULL, salt = NULL, object_key = NULL, file_name = NULL, destroyed_at = $1
         WHERE id IN (SELECT value FROM json_each($2)) AND destroyed_at IS NULL",
    );
    tx.run(update.bind(At(tx.now())).bind(Id::list(ids))).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id<Content>,
    body: Option<String>,
    object_key: Option<String>,
    media_type: Option<String>,
    file_name: Option<String>,
    length_bytes: Option<i64>,
    destroyed_at: Option<At>,
}

impl Row {
    fn seen(self) -> Seen {
        match (self.destroyed_at, self.object_key) {
            (Some(At(at)), _) => Seen::Destroyed { at },
            (None, Some(object_key)) => Seen::File(File {
                object_key,
                media_type: self.media_type.unwrap_or_default(),
                file_name: self.file_name.unwrap_or_default(),
                length_bytes: self.length_bytes.unwrap_or_default(),
            }),
            (None, None) => Seen::Words(self.body.unwrap_or_default()),
        }
    }
}
