//! Many are signed together, and each as if it were alone.

use award::{Credential, Sign};
use foundation::Id;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::testing::{Someone, World};
use review::{
    Finding,
    testing::{Reviews, qualified},
};
use submit::testing::submitted;

use crate::{SLUG, count, credential, earning::broken_off, world};

const EDITIONS: &str = "SELECT COUNT(*) FROM credential_editions";

/// Ana finds everything demonstrated in what these submit; it is awarded, and not yet signed.
async fn awarded(world: &World, educators: &[&Someone]) -> Vec<String> {
    let ana = qualified(world, "Ana", SLUG).await;
    let mut works = vec![];
    for educator in educators {
        let work = educator.starts(SLUG).await;
        submitted(world, educator, &work).await;
        ana.finds(Finding::Demonstrated).await;
        works.push(work);
    }
    while world.app.deliver().await.unwrap() > 0 {}
    works
}

async fn jobs(world: &World) -> Vec<Sign> {
    let mut read = world.app.read().await.unwrap();
    let ids: Vec<Id<Credential>> =
        sqlx::query_scalar("SELECT id FROM credentials").fetch_all(&mut *read).await.unwrap();
    ids.into_iter().map(|credential| Sign { credential, edition: 1 }).collect()
}

#[tokio::test]
async fn what_was_awarded_together_is_signed_together_each_with_its_own() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let cho = world.educator("Cho").await;
    let works = awarded(&world, &[&rosa, &ben, &cho]).await;

    assert!(world.app.work().await.unwrap() >= 3);

    assert_eq!(count(&world, EDITIONS).await, 3);
    let hers = credential(&rosa, &works[0]).await;
    let his = credential(&ben, &works[1]).await;
    let stranger = world.stranger();
    assert!(stranger.opens(&hers).await.page.contains("This credential is authentic."));
    assert!(stranger.opens(&his).await.page.contains("This credential is authentic."));
    let her_own = stranger.opens(&format!("{hers}.json")).await.page;
    let his_own = stranger.opens(&format!("{his}.json")).await.page;
    assert!(her_own.contains(&hers) && !her_own.contains(&his));
    assert!(his_own.contains(&his) && !his_own.contains(&hers));
}

#[tokio::test]
async fn one_that_cannot_be_signed_holds_up_no_other() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let cho = world.educator("Cho").await;
    awarded(&world, &[&rosa, &ben, &cho]).await;
    let mut tx = world.app.begin().await.unwrap();
    tx.queue(&Sign { credential: Id::random(), edition: 1 }).await.unwrap();
    tx.commit().await.unwrap();

    world.settle().await;
    assert_eq!(count(&world, EDITIONS).await, 3);
    let waiting = "SELECT COUNT(*) FROM jobs WHERE name = 'award.sign' AND done_at IS NULL";
    assert_eq!(count(&world, waiting).await, 1);

    world.app.clock.advance(SignedDuration::from_hours(2));
    world.settle().await;
    assert_eq!(count(&world, EDITIONS).await, 3);
}

#[tokio::test]
async fn signing_many_may_be_broken_off_anywhere_and_done_twice() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    awarded(&world, &[&rosa, &ben]).await;

    for polls in 0..40 {
        broken_off(award::sign(world.app.clone(), jobs(&world).await), polls).await;
    }
    let (one, other) = tokio::join!(
        award::sign(world.app.clone(), jobs(&world).await),
        award::sign(world.app.clone(), jobs(&world).await),
    );
    one.and(other).unwrap();
    world.settle().await;

    assert_eq!(count(&world, EDITIONS).await, 2);
}
