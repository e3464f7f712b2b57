//! The timeline stands on both databases, and says when it doesn't.

use foundation::{Db, testing::database};

#[tokio::test]
async fn a_migrated_database_waits_for_nothing() {
    let story = database().await;
    assert!(story.db.unapplied().await.unwrap().is_empty());
    let owner = Db::open(&story.owner_url).await.unwrap();
    assert!(owner.migrate().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_empty_database_waits_for_all_and_is_then_as_it_was_made() {
    let story = database().await;
    let db = Db::open(&story.empty().await).await.unwrap();
    let waiting = db.unapplied().await.unwrap();
    assert!(waiting.contains(&"0001_record"));
    assert_eq!(db.migrate().await.unwrap(), waiting);
    assert_eq!(db.check_schema().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn of_two_nodes_that_start_at_once_each_migration_is_applied_by_one() {
    let story = database().await;
    let url = story.empty().await;
    let (one, other) = (Db::open(&url).await.unwrap(), Db::open(&url).await.unwrap());
    let waiting = one.unapplied().await.unwrap();
    let (by_one, by_other) = tokio::join!(one.migrate(), other.migrate());
    let mut applied = [by_one.unwrap(), by_other.unwrap()].concat();
    applied.sort_unstable();
    assert_eq!(applied, waiting);
}

/// A text that was released is never edited.
#[tokio::test]
async fn a_migration_that_was_edited_is_noticed() {
    let story = database().await;
    let why =
        after(&story, "UPDATE migrations SET digest = 'another' WHERE name = '0001_record'").await;
    assert!(why.contains("0001_record isn't the one"), "{why}");
}

#[tokio::test]
async fn a_program_older_than_its_database_is_noticed() {
    let story = database().await;
    let why = after(&story, "INSERT INTO migrations VALUES ('9999_later', 'x', 1)").await;
    assert!(why.contains("older than the database"), "{why}");
}

async fn after(story: &foundation::testing::Database, tamper: &'static str) -> String {
    let owner = Db::open(&story.owner_url).await.expect("the owner");
    let mut conn = owner.writer().await.expect("a connection");
    sqlx::raw_sql(tamper).execute(&mut *conn).await.expect("it is done");
    drop(conn);
    match story.db.unapplied().await.expect_err("it is noticed") {
        foundation::Error::Fault(cause) => format!("{cause:#}"),
        other => other.to_string(),
    }
}
