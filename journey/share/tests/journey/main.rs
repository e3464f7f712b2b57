//! She shows what she earned: to hosts that she lets in, and in a wallet.
#![allow(clippy::unwrap_used)] // what stories do

mod api;
mod badge;
mod document;
mod elsewhere;
mod host;
mod letting_in;
mod races;
mod taking_back;
mod tokens;
mod wallet;

use award::{Awarded, Ways};
use design::testing::published;
use foundation::{Conn, Journey, Result, Tx};
use learn::{MayChange, MayStart, Notices, OpenNow, TaskList, testing::Learns};
use people::{
    Bearers,
    testing::{Someone, World},
};
use review::{
    Decided, Finding,
    testing::{Reviews, qualified},
};
use submit::{
    Submitted,
    testing::{THREE_SECONDS, submitted},
};

async fn once(conn: &mut Conn, may: MayStart) -> Result<()> {
    award::once(conn, may).await
}

async fn note_earned(tx: &mut Tx, what: Awarded) -> Result<()> {
    learn::note_earned(tx, what.pursuit).await
}

pub async fn world() -> World {
    let journey = Journey::default()
        .gate::<MayStart>(once)
        .gate::<MayChange>(submit::may_change)
        .slot::<OpenNow>(submit::open_now)
        .slot::<TaskList>(submit::steps)
        .slot::<Notices>(submit::notices)
        .when::<Submitted>("review.convene", review::convene)
        .job(review::fill_seats)
        .job(review::seat_lapses)
        .job(vault::remove_object)
        .job(vault::remove_unnamed)
        .slot::<TaskList>(review::steps)
        .slot::<Notices>(review::notices)
        .when::<Decided>("award.by_rule", award::by_rule)
        .jobs(award::sign)
        .when::<Awarded>("learn.note_earned", note_earned)
        .slot::<TaskList>(award::steps)
        .slot::<Notices>(award::notices)
        .slot::<Bearers>(share::bearers)
        .slot::<Ways>(share::ways);
    let routes = learn::routes()
        .merge(evidence::routes())
        .merge(submit::routes())
        .merge(review::routes())
        .merge(award::routes())
        .merge(share::routes())
        .merge(people::routes())
        .merge(vault::routes());
    World::new(journey, routes).await
}

/// Somebody earns one of her own: each has another name.
pub async fn earned(world: &World, who: &Someone, slug: &str) -> String {
    let named = format!("slug: {slug}");
    published(world, &THREE_SECONDS.replace("slug: three-seconds", &named)).await;
    let ana = qualified(world, &format!("Ana for {slug}"), slug).await;
    let work = who.starts(slug).await;
    submitted(world, who, &work).await;
    assert!(ana.finds(Finding::Demonstrated).await.status.is_redirection());
    world.settle().await;
    let page = who.opens(&work).await.page;
    let (_, rest) = page.split_once("href=\"/credentials/").expect("it was awarded");
    format!("/credentials/{}", &rest[..36])
}

pub async fn count(world: &World, select: &'static str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar(select).fetch_one(&mut *read).await.unwrap()
}
