//! What stories of this room begin with.
#![allow(clippy::unwrap_used, dead_code)] // what stories do, and not each of them all of it

use design::{Version, testing::published};
use evidence::testing::ShowsEvidence;
use foundation::{Conn, Id, Journey, Result, Tx};
use learn::{MayChange, MayStart, Notices, OpenNow, TaskList, Withdrawn, testing::Learns};
use people::testing::{Someone, World, form};
use review::Decided;
use submit::{
    Submitted,
    testing::{Submits, THREE_SECONDS},
};

pub const SLUG: &str = "three-seconds";

/// Two review it, and a third decides where they differ.
pub fn two_colleagues() -> String {
    THREE_SECONDS
        .replace("preset: custom", "preset: two_colleagues_and_a_third")
        .replace("reviews: 1", "reviews: 2")
        .replace("third_decides: false", "third_decides: true")
}

/// One reviews it, a supervisor whom the educator accepted by name.
pub async fn named_supervisor(world: &World) -> String {
    let text = THREE_SECONDS
        .replace("slug: three-seconds", "slug: with-my-principal")
        .replace("preset: custom", "preset: named_administrator")
        .replace("blind: true", "blind: false\n  reviewer_role: supervisor")
        .replace("supervisor: excluded", "supervisor: allowed");
    published(world, &text).await.document.slug.to_string()
}

async fn anyone(_: &mut Conn, _: MayStart) -> Result<()> {
    Ok(())
}

async fn open_again(tx: &mut Tx, what: Decided) -> Result<()> {
    match what.outstanding.as_slice() {
        [] => Ok(()),
        criteria => submit::open_again(tx, what.pursuit, criteria).await,
    }
}

pub async fn world() -> World {
    let journey = Journey::default()
        .gate::<MayStart>(anyone)
        .gate::<MayChange>(submit::may_change)
        .slot::<OpenNow>(submit::open_now)
        .slot::<TaskList>(submit::steps)
        .slot::<Notices>(submit::notices)
        .when::<Submitted>("review.convene", review::convene)
        .when::<Withdrawn>("review.disband", review::disband)
        .when::<Decided>("submit.open_again", open_again)
        .job(review::fill_seats)
        .job(review::seat_lapses)
        .job(vault::remove_object)
        .job(vault::remove_unnamed)
        .slot::<TaskList>(review::steps)
        .slot::<Notices>(review::notices);
    let routes = learn::routes()
        .merge(evidence::routes())
        .merge(submit::routes())
        .merge(review::routes())
        .merge(vault::routes());
    let world = World::new(journey, routes).await;
    published(&world, &two_colleagues()).await;
    world
}

pub async fn version(world: &World, slug: &str) -> Version {
    let mut read = world.app.read().await.unwrap();
    design::published_by_slug(&mut read, slug).await.unwrap()
}

/// An assessor of the issuer's who is qualified for the rubric of `SLUG`.
pub async fn qualified(world: &World, name: &str) -> Someone {
    review::testing::qualified(world, name, SLUG).await
}

pub async fn qualify(world: &World, who: &Someone) {
    review::testing::qualify(world, who, SLUG).await;
}

/// Ana and Ben sit first; Cho comes third.
pub async fn assessors(world: &World) -> [Someone; 3] {
    [qualified(world, "Ana").await, qualified(world, "Ben").await, qualified(world, "Cho").await]
}

/// Rosa starts, and submits everything.
pub async fn submitted(world: &World) -> (Someone, String) {
    let rosa = world.educator("Rosa").await;
    let work = started_and_submitted(world, &rosa).await;
    (rosa, work)
}

pub async fn started_and_submitted(world: &World, who: &Someone) -> String {
    let work = who.starts(SLUG).await;
    submits(world, who, &work, "We waited three seconds.").await;
    work
}

/// Everything the first time, and then what is outstanding, with these words for Part 1.
pub async fn submits(world: &World, who: &Someone, work: &str, words: &str) {
    world.settle().await;
    writes(world, who, work, words).await;
    let seen = who.submits(work).await;
    assert!(seen.goes_to.is_some(), "not submitted: {}", seen.page);
    world.settle().await;
}

async fn writes(world: &World, who: &Someone, work: &str, words: &str) {
    let pursuit = id(work);
    let mut read = world.app.read().await.unwrap();
    let before = submit::of_pursuits(&mut read, &[pursuit]).await.unwrap();
    drop(read);
    if before.get(&pursuit).is_none_or(Vec::is_empty) {
        who.writes_everything(work).await;
    }
    let seen = who.writes(work, "part_1.setting", words).await;
    assert!(seen.goes_to.is_some(), "not written: {}", seen.page);
    let missing = who.opens(&format!("{work}/check")).await.page;
    if missing.contains("/evidence/part_2.plan") {
        let plan = "First: why? Second: how? Third: what if?";
        let seen = who.writes_evidence(work, "part_2.plan", plan, 0).await;
        assert!(seen.goes_to.is_some(), "no plan: {}", seen.page);
    }
}

pub fn id<T>(path: &str) -> Id<T> {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// What was decided last on this work.
pub async fn decision(world: &World, work: &str) -> Option<review::Decision> {
    let mut read = world.app.read().await.unwrap();
    review::decision(&mut read, id(work)).await.unwrap()
}

/// What that decision says isn't there yet.
pub fn missing(decision: &review::Decision) -> Vec<&str> {
    let missed = decision.criteria.iter().filter(|it| !it.outcome.is_demonstrated());
    missed.map(|it| it.criterion.as_str()).collect()
}

/// Everything demonstrated.
pub const ALL: [(&str, &str, &str); 4] = [
    ("overview", "demonstrated", "It is there."),
    ("plan", "demonstrated", "It is there."),
    ("tally", "demonstrated", "It is there."),
    ("reflection", "demonstrated", "It is there."),
];

/// What names the notes that this page shows.
pub fn revision(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"revision\" value=\"").expect("a form");
    rest.split_once('"').unwrap().0.to_owned()
}

/// As the browser saves in the background.
pub async fn types(who: &Someone, panel: &str, revision: &str, words: &str) -> String {
    let sent = form(&[("revision", revision), ("feedback.plan", words)]);
    let request = who.request("POST", &format!("{panel}/notes"));
    let request = request
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    who.sends(request, sent.into()).await.page
}
