//! What a story begins with: documents that are there.

use foundation::{Id, Result};
use people::{Organization, testing::World};

use crate::{
    Brought, File, Imported, Keeping, SAMPLES, Version, check, issued, keep, published_by_slug,
};

/// The samples, all of them this story's issuer's, published.
pub async fn samples(world: &World) -> Vec<Imported> {
    let files = SAMPLES.iter().map(|(name, text)| file(name, text)).collect();
    let (issued, _) = issued(files);
    let files = issued.into_iter().flat_map(|it| it.files);
    let files = files.map(|it| (Some(world.issuer.id), it)).collect();
    brings(world, files, true).await.unwrap_or_else(|told| panic!("{told}"))
}

/// This document, published by this story's issuer.
pub async fn published(world: &World, text: &str) -> Version {
    publishes(world, world.issuer.id, text).await
}

/// This document, published by this issuer.
pub async fn publishes(world: &World, issuer: Id<Organization>, text: &str) -> Version {
    let files = vec![(Some(issuer), file("a.md", text))];
    let imported = brings(world, files, true).await.unwrap_or_else(|told| panic!("{told}"));
    let mut read = world.app.read().await.expect("a view");
    published_by_slug(&mut read, &imported[0].slug).await.expect("it is in the catalog")
}

/// All of them are checked wholly before any is kept.
pub async fn brings(world: &World, files: Vec<Brought>, publish: bool) -> Result<Vec<Imported>> {
    let mut read = world.app.read().await?;
    let checked = check(&mut read, &files).await??;
    drop(read);
    let mut tx = world.app.begin().await?;
    let imported = keep(&mut tx, &checked, &Keeping { publish, ..Keeping::default() }).await?;
    tx.commit().await?;
    Ok(imported)
}

/// The text of a sample: `lakeshore-university/wait-time-and-questioning.md`.
pub fn sample(name: &str) -> &'static str {
    SAMPLES.iter().find(|(it, _)| *it == name).expect("there is such a sample").1
}

/// A document as somebody brings it.
pub fn file(name: &str, text: &str) -> File {
    File { name: name.into(), bytes: text.into() }
}
