//! What stories of the whole house begin with: every room, wired as the program wires them.
#![allow(clippy::unwrap_used, dead_code)] // what stories do, and not each of them all of it

use design::{File, Version, testing::published};
use foundation::Id;
use people::testing::{Someone, World};
use review::{Finding, testing::Reviews};
use server::import::{Asked, import_files};
use sqlx::AssertSqlSafe;
use submit::testing::{Submits, THREE_SECONDS};

/// One reviews it, blind; awarded by rule.
pub const SLUG: &str = "three-seconds";

/// What a district pays for it, if it was approved before the start.
const POLICY: &str = "\
cairn: recognition/1
slug: pay
title: Pay
summary: For every year.
start: anyone
approver: approver
effective: next_school_year
classes:
  - key: class-1
    title: One practice
    rules:
      - {unit: cents, amount: 20000, each: yearly, approval: APPROVAL, account: base-pay}
    microcredentials: [three-seconds, asked-for]
";

/// A district with this in its catalog, and with rules for pay: approved before the start.
pub async fn house() -> World {
    house_paying("before_start").await
}

/// The same, where approval is `before_start` or `not_needed`.
pub async fn house_paying(approval: &str) -> World {
    let world = World::new(server::journey(), server::routes()).await;
    furnish(&world, approval).await;
    world
}

/// A house of today, for the program to go on with: in its database, and with its clock.
pub async fn house_now(approval: &str) -> World {
    let world = World::new(server::journey(), server::routes()).await;
    world.app.clock.advance(jiff::Timestamp::now().duration_since(world.app.clock.now()));
    furnish(&world, approval).await;
    world
}

async fn furnish(world: &World, approval: &str) {
    offers(world, SLUG, &[]).await;
    offers(world, "asked-for", &[]).await;
    let policy = POLICY.replace("APPROVAL", approval);
    let file = File { name: "recognition.yaml".into(), bytes: policy.into() };
    let asked = Asked { organization: Some("maple-ridge"), ..Asked::default() };
    import_files(&world.app, &asked, vec![file]).await.unwrap();
    world.settle().await;
}

/// The short microcredential under another name, and otherwise as these replacements say.
pub async fn offers(world: &World, slug: &str, otherwise: &[(&str, &str)]) -> Version {
    let text = THREE_SECONDS.replace("slug: three-seconds", &format!("slug: {slug}"));
    let text = otherwise.iter().fold(text, |text, (was, is)| text.replace(was, is));
    let version = published(world, &text).await;
    world.settle().await;
    version
}

/// An assessor of the issuer's who may score this: the rubric is the same in all that `offers` brings.
pub async fn qualified(world: &World, name: &str) -> Someone {
    review::testing::qualified(world, name, SLUG).await
}

pub async fn submits(world: &World, who: &Someone, work: &str) {
    let seen = who.submits(work).await;
    assert!(seen.goes_to.is_some(), "not submitted: {}", seen.page);
    world.settle().await;
}

/// Whoever has it first on their desk scores it.
pub async fn finds(world: &World, assessor: &Someone, finding: Finding) {
    let seen = assessor.finds(finding).await;
    assert!(seen.goes_to.is_some(), "not scored: {}", seen.page);
    world.settle().await;
}

/// The last part of a path.
pub fn id<T>(path: &str) -> Id<T> {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// One text that the record holds.
pub async fn text(world: &World, select: &str) -> String {
    let mut read = world.app.read().await.unwrap();
    let found = sqlx::query_scalar(AssertSqlSafe(select.to_owned())).fetch_one(&mut *read).await;
    found.unwrap_or_else(|error| panic!("{select}: {error}"))
}

/// One number.
pub async fn count(world: &World, select: &str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    let found = sqlx::query_scalar(AssertSqlSafe(select.to_owned())).fetch_one(&mut *read).await;
    found.unwrap_or_else(|error| panic!("{select}: {error}"))
}
