//! A house with the rooms up to this one, and what is earned there.
#![allow(dead_code)] // not every story that begins with this uses all of it

use std::collections::HashMap;

use award::{Awarded, Credential, Way, Ways};
use design::testing::published;
use foundation::{Conn, Id, Journey, Outside, Read, Result, Tx, testing::ORIGIN};
use learn::{MayChange, MayStart, Notices, OpenNow, TaskList, testing::Learns};
use people::testing::{Someone, World};
use review::{
    Decided, Finding,
    testing::{Reviews, qualified},
};
use submit::{
    Submitted,
    testing::{THREE_SECONDS, submitted},
};

/// By rule, on one review.
pub const SLUG: &str = "three-seconds";
/// The issuer's approver says yes first.
pub const APPROVED: &str = "three-seconds-approved";

async fn once(conn: &mut Conn, may: MayStart) -> Result<()> {
    award::once(conn, may).await
}

async fn open_again(tx: &mut Tx, what: Decided) -> Result<()> {
    match what.outstanding.as_slice() {
        [] => Ok(()),
        criteria => submit::open_again(tx, what.pursuit, criteria).await,
    }
}

async fn note_earned(tx: &mut Tx, what: Awarded) -> Result<()> {
    learn::note_earned(tx, what.pursuit).await
}

pub async fn world() -> World {
    world_beside(Outside::shut()).await
}

/// As a later room does.
async fn ways(_: &mut Read, ids: &[Id<Credential>]) -> Result<HashMap<Id<Credential>, Way>> {
    let way = |id: &Id<Credential>| {
        (*id, Way { words: "Put it into a drawer", path: format!("/credentials/{id}/drawer") })
    };
    Ok(ids.iter().map(way).collect())
}

/// Where something stands elsewhere on the web.
pub async fn world_beside(outside: Outside) -> World {
    world_at(ORIGIN, outside).await
}

/// The same, where the web finds it at this address.
pub async fn world_at(public_url: &str, outside: Outside) -> World {
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
        .when::<Decided>("submit.open_again", open_again)
        .when::<Decided>("award.by_rule", award::by_rule)
        .jobs(award::sign)
        .when::<Awarded>("learn.note_earned", note_earned)
        .slot::<TaskList>(award::steps)
        .slot::<Notices>(award::notices)
        .slot::<Ways>(ways);
    let routes = learn::routes()
        .merge(evidence::routes())
        .merge(submit::routes())
        .merge(review::routes())
        .merge(award::routes())
        .merge(vault::routes());
    let world = World::at(public_url, outside, journey, routes).await;
    published(&world, THREE_SECONDS).await;
    published(&world, &approved_by("approver")).await;
    world
}

/// The same, where somebody of this role says yes first.
pub fn approved_by(role: &str) -> String {
    let award = format!("award: approver\n  approver_role: {role}");
    let slug = format!("slug: {APPROVED}");
    THREE_SECONDS.replace("award: rule", &award).replace("slug: three-seconds", &slug)
}

/// Ana scores what Rosa does: everything is there. Nothing follows yet.
pub async fn decided(world: &World, rosa: &Someone, slug: &str) -> String {
    let ana = qualified(world, "Ana", slug).await;
    let work = rosa.starts(slug).await;
    submitted(world, rosa, &work).await;
    let sent = ana.finds(Finding::Demonstrated).await;
    assert!(sent.status.is_redirection(), "not sent: {}", sent.page);
    work
}

/// Rosa earns it, and it is signed. Returns where her credential is.
pub async fn earned(world: &World, rosa: &Someone) -> String {
    let work = decided(world, rosa, SLUG).await;
    world.settle().await;
    credential(rosa, &work).await
}

/// Where her task list says that it is.
pub async fn credential(who: &Someone, work: &str) -> String {
    let page = who.opens(work).await.page;
    let (_, rest) = page.split_once("href=\"/credentials/").expect("it was awarded");
    format!("/credentials/{}", &rest[..36])
}
