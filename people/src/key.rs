//! The keys that organizations sign with. Public halves are for everyone, for ever; private ones are
//! sealed by a key outside the database, and destroyed when another takes their place.

use anyhow::anyhow;
use foundation::{Conn, Id, Result, Secrets, Tx};
use jiff::Timestamp;
use openbadges::keys::SecretKey;

use crate::{Organization, store};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub id: Id<Key>,
    pub organization: Id<Organization>,
    /// As Multikey writes it: `z6Mk…`.
    pub public: String,
    pub begins_at: Timestamp,
    pub ends_at: Option<Timestamp>,
}

/// The key that this organization signs with now; its first is made when it first signs.
pub async fn signing_key(
    tx: &mut Tx,
    secrets: &Secrets,
    organization: Id<Organization>,
) -> Result<(Key, SecretKey)> {
    store::organizations::lock(tx, organization).await?;
    match store::keys::current(tx, organization).await? {
        Some((key, sealed)) => Ok((key, opened(secrets, &sealed)?)),
        None => made(tx, secrets, organization).await,
    }
}

/// The same for whoever only reads; none if it has never signed.
pub async fn current_key(
    conn: &mut Conn,
    secrets: &Secrets,
    organization: Id<Organization>,
) -> Result<Option<(Key, SecretKey)>> {
    let Some((key, sealed)) = store::keys::current(conn, organization).await? else {
        return Ok(None);
    };
    Ok(Some((key, opened(secrets, &sealed)?)))
}

/// From now on it signs with a new key. What the old one signed stays good.
pub async fn rotate_key(
    tx: &mut Tx,
    secrets: &Secrets,
    organization: Id<Organization>,
) -> Result<Key> {
    store::organizations::lock(tx, organization).await?;
    store::keys::end(tx, organization).await?;
    let (key, _) = made(tx, secrets, organization).await?;
    Ok(key)
}

async fn made(
    tx: &mut Tx,
    secrets: &Secrets,
    organization: Id<Organization>,
) -> Result<(Key, SecretKey)> {
    let seed: [u8; 32] = rand::random();
    let secret = SecretKey::from_seed(&seed);
    let public = secret.public().to_multibase();
    let key = Key { id: Id::fresh(), organization, public, begins_at: tx.now(), ends_at: None };
    store::keys::keep(tx, &key, &secrets.seal(&seed)?).await?;
    Ok((key, secret))
}

fn opened(secrets: &Secrets, sealed: &str) -> Result<SecretKey> {
    let seed = secrets.open(sealed)?;
    let seed: [u8; 32] = seed.try_into().map_err(|_| anyhow!("a sealed key isn't 32 bytes"))?;
    Ok(SecretKey::from_seed(&seed))
}
