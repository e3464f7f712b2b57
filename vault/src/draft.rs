//! Someone writes.

use foundation::{Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};

use crate::{Content, content::Refusal, store};

/// Words as they stand, and how often they were saved: a tab that has older ones is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub words: String,
    pub revision: i64,
    pub saved_at: Timestamp,
    pub sealed: bool,
}

/// That words were saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    pub revision: i64,
    pub at: Timestamp,
}

/// Keeps the words in place of those of `revision` (0 when there were none), whole or not at all.
pub async fn save(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    id: Id<Content>,
    words: &str,
    revision: i64,
) -> Result<Saved> {
    if let Some(saved) = store::save(tx, custodian, owner, id, words, revision).await? {
        return Ok(Saved { revision: saved, at: tx.now() });
    }
    match store::draft(tx, owner, id).await? {
        // The same words from two tabs, or twice from one, are no conflict.
        Some(there) if !there.sealed && there.words == words => {
            Ok(Saved { revision: there.revision, at: there.saved_at })
        }
        Some(there) if !there.sealed => Err(Refusal::Stale.into()),
        _ => Err(Refusal::Sealed.into()),
    }
}

/// Keeps the words whatever stood there: for what only one form writes.
pub async fn save_next(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    id: Id<Content>,
    words: &str,
) -> Result<Saved> {
    let revision = store::draft(tx, owner, id).await?.map_or(0, |draft| draft.revision);
    save(tx, custodian, owner, id, words, revision).await
}
