//! A version goes into the catalog, or what is there goes out of it. Those who started keep theirs.

use foundation::{Id, Refuse, Result, Tx};
use people::{Organization, Person};

use crate::{Microcredential, Published, Version, store};

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("Somebody else published this a moment ago. Look at it again before you do.")]
    AtTheSameTime,
}

impl Refuse for Refusal {}

/// The catalog shows this version from now on, or none. True if it showed another.
pub async fn publish(
    tx: &mut Tx,
    issuer: Id<Organization>,
    microcredential: Id<Microcredential>,
    version: Option<Id<Version>>,
    by: Option<Id<Person>>,
) -> Result<bool> {
    let newest = store::publications::newest(tx, issuer, microcredential).await?;
    let (number, shown) = newest.unwrap_or_default();
    if shown == version {
        return Ok(false);
    }
    if !store::publications::keep(tx, issuer, microcredential, number + 1, version, by).await? {
        return Err(Refusal::AtTheSameTime.into());
    }
    tx.announce(Published { issuer, microcredential, version }).await?;
    Ok(true)
}
