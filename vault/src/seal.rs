//! The writing ends.

use std::collections::HashMap;

use foundation::{Id, Result, Tx};
use people::{Organization, Person};

use crate::{
    Commitment, Content,
    content::{Refusal, fresh_salt},
    draft, store,
};

/// From now on these can only be destroyed. The record keeps the commitments: one for each id, or
/// the refusal `Empty` when one of them holds nothing.
pub async fn seal(
    tx: &mut Tx,
    owner: Id<Person>,
    ids: &[Id<Content>],
) -> Result<HashMap<Id<Content>, Commitment>> {
    let mut commitments = store::commitments(tx, owner, ids).await?; // files, and what was sealed before
    let drafts: Vec<_> = ids.iter().copied().filter(|id| !commitments.contains_key(id)).collect();
    for (id, words) in store::lock_drafts(tx, owner, &drafts).await? {
        let salt = fresh_salt();
        let commitment = Commitment::to(&salt, words.as_bytes());
        store::seal(tx, id, &salt, &commitment).await?;
        commitments.insert(id, commitment);
    }
    if ids.iter().any(|id| !commitments.contains_key(id)) {
        return Err(Refusal::Empty.into());
    }
    Ok(commitments)
}

/// Words that are a fact as soon as they are said: a reason, a note.
pub async fn write_sealed(
    tx: &mut Tx,
    custodian: Id<Organization>,
    owner: Id<Person>,
    words: &str,
) -> Result<(Id<Content>, Commitment)> {
    let id = Id::random();
    draft::save(tx, custodian, owner, id, words, 0).await?;
    let commitment = seal(tx, owner, &[id]).await?.remove(&id).ok_or(Refusal::Empty)?;
    Ok((id, commitment))
}
