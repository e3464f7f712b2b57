//! What the catalog can be filtered by: what any district's rules say now.

use std::collections::HashMap;

use design::Microcredential;
use discover::Listed;
use foundation::{Id, Result, Tx};
use itertools::Itertools;
use people::Organization;

use crate::store::policies::in_force;

/// What is listed, for the first time or again, can be found by what it counts for.
pub async fn note_listed(tx: &mut Tx, what: Listed) -> Result<()> {
    note_worth(tx, &[(what.issuer, what.microcredential)]).await
}

pub async fn note_worth(
    tx: &mut Tx,
    all: &[(Id<Organization>, Id<Microcredential>)],
) -> Result<()> {
    let ids: Vec<_> = all.iter().map(|(_, id)| *id).collect();
    let rules = in_force(tx, None, &ids, None).await?;
    let worth = |id: Id<Microcredential>| -> Vec<String> {
        rules
            .iter()
            .filter(|it| it.microcredential == id)
            .map(|it| it.rule.worth())
            .unique()
            .collect()
    };
    let mut alike: HashMap<Vec<String>, Vec<_>> = HashMap::new();
    for key in all {
        alike.entry(worth(key.1)).or_default().push(*key);
    }
    for (worth, listed) in alike {
        discover::note_worth(tx, &listed, &worth).await?;
    }
    Ok(())
}
