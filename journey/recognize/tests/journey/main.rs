//! It counts, by a district's own rules: asked for before the start, claimed when earned, posted once.
#![allow(clippy::unwrap_used)] // what stories do

mod before;
mod earns;
mod office;
mod rules;

use std::collections::HashMap;

use design::{
    Published,
    testing::{file, samples},
};
use discover::{CatalogEntry, Listed};
use foundation::{Conn, Id, Journey, Read, Result};
use learn::{MayStart, StartPage};
use people::testing::World;
use recognize::{Award, MayCount, Proof, Proofs, SAMPLE};

pub const SLUG: &str = "wait-time-and-questioning";

/// As the room that awards would say it.
async fn proofs(_: &mut Read, ids: &[Id<Award>]) -> Result<HashMap<Id<Award>, Proof>> {
    let proof = |id: &Id<Award>| {
        let title = "Wait time and questioning".to_owned();
        (*id, Proof { title, link: format!("/credentials/{id}") })
    };
    Ok(ids.iter().map(proof).collect())
}

async fn stands(_: &mut Conn, _: MayCount) -> Result<()> {
    Ok(())
}

/// The samples in the catalog, and this policy of the district's.
pub async fn world_with(policy: &str) -> World {
    let journey = Journey::default()
        .when::<Published>("discover.list", discover::list)
        .when::<Listed>("recognize.note_listed", recognize::note_listed)
        .gate::<MayStart>(recognize::may_start)
        .slot::<StartPage>(recognize::start_piece)
        .slot::<CatalogEntry>(recognize::catalog_said)
        .gate::<MayCount>(stands)
        .slot::<Proofs>(proofs);
    let routes = learn::routes().merge(discover::routes()).merge(recognize::routes());
    let world = World::new(journey, routes).await;
    samples(&world).await;
    world.settle().await;
    imports(&world, policy).await;
    world
}

pub async fn world() -> World {
    world_with(SAMPLE).await
}

/// True if it changed something.
pub async fn imports(world: &World, policy: &str) -> bool {
    tries_to_import(world, policy).await.unwrap()
}

pub async fn tries_to_import(world: &World, policy: &str) -> Result<bool> {
    let files = [(Some(world.district.id), file("recognition.yaml", policy))];
    let mut read = world.app.read().await?;
    let slugs: Vec<String> =
        design::all(&mut read).await?.into_iter().map(|(.., slug)| slug).collect();
    let checked = recognize::check_policies(&mut read, &files, &slugs).await??;
    drop(read);
    let mut tx = world.app.begin().await?;
    let kept = recognize::keep_policies(&mut tx, &checked, None).await?;
    tx.commit().await?;
    Ok(kept.iter().any(Option::is_some))
}
