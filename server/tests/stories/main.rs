//! What only the whole house shows: how the rooms work together for those who use them.
#![allow(clippy::unwrap_used)] // what stories do

mod late;
mod left;
mod schools;
mod today;

use design::{File, testing::published};
use people::testing::World;
use server::import::{Asked, import_files};
use submit::testing::THREE_SECONDS;

pub const SLUG: &str = "three-seconds";
/// The issuer's approver says yes before it is awarded.
pub const APPROVED: &str = "three-seconds-approved";

const RULES: &str = "cairn: recognition/1
slug: pay
title: Pay
summary: For what you can show.
start: anyone
approver: approver
effective: at_once
classes:
  - key: all
    title: All of them
    rules:
      - unit: cents
        amount: 20000
        each: yearly
        approval: not_needed
        account: base-pay
    microcredentials: [three-seconds, three-seconds-approved]
";

/// The whole program, two microcredentials, and a district that pays for both.
pub async fn world() -> World {
    let world = World::new(server::journey(), server::routes()).await;
    published(&world, THREE_SECONDS).await;
    let approved = THREE_SECONDS
        .replace("slug: three-seconds", "slug: three-seconds-approved")
        .replace("award: rule", "award: approver\n  approver_role: approver");
    published(&world, &approved).await;
    let rules = File { name: "rules.yaml".into(), bytes: RULES.into() };
    let asked = Asked { organization: Some("maple-ridge"), ..Asked::default() };
    import_files(&world.app, &asked, vec![rules]).await.unwrap();
    world.settle().await;
    world
}

pub async fn count(world: &World, select: &'static str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar(select).fetch_one(&mut *read).await.unwrap()
}

/// Where what this link begins with leads.
pub fn link(page: &str, begins: &str) -> String {
    let (_, rest) = page.split_once(&format!("href=\"{begins}")).expect("there is such a link");
    format!("{begins}{}", rest.split('"').next().unwrap())
}
