//! A policy comes in: checked wholly, then kept as a version of its own.

use std::fmt;

use design::document::{self, Known, Problems, digest};
use foundation::{App, Id, Refuse, Result};
use people::{Organization, Person};

use crate::{policy::Policy, store::policies};

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(Told);

impl Refuse for Wrong {}

#[derive(Debug)]
struct Told(String, Problems);

/// One line for each: `recognition.yaml:12:5: …`
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.1.iter().try_for_each(|problem| writeln!(f, "{}:{problem}", self.0))
    }
}

/// What is unchanged stays; what changed is a new version, which counts from now on. True if it changed.
pub async fn import_policy(
    app: &App,
    district: Id<Organization>,
    (name, bytes): (&str, &[u8]),
    by: Option<Id<Person>>,
) -> Result<bool> {
    let mut read = app.read().await?;
    let published = design::published(&mut read).await?;
    drop(read);
    let slugs: Vec<String> = published.iter().map(|it| it.document.slug.to_string()).collect();
    let known = Known { microcredentials: Some(&slugs), ..Known::default() };
    let policy: Policy = document::read(bytes, &known).map_err(|them| Wrong(Told(name.into(), them)))?;
    let classified = published.iter().filter_map(|version| {
        let class = policy.classes.iter().find(|it| it.microcredentials.contains(&version.document.slug))?;
        Some((version.issuer, version.microcredential, class.key.clone()))
    });
    let classified: Vec<_> = classified.collect();

    let mut tx = app.begin().await?;
    let newest = policies::newest(&mut tx, district, policy.slug.as_str()).await?;
    let digest = digest(bytes);
    if newest.as_ref().is_some_and(|(_, same)| *same == digest) {
        return Ok(false);
    }
    let number = newest.map_or(1, |(number, _)| number + 1);
    let text = String::from_utf8_lossy(bytes);
    policies::keep(&mut tx, district, &policy, (number, &text, &digest), &classified, by).await?;
    for class in &policy.classes {
        let worth: Vec<String> = class.rules.iter().map(|rule| rule.worth()).collect();
        let of_class = classified.iter().filter(|(_, _, key)| *key == class.key);
        let listed: Vec<_> = of_class.map(|(issuer, id, _)| (*issuer, *id)).collect();
        discover::note_worth(&mut tx, &listed, &worth).await?;
    }
    tx.commit().await?;
    Ok(true)
}
