//! What the stories of this room begin with.
#![allow(dead_code, clippy::unwrap_used)] // each story needs some of it

pub mod decided;

use std::sync::Mutex;

use evidence::testing::ShowsEvidence;
use foundation::{Conn, Id, Journey, Read, Result, Tx};
use learn::{MayChange, MayStart, Notices, OpenNow, TaskList, testing::Learns};
use people::{
    Routes,
    testing::{Someone, World},
};
use submit::{Submitted, testing::three_seconds};
use vault::Content;

pub const SLUG: &str = "three-seconds";

async fn anyone(_: &mut Conn, _: MayStart) -> Result<()> {
    Ok(())
}

/// Of which pursuit, and which submission of it.
static ANNOUNCED: Mutex<Vec<(String, u32)>> = Mutex::new(Vec::new());

async fn heard(_: &mut Tx, what: Submitted) -> Result<()> {
    ANNOUNCED.lock().unwrap().push((what.pursuit.to_string(), what.number));
    Ok(())
}

/// Which submissions of this pursuit were announced.
pub fn announced(work: &str) -> Vec<u32> {
    let all = ANNOUNCED.lock().unwrap();
    all.iter().filter(|(pursuit, _)| work.ends_with(pursuit)).map(|it| it.1).collect()
}

pub fn journey() -> Journey {
    Journey::default()
        .gate::<MayStart>(anyone)
        .gate::<MayChange>(submit::may_change)
        .slot::<OpenNow>(submit::open_now)
        .slot::<TaskList>(submit::steps)
        .slot::<Notices>(submit::notices)
        .when::<Submitted>("story.submitted", heard)
}

pub fn routes() -> Routes {
    learn::routes().merge(evidence::routes()).merge(submit::routes()).merge(vault::routes())
}

pub async fn world() -> World {
    let world = World::new(journey(), routes()).await;
    three_seconds(&world).await;
    world
}

/// Rosa has begun.
pub async fn started(world: &World) -> (Someone, String) {
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    (rosa, work)
}

pub fn id_of<T>(place: &str) -> Id<T> {
    place.rsplit('/').next().unwrap().parse().unwrap()
}

/// Her plan, as a text with a caption.
pub async fn plan(who: &Someone, work: &str) {
    let words = "First: why? Second: how? Third: what if?";
    who.writes_evidence(work, "part_2.plan", words, 0).await;
    for piece in who.pieces(work, "part_2.plan").await {
        let captioned = who.captions(&piece, "What to look at first.", 0).await;
        assert_eq!(captioned.status, 303, "{}", captioned.page);
    }
}

/// Subject and body of every letter.
pub async fn letters(world: &World) -> Vec<String> {
    let mut read = world.app.read().await.unwrap();
    let letters: Vec<(String, String)> =
        sqlx::query_as("SELECT subject, body FROM letters ORDER BY written_at, id")
            .fetch_all(&mut *read)
            .await
            .unwrap();
    letters.into_iter().map(|(subject, body)| format!("{subject}\n\n{body}")).collect()
}

/// How many contents there are.
pub async fn contents(world: &World) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar("SELECT COUNT(*) FROM contents").fetch_one(&mut *read).await.unwrap()
}

/// Salt and words of what is sealed.
pub async fn sealed(read: &mut Read, id: Id<Content>) -> (String, String) {
    sqlx::query_as("SELECT salt, body FROM contents WHERE id = $1")
        .bind(id)
        .fetch_one(&mut **read)
        .await
        .unwrap()
}
