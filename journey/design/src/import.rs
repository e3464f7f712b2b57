//! Documents come in: all of them are checked wholly before anything is written.

use foundation::{Id, Refuse, Result, Tx};
use people::Person;

use crate::{
    Framework, Microcredential, Stack, Version,
    check::{Checked, Says},
    document::digest,
    publish::publish,
    store,
};

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub name: String,
    pub slug: String,
    pub kept: Kept,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The same bytes were there already.
    Unchanged,
    /// As this version of a microcredential.
    Version(i64),
    /// As what this stack or framework says from now on.
    Shelf,
}

#[derive(Debug, thiserror::Error)]
#[error("Somebody else imported `{0}` a moment ago. Look at it again before you do.")]
struct AtTheSameTime(String);

impl Refuse for AtTheSameTime {}

/// How what was checked is kept.
#[derive(Debug, Default)]
pub struct Keeping {
    /// None, where it is done by a command.
    pub by: Option<Id<Person>>,
    /// Whether the catalog shows them from now on.
    pub publish: bool,
    /// What a new microcredential was made from.
    pub copied_from: Option<Id<Microcredential>>,
}

/// Keeps what was checked: what is unchanged stays, what changed is a new version.
pub async fn keep(tx: &mut Tx, checked: &[Checked], keeping: &Keeping) -> Result<Vec<Imported>> {
    let mut imported = Vec::with_capacity(checked.len());
    // In one order, so that two who import at once don't wait for each other.
    let mut checked: Vec<&Checked> = checked.iter().collect();
    checked.sort_by(|a, b| (a.says.kind(), a.slug()).cmp(&(b.says.kind(), b.slug())));
    for it in checked {
        let kept = match &it.says {
            Says::Framework(framework) => keep_framework(tx, it, framework).await?,
            Says::Stack(stack) => keep_stack(tx, it, stack).await?,
            Says::Microcredential(document) => keep_version(tx, it, document, keeping).await?,
        };
        imported.push(Imported { name: it.name.clone(), slug: it.slug().to_owned(), kept });
    }
    Ok(imported)
}

async fn keep_framework(tx: &mut Tx, it: &Checked, framework: &Framework) -> Result<Kept> {
    let slug = framework.slug.as_str();
    if store::shelf::digest_of::<Framework>(tx, slug).await? == Some(digest(it.text.as_bytes())) {
        return Ok(Kept::Unchanged);
    }
    match store::shelf::keep_framework(tx, it.issuer, framework, &it.text).await? {
        true => Ok(Kept::Shelf),
        false => Err(AtTheSameTime(slug.into()).into()),
    }
}

async fn keep_stack(tx: &mut Tx, it: &Checked, stack: &Stack) -> Result<Kept> {
    let slug = stack.slug.as_str();
    if store::shelf::digest_of::<Stack>(tx, slug).await? == Some(digest(it.text.as_bytes())) {
        return Ok(Kept::Unchanged);
    }
    match store::shelf::keep_stack(tx, it.issuer, stack, &it.text).await? {
        true => Ok(Kept::Shelf),
        false => Err(AtTheSameTime(slug.into()).into()),
    }
}

async fn keep_version(
    tx: &mut Tx,
    it: &Checked,
    document: &Microcredential,
    keeping: &Keeping,
) -> Result<Kept> {
    let at_the_same_time = || AtTheSameTime(document.slug.to_string());
    let issuer = it.issuer;
    let slug = document.slug.as_str();
    let microcredential = store::microcredential(tx, issuer, slug, keeping.copied_from).await?;
    let microcredential = microcredential.ok_or_else(at_the_same_time)?;
    let digest = digest(it.text.as_bytes());
    let newest = store::newest(tx, issuer, microcredential).await?;
    let (id, kept) = match &newest {
        Some((_, id, same)) if *same == digest => (*id, Kept::Unchanged),
        _ => {
            let number = newest.map_or(1, |(number, ..)| number + 1);
            let version = Version {
                issuer,
                microcredential,
                id: Id::fresh(),
                number,
                text: it.text.clone(),
                digest,
                rubric_digest: document.rubric.digest(),
                reviews_min: document.review.reviews.into(),
                imported_at: tx.now(),
                document: document.clone(),
            };
            if !store::keep_version(tx, &version, keeping.by).await? {
                return Err(at_the_same_time().into());
            }
            (version.id, Kept::Version(number))
        }
    };
    if keeping.publish {
        publish(tx, issuer, microcredential, Some(id), keeping.by).await?;
    }
    Ok(kept)
}
