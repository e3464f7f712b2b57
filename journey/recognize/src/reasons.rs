//! Why somebody asks, says yes or no: words that stand in the vault, open to whom they concern.

use std::collections::HashMap;

use foundation::{Conn, Id, Result, Tx};
use jiff::Timestamp;
use people::{Organization, Person};
use vault::Content;

use crate::Refusal;

const MOST: usize = 2000;

/// What was typed, if it is anything.
pub fn typed(words: &str) -> Result<Option<&str>, Refusal> {
    let words = words.trim();
    match words.chars().count() {
        0 => Ok(None),
        length if length > MOST => Err(Refusal::ReasonTooLong),
        _ => Ok(Some(words)),
    }
}

/// Keeps a reason for good, for its writer and these to read.
pub async fn keep(
    tx: &mut Tx,
    custodian: Id<Organization>,
    by: Id<Person>,
    words: &str,
    readers: &[Id<Person>],
) -> Result<Id<Content>> {
    let (id, _) = vault::write_sealed(tx, custodian, by, words).await?;
    for reader in readers {
        vault::grant(tx, *reader, &[id], Timestamp::MAX).await?;
    }
    Ok(id)
}

/// Those of these that are open to this person, and still stand.
pub async fn read(
    conn: &mut Conn,
    person: Id<Person>,
    ids: impl Iterator<Item = Id<Content>>,
    now: Timestamp,
) -> Result<HashMap<Id<Content>, String>> {
    let ids: Vec<_> = ids.collect();
    let seen = vault::read_granted(conn, person, &ids, now).await?;
    Ok(seen.into_iter().filter_map(|(id, it)| Some((id, it.words()?.to_owned()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_some_words_and_not_too_many() {
        assert_eq!(typed("  \n "), Ok(None));
        assert_eq!(typed(" It fits our goals. "), Ok(Some("It fits our goals.")));
        assert_eq!(typed(&"é".repeat(MOST)), Ok(Some("é".repeat(MOST).as_str())));
        assert_eq!(typed(&"é".repeat(MOST + 1)), Err(Refusal::ReasonTooLong));
    }
}
