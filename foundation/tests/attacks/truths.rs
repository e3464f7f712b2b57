//! What the guards do besides refusing.

use std::time::Duration;

use sqlx::{AnyConnection, Connection};
use tokio::time::sleep;

use crate::{
    people_do::{
        DEMONSTRATED, OPEN, agreed, agreed_decision, exclusion, holder_of, merged, withdrawn,
    },
    rows::Sql,
    run::{Tried, World, run, world},
};

async fn human(world: &mut World, account: &str) -> String {
    sqlx::query_scalar("SELECT human_id FROM humans WHERE person_id = $1")
        .bind(account)
        .fetch_one(&mut world.conn)
        .await
        .expect("an account")
}

#[tokio::test]
async fn those_merged_into_an_account_move_along_with_it() {
    let mut world = world().await;
    run(&mut world.conn, &merged("ana", "ben").text()).await.unwrap();
    assert_eq!(human(&mut world, "ana2").await, "ben");
    run(&mut world.conn, &merged("ben", "cho").text()).await.unwrap();
    assert_eq!(human(&mut world, "ana2").await, "cho");
    assert_eq!(human(&mut world, "ana").await, "cho");
}

/// Two write at once, and neither can see the other's; the second waits, and is heard after the first.
async fn at_once(world: &World, first: Sql, second: Sql) -> Tried {
    let begin = if world.is_sqlite() { "BEGIN IMMEDIATE" } else { "BEGIN" };
    let mut one = AnyConnection::connect(&world.story.url).await.expect("a connection");
    let mut other = AnyConnection::connect(&world.story.url).await.expect("a connection");
    run(&mut one, &format!("{begin}; {}", first.text())).await.expect("the first goes on");
    let second = format!("{begin}; {} COMMIT", second.text());
    let waiting = tokio::spawn(async move { run(&mut other, &second).await });
    sleep(Duration::from_millis(200)).await;
    assert!(!waiting.is_finished(), "the second didn't wait");
    run(&mut one, "COMMIT").await.expect("the first is kept");
    waiting.await.expect("it ends")
}

fn ana_sits() -> Sql {
    OPEN.seat("1", "ana")
}

fn ana_reviews() -> Sql {
    OPEN.review("1", "ana", &[DEMONSTRATED; 2]).without("seats")
}

async fn refused_after(before: Sql, first: Sql, second: Sql) -> String {
    let mut world = world().await;
    run(&mut world.conn, &format!("BEGIN; {} COMMIT", before.text())).await.expect("accepted");
    at_once(&world, first, second).await.expect_err("the second is refused")
}

#[tokio::test]
async fn a_review_waits_for_an_exclusion() {
    let why = refused_after(ana_sits(), exclusion("open", "ana", 32), ana_reviews()).await;
    assert!(why.contains("Whoever is excluded"), "{why}");
}

#[tokio::test]
async fn a_review_waits_for_a_new_holder() {
    let why = refused_after(ana_sits(), holder_of("open", "ana"), ana_reviews()).await;
    assert!(why.contains("Whoever holds a pursuit"), "{why}");
}

#[tokio::test]
async fn a_new_holder_waits_for_a_review() {
    let why = refused_after(ana_sits(), ana_reviews(), holder_of("open", "ana")).await;
    assert!(why.contains("Whoever reviewed"), "{why}");
}

#[tokio::test]
async fn a_decision_waits_for_a_withdrawal() {
    let why = refused_after(agreed(), withdrawn("open"), agreed_decision()).await;
    assert!(why.contains("withdrawn"), "{why}");
}

#[tokio::test]
async fn a_merge_waits_for_another() {
    let why = refused_after(Sql::default(), merged("ben", "cho"), merged("dan", "ben")).await;
    assert!(why.contains("not merged itself"), "{why}");
}

/// On PostgreSQL, where several write at once, whatever is written about a pursuit waits for it.
#[tokio::test]
async fn whoever_writes_about_a_pursuit_locks_it() {
    let mut world = world().await;
    let locking: Vec<_> = world
        .triggers
        .iter()
        .filter(|(name, _)| name.ends_with("_hold_the_pursuit"))
        .map(|(_, trigger)| trigger.table.clone())
        .collect();
    assert_eq!(locking.len(), if world.is_sqlite() { 0 } else { 9 });
    let mut other = AnyConnection::connect(&world.story.url).await.unwrap();
    for table in locking {
        run(&mut other, "BEGIN; SELECT 1 FROM pursuits FOR NO KEY UPDATE").await.unwrap();
        let write =
            format!("SET lock_timeout = 50; INSERT INTO {table} SELECT * FROM {table} LIMIT 1");
        let waited =
            sqlx::raw_sql(sqlx::AssertSqlSafe(write)).execute(&mut world.conn).await.unwrap_err();
        let code = waited.as_database_error().unwrap().code().unwrap().into_owned();
        assert_eq!(code, "55P03", "{table}: {waited}");
        run(&mut other, "ROLLBACK").await.unwrap();
    }
}
