//! What the vault promises.
#![allow(clippy::unwrap_used)] // what stories do

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode},
};
use bytes::Bytes;
use foundation::{Error, Id, Journey};
use jiff::SignedDuration;
use people::testing::{Someone, World};
use vault::{Commitment, Content, File, Refusal, Seen};

#[tokio::test]
async fn words_are_saved_over_those_that_were_seen_and_no_others() {
    let (world, rosa, _) = world().await;
    let id = Id::random();

    let first = save(&world, &rosa, id, "We waited.", 0).await.unwrap();
    let second = save(&world, &rosa, id, "We waited three seconds.", first.revision).await.unwrap();
    let stale = save(&world, &rosa, id, "Another tab.", first.revision).await;
    let same = save(&world, &rosa, id, "We waited three seconds.", first.revision).await.unwrap();

    assert!(refused(stale, &Refusal::Stale));
    assert_eq!(same.revision, second.revision);
    assert_eq!(draft(&world, &rosa, id).await, "We waited three seconds.");
}

#[tokio::test]
async fn another_s_words_are_not_saved_over() {
    let (world, rosa, ana) = world().await;
    let id = Id::random();
    save(&world, &rosa, id, "Mine.", 0).await.unwrap();
    assert!(refused(save(&world, &ana, id, "Yours.", 1).await, &Refusal::Sealed));
    assert_eq!(draft(&world, &rosa, id).await, "Mine.");
}

#[tokio::test]
async fn what_is_sealed_stays_and_proves_itself() {
    let (world, rosa, _) = world().await;
    let id = Id::random();
    save(&world, &rosa, id, "We waited.", 0).await.unwrap();
    let sealed = seal(&world, &rosa, id).await;

    assert!(refused(save(&world, &rosa, id, "We didn't.", 1).await, &Refusal::Sealed));
    let mut read = world.app.read().await.unwrap();
    let salt: String = sqlx::query_scalar("SELECT salt FROM contents WHERE id = $1")
        .bind(id)
        .fetch_one(&mut *read)
        .await
        .unwrap();
    assert_eq!(sealed, Commitment::to(&salt, b"We waited."));
}

#[tokio::test]
async fn nothing_empty_is_sealed() {
    let (world, rosa, _) = world().await;
    let mut tx = world.app.begin().await.unwrap();
    let sealed = vault::seal(&mut tx, rosa.id, &[Id::random()]).await;
    assert!(refused(sealed, &Refusal::Empty));
}

#[tokio::test]
async fn nobody_looks_without_a_grant_nor_after_it_and_every_look_is_on_the_record() {
    let (world, rosa, ana) = world().await;
    let id = Id::random();
    save(&world, &rosa, id, "We waited.", 0).await.unwrap();
    grant(&world, &ana, id).await;
    assert!(look(&world, &ana, id).await.is_none(), "a draft is never granted");

    seal(&world, &rosa, id).await;
    assert_eq!(look(&world, &ana, id).await, Some(Seen::Words("We waited.".into())));
    world.app.clock.advance(SignedDuration::from_hours(25));
    assert!(look(&world, &ana, id).await.is_none());

    let mut read = world.app.read().await.unwrap();
    let looks = vault::looks_at(&mut read, rosa.id, &[id]).await.unwrap();
    assert_eq!(looks.len(), 1);
    assert_eq!((looks[0].1.by, looks[0].1.why.as_str()), (ana.id, "to review it"));
    assert!(vault::looks_at(&mut read, ana.id, &[id]).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_destroyed_leaves_its_commitment_alone_and_nothing_that_is_held_goes() {
    let (world, rosa, ana) = world().await;
    let file = upload(&world, &rosa, b"a picture").await;
    let mut tx = world.app.begin().await.unwrap();
    tx.run(sqlx::query("UPDATE contents SET held_at = 1 WHERE id = $1").bind(file)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.app.begin().await.unwrap();
    assert!(refused(vault::destroy(&mut tx, &[file]).await, &Refusal::Held));
    drop(tx);

    let other = upload(&world, &rosa, b"another picture").await;
    grant(&world, &ana, other).await;
    let mut tx = world.app.begin().await.unwrap();
    vault::destroy(&mut tx, &[other]).await.unwrap();
    tx.commit().await.unwrap();
    world.settle().await;

    assert!(matches!(look(&world, &ana, other).await, Some(Seen::Destroyed { .. })));
    assert_eq!(rosa.opens(&format!("/files/{other}")).await.status, StatusCode::NOT_FOUND);
    assert!(world.app.files().whole("a/another").await.is_err());
    assert!(world.app.files().whole("a/a").await.is_ok());
}

/// Else the copied database would name a file that isn't among those copied after it.
#[tokio::test]
async fn while_a_backup_is_made_no_file_goes() {
    let (world, rosa, _) = world().await;
    let file = upload(&world, &rosa, b"a picture").await;
    let copied = world.app.files().freeze().unwrap();
    let mut tx = world.app.begin().await.unwrap();
    vault::destroy(&mut tx, &[file]).await.unwrap();
    tx.commit().await.unwrap();
    world.settle().await;
    assert!(world.app.files().whole("a/a").await.is_ok());

    drop(copied);
    world.app.clock.advance(SignedDuration::from_mins(1));
    world.settle().await;

    assert!(world.app.files().whole("a/a").await.is_err());
}

#[tokio::test]
async fn a_file_is_served_to_whom_it_is_open_as_an_attachment_that_runs_nothing() {
    let (world, rosa, ana) = world().await;
    let file = upload(&world, &rosa, b"a picture").await;
    let url = vault::file_url(&world.app, ana.id, file).unwrap();
    assert_eq!(ana.opens(&url).await.status, StatusCode::NOT_FOUND);

    grant(&world, &ana, file).await;
    let seen = ana.opens(&url).await;

    assert_eq!((seen.status, seen.page.as_str()), (StatusCode::OK, "a picture"));
    let header = |name: &str| seen.headers[name].to_str().unwrap().to_owned();
    let policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
    assert_eq!(header("content-security-policy"), policy);
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-disposition").starts_with("attachment; filename=\"evidence-"));
    assert!(!seen.headers.iter().any(|(_, value)| value.to_str().unwrap().contains("Rosa")));
}

#[tokio::test]
async fn a_player_may_begin_in_the_middle() {
    let (world, rosa, _) = world().await;
    let file = upload(&world, &rosa, b"a picture").await;
    let asks = async |range: &str| {
        let request = rosa.request("GET", &format!("/files/{file}")).header("range", range);
        rosa.sends(request, Body::empty()).await
    };

    let part = asks("bytes=2-4").await;
    let beyond = asks("bytes=9-").await;

    assert_eq!((part.status, part.page.as_str()), (StatusCode::PARTIAL_CONTENT, "pic"));
    assert_eq!(
        (&part.headers["content-range"], &part.headers["content-length"]),
        (&HeaderValue::from_static("bytes 2-4/9"), &HeaderValue::from_static("3"))
    );
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
}

async fn world() -> (World, Someone, Someone) {
    let journey = Journey::default().job(vault::remove_object);
    let world = World::new(journey, vault::routes()).await;
    let rosa = world.educator("Rosa").await;
    let ana = world.assessor("Ana").await;
    (world, rosa, ana)
}

async fn save(
    world: &World,
    by: &Someone,
    id: Id<Content>,
    words: &str,
    revision: i64,
) -> foundation::Result<vault::Saved> {
    let mut tx = world.app.begin().await?;
    let saved = vault::save(&mut tx, world.district.id, by.id, id, words, revision).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn seal(world: &World, by: &Someone, id: Id<Content>) -> Commitment {
    let mut tx = world.app.begin().await.unwrap();
    let sealed = vault::seal(&mut tx, by.id, &[id]).await.unwrap();
    tx.commit().await.unwrap();
    sealed[&id].clone()
}

async fn draft(world: &World, by: &Someone, id: Id<Content>) -> String {
    let mut read = world.app.read().await.unwrap();
    vault::draft(&mut read, by.id, id).await.unwrap().unwrap().words
}

async fn grant(world: &World, to: &Someone, id: Id<Content>) {
    let mut tx = world.app.begin().await.unwrap();
    let until = tx.now() + SignedDuration::from_hours(24);
    vault::grant(&mut tx, to.id, &[id], until).await.unwrap();
    tx.commit().await.unwrap();
}

async fn look(world: &World, by: &Someone, id: Id<Content>) -> Option<Seen> {
    vault::look(&world.app, by.id, &[id], "to review it").await.unwrap().remove(&id)
}

async fn upload(world: &World, by: &Someone, bytes: &'static [u8]) -> Id<Content> {
    let file = File {
        object_key: format!("a/{}", String::from_utf8_lossy(bytes).split(' ').next().unwrap()),
        media_type: "image/png".into(),
        file_name: "Rosa's class.png".into(),
        length_bytes: bytes.len() as i64,
    };
    world.app.files().keep(&file.object_key, Bytes::from_static(bytes)).await.unwrap();
    let mut tx = world.app.begin().await.unwrap();
    let id = vault::keep_file(&mut tx, world.district.id, by.id, &file, bytes).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn refused<T>(done: foundation::Result<T>, why: &Refusal) -> bool {
    matches!(done, Err(Error::Refused(told)) if told.to_string() == why.to_string())
}
