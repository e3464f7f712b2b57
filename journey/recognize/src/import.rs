//! A policy comes in: checked wholly, then kept as a version of its own.

use std::{collections::HashMap, fmt};

use design::{
    Microcredential,
    document::{self, Key, Known, Place, Problems, digest},
};
use foundation::{App, Id, Refuse, Result, Tx};
use itertools::Itertools;
use people::{Organization, Person};

use crate::{
    policy::Policy,
    store::policies::{self, in_force},
};

/// Everything that is wrong with it, one line for each: `recognition.yaml:12:5: …`
#[derive(Debug, thiserror::Error)]
struct Wrong(String, Problems);

impl Refuse for Wrong {}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines = self.1.iter().map(|problem| format!("{}:{problem}", self.0));
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

type Classified = (Id<Organization>, Id<Microcredential>, Key);

/// What is unchanged stays; what changed is a new version, which counts from now on. True if it
/// changed.
pub async fn import_policy(
    app: &App,
    district: Id<Organization>,
    (name, bytes): (&str, &[u8]),
    by: Option<Id<Person>>,
) -> Result<bool> {
    let mut tx = app.begin().await?;
    let published = design::published(&mut tx).await?;
    let slugs: Vec<String> = published.iter().map(|it| it.document.slug.to_string()).collect();
    let known = Known { microcredentials: Some(&slugs), ..Known::default() };
    let policy: Policy =
        document::read(bytes, &known).map_err(|problems| Wrong(name.into(), problems))?;
    let classified: Vec<Classified> = published
        .iter()
        .filter_map(|version| {
            let class = policy
                .classes
                .iter()
                .find(|it| it.microcredentials.contains(&version.document.slug))?;
            Some((version.issuer, version.microcredential, class.key.clone()))
        })
        .collect();
    alone(&mut tx, district, (name, &policy), &classified).await?;
    let newest = policies::newest(&mut tx, district, policy.slug.as_str()).await?;
    let digest = digest(bytes);
    if newest.as_ref().is_some_and(|(_, same)| *same == digest) {
        return Ok(false);
    }
    let number = newest.map_or(1, |(number, _)| number + 1);
    let text = String::from_utf8_lossy(bytes);
    policies::keep(&mut tx, district, &policy, (number, &text, &digest), &classified, by).await?;
    let all: Vec<_> = published.iter().map(|it| (it.issuer, it.microcredential)).collect();
    note_worth(&mut tx, &all).await?;
    tx.commit().await?;
    Ok(true)
}

/// One microcredential counts by one policy in a district: else nobody could say what it is worth.
async fn alone(
    tx: &mut Tx,
    district: Id<Organization>,
    (name, policy): (&str, &Policy),
    classified: &[Classified],
) -> Result<()> {
    let ids: Vec<_> = classified.iter().map(|(_, id, _)| *id).collect();
    let there = in_force(tx, Some(district), &ids, None).await?;
    let mut problems = Problems::default();
    for other in there
        .iter()
        .filter(|it| it.document.slug != policy.slug)
        .map(|it| &it.document.title)
        .unique()
    {
        let what = format!("“{other}” has some of these microcredentials in its classes already.");
        problems.say(Place { line: 1, column: 1 }, what, "Take them out of one of the two.");
    }
    if problems.is_empty() { Ok(()) } else { Err(Wrong(name.into(), problems).into()) }
}

/// What the catalog can be filtered by, of these: what any district's rules say now.
async fn note_worth(tx: &mut Tx, all: &[(Id<Organization>, Id<Microcredential>)]) -> Result<()> {
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
