//! What is published is listed, to be found by its words and by what it is.

use design::{Published, Version, document::Microcredential};
use foundation::{Id, Result, Tx};

use crate::{
    Listed,
    entry::{Entry, FRAMEWORK, ISSUER, STACK, TAG, TIME},
    search, store,
};

pub async fn list(tx: &mut Tx, what: Published) -> Result<()> {
    let key = (what.issuer, what.microcredential);
    let Some(version) = what.version else {
        search::forget(tx, what.microcredential).await?;
        store::unlist(tx, key).await?;
        return store::count_filters(tx).await;
    };
    let version = design::version(tx, version).await?;
    let issuer = people::organizations(tx, &[what.issuer]).await?;
    let issuer = issuer.first().map(|it| it.slug.clone()).unwrap_or_default();
    let entry = entry(&version);
    let words = words(&version.document);
    store::keep(tx, &entry, &words).await?;
    search::index(tx, what.microcredential, &entry.title, &words).await?;
    let document = &version.document;
    let facets = [
        (STACK, document.stack.iter().map(ToString::to_string).collect()),
        (ISSUER, vec![issuer]),
        (TIME, vec![entry.time_band().to_owned()]),
        (TAG, document.tags.iter().map(ToString::to_string).collect()),
        (FRAMEWORK, document.alignments.iter().map(|it| it.framework.to_string()).collect()),
    ];
    for (facet, values) in facets {
        store::set_facet(tx, key, facet.name, &values).await?;
    }
    store::count_filters(tx).await?;
    tx.announce(Listed { issuer: what.issuer, microcredential: what.microcredential }).await
}

/// A later room says what this can be filtered by, too: what it counts for.
pub async fn note_worth(
    tx: &mut Tx,
    listed: &[(Id<people::Organization>, Id<Microcredential>)],
    worth: &[String],
) -> Result<()> {
    for key in listed {
        store::set_facet(tx, *key, crate::entry::WORTH.name, worth).await?;
    }
    store::count_filters(tx).await
}

fn entry(version: &Version) -> Entry {
    let document = &version.document;
    Entry {
        issuer: version.issuer,
        microcredential: version.microcredential,
        version: version.id,
        slug: document.slug.to_string(),
        title: document.title.to_string(),
        summary: document.summary.to_string(),
        stack: document.stack.as_ref().map(ToString::to_string),
        minutes: i64::from(document.hours.to) * 60,
        reviews: version.reviews_min,
    }
}

/// Everything that someone may look for.
fn words(document: &Microcredential) -> String {
    let mut words = vec![
        document.summary.as_str(),
        document.competency.as_str(),
        document.key_method.text.as_str(),
    ];
    words.extend(document.key_method.components.iter().map(|it| it.title.as_str()));
    words.extend(document.learning_targets.iter().map(|it| it.as_str()));
    words.extend(document.tags.iter().map(|it| it.as_str()));
    words.extend(document.rubric.criteria.iter().map(|it| it.title.as_str()));
    words.extend(document.alignments.iter().flat_map(|it| it.codes.iter()).map(|it| it.as_str()));
    words.extend(["microcredential", "assessor"]);
    words.join("\n")
}
