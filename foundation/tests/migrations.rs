//! The timeline stands on both databases, and says when it doesn't.

use foundation::testing::database;

#[tokio::test]
async fn a_migrated_database_waits_for_nothing() {
    let story = database().await;
    assert!(story.db.unapplied().await.unwrap().is_empty());
    assert!(story.db.migrate().await.unwrap().is_empty());
}
