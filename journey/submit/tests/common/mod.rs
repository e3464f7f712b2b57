//! What the stories of this room begin with.
#![allow(dead_code, clippy::unwrap_used)] // each story needs some of it

pub mod decided;

use std::sync::Mutex;

use foundation::{Conn, Id, Journey, Read, Result, Tx};
use learn::{MayChange, MayStart, Notices, OpenNow, TaskList, testing::Learns};
use people::testing::{Someone, World};
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

pub async fn world() -> World {
    let world = World::new(journey(), learn::routes().merge(submit::routes())).await;
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
pub async fn plan(world: &World, who: &Someone, work: &str) {
    add(world, who, work, 1, "part_2.plan", "text", "First: why? Second: how? Third: what if?")
        .await;
}

pub async fn link(world: &World, who: &Someone, work: &str, place: &str, address: &str) {
    add(world, who, work, 1, place, "link", address).await;
}

/// For a later submission.
pub async fn link_for(
    world: &World,
    who: &Someone,
    work: &str,
    number: i64,
    place: &str,
    address: &str,
) {
    add(world, who, work, number, place, "link", address).await;
}

async fn add(
    world: &World,
    who: &Someone,
    work: &str,
    number: i64,
    place: &str,
    kind: &str,
    words: &str,
) {
    let mut tx = world.app.begin().await.unwrap();
    let (content, caption) = (Id::<Content>::random(), Id::<Content>::random());
    for (id, words) in [(content, words), (caption, "What to look at first.")] {
        vault::save(&mut tx, world.district.id, who.id, id, words, 0).await.unwrap();
    }
    let insert = sqlx::query(
        "INSERT INTO artifacts (organization_id, id, pursuit_id, item, submission_number, kind,
           content_id, caption_id, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
    )
    .bind(world.district.id)
    .bind(Id::<()>::random())
    .bind(id_of::<()>(work))
    .bind(place)
    .bind(number)
    .bind(kind)
    .bind(content)
    .bind(caption)
    .bind(who.id);
    tx.run_one(insert).await.unwrap();
    tx.commit().await.unwrap();
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
