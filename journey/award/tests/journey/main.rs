//! A decision becomes a signed badge, that anyone can check and its issuer can take back.
#![allow(clippy::unwrap_used)] // what stories do

mod approving;
mod checking;
mod earning;
mod forms;
mod revoking;
mod showing;
mod signing;
mod verifying;
mod world;

use foundation::Id;
use people::testing::{Seen, World};

pub use world::{
    APPROVED, SLUG, approved_by, credential, decided, earned, world, world_at, world_beside,
};

/// The main part of a page, without its issuer's key, and without ids in addresses within addresses.
pub fn main(seen: &Seen) -> String {
    let mut page = seen.main();
    let within = "%2Fcredentials%2F";
    for (at, _) in page.clone().match_indices(within) {
        let id = at + within.len();
        page.replace_range(id..id + 36, &"-".repeat(36));
    }
    let Some(at) = page.find("did:key:") else { return page };
    let key = page[at..].split(|it: char| !it.is_alphanumeric() && it != ':').next().unwrap();
    page.replace(key, "did:key:…")
}

pub async fn count(world: &World, select: &'static str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar(select).fetch_one(&mut *read).await.unwrap()
}

pub fn id<T>(path: &str) -> Id<T> {
    path.rsplit('/').next().unwrap().parse().unwrap()
}
