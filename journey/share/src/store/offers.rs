//! Statements on `wallet_offers`.

use award::Credential;
use foundation::{At, Conn, Id, Result, Tx};
use jiff::{SignedDuration, Timestamp};
use people::Person;

pub struct Offer<'a> {
    pub person: Id<Person>,
    pub credential: Id<Credential>,
    pub tx_code_digest: Option<&'a str>,
    pub ends_at: Timestamp,
}

/// In the place of what was offered of this credential before and not taken; what ended long ago goes.
pub async fn keep(tx: &mut Tx, code_digest: &str, offer: Offer<'_>) -> Result<()> {
    let ended = sqlx::query(
        "DELETE FROM wallet_offers
         WHERE (person_id = $1 AND credential_id = $2 AND used_at IS NULL) OR ends_at < $3",
    );
    let long_ago = At(tx.now() - REMEMBERED);
    tx.run(ended.bind(offer.person).bind(offer.credential).bind(long_ago)).await?;
    let insert = sqlx::query(
        "INSERT INTO wallet_offers (code_digest, person_id, credential_id, tx_code_digest, tries, ends_at)
         VALUES ($1, $2, $3, $4, 0, $5)",
    )
    .bind(code_digest)
    .bind(offer.person)
    .bind(offer.credential)
    .bind(offer.tx_code_digest)
    .bind(At(offer.ends_at));
    tx.run_one(insert).await
}

const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// Of one that nobody has taken yet: does it ask for a code beside it? None where there is none now.
pub async fn open(conn: &mut Conn, code_digest: &str, now: Timestamp) -> Result<Option<bool>> {
    let row: Option<(Option<String>,)> = sqlx::query_as(
        "SELECT tx_code_digest FROM wallet_offers
         WHERE code_digest = $1 AND used_at IS NULL AND ends_at > $2",
    )
    .bind(code_digest)
    .bind(At(now))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(tx_code,)| tx_code.is_some()))
}

/// One that is being tried.
#[derive(sqlx::FromRow)]
pub struct Tried {
    pub tx_code_digest: Option<String>,
    pub tries: i64,
    pub ends_at: At,
    pub used_at: Option<At>,
}

/// Counts the try before it is made, so that a hundred at once are a hundred.
pub async fn try_one(tx: &mut Tx, code_digest: &str) -> Result<Option<Tried>> {
    let tried = sqlx::query_as(
        "UPDATE wallet_offers SET tries = tries + 1 WHERE code_digest = $1
         RETURNING tx_code_digest, tries, ends_at, used_at",
    );
    Ok(tried.bind(code_digest).fetch_optional(&mut **tx).await?)
}

/// From now on its access token stands for it.
pub async fn take(
    tx: &mut Tx,
    code_digest: &str,
    token_digest: &str,
    token_ends_at: Timestamp,
) -> Result<()> {
    let update = sqlx::query(
        "UPDATE wallet_offers SET used_at = $1, token_digest = $2, token_ends_at = $3
         WHERE code_digest = $4 AND used_at IS NULL",
    );
    let update = update.bind(At(tx.now())).bind(token_digest).bind(At(token_ends_at));
    tx.run_one(update.bind(code_digest)).await
}

/// What it gave ends: somebody showed its code a second time.
pub async fn end(tx: &mut Tx, code_digest: &str) -> Result<()> {
    let delete = sqlx::query("DELETE FROM wallet_offers WHERE code_digest = $1");
    tx.run(delete.bind(code_digest)).await?;
    Ok(())
}

/// What an access token stands for.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub person: Id<Person>,
    pub credential: Id<Credential>,
    pub ends_at: Timestamp,
}

pub async fn taken(conn: &mut Conn, token_digest: &str) -> Result<Option<Taken>> {
    let row: Option<(Id<Person>, Id<Credential>, At)> = sqlx::query_as(
        "SELECT person_id, credential_id, token_ends_at FROM wallet_offers WHERE token_digest = $1",
    )
    .bind(token_digest)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(person, credential, At(ends_at))| Taken { person, credential, ends_at }))
}
