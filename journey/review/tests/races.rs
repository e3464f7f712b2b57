//! What happens at once is heard one after the other. `RACES` says how often each is run.
#![allow(clippy::unwrap_used)] // what stories do

mod story;

use people::testing::{Someone, World};
use review::{
    Finding::*,
    testing::{AboutToSend, Reviews},
};
use story::*;

fn races() -> usize {
    std::env::var("RACES").ok().and_then(|it| it.parse().ok()).unwrap_or(20)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_agree_at_once_decide_once() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    for round in 1..=races() {
        let (a, b) = (ana.is_about_to_find(NotYet).await, ben.is_about_to_find(NotYet).await);

        let (one, other) = tokio::join!(ana.press_send(&a), ben.press_send(&b));

        assert!(one.status.is_redirection() && other.status.is_redirection(), "round {round}");
        let decision = decision(&world, &work).await.unwrap();
        assert_eq!((decision.outcome, decision.how.third_decided), (NotYet, false));
        assert_eq!(decided(&world).await, round as i64);
        submits(&world, &rosa, &work, "We waited once more.").await;
    }
    assert_eq!(cho.waiting().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_differ_at_once_call_one_third() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    for round in 1..=races() {
        let (a, b) = (ana.is_about_to_find(Demonstrated).await, ben.is_about_to_find(NotYet).await);

        let (one, other) = tokio::join!(ana.press_send(&a), ben.press_send(&b));

        assert!(one.status.is_redirection() && other.status.is_redirection(), "round {round}");
        assert_eq!(cho.waiting().await, 1);
        assert_eq!(decided(&world).await, round as i64 - 1);
        cho.finds(NotYet).await;
        assert_eq!(decided(&world).await, round as i64);
        submits(&world, &rosa, &work, "We waited once more.").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_review_sent_twice_at_once_is_one() {
    let world = world().await;
    let [ana, ben, _] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    for round in 1..=races() {
        let a = ana.is_about_to_find(NotYet).await;

        let (one, other) = tokio::join!(ana.press_send(&a), ana.press_send(&a));

        let sent = [&one, &other].iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(sent, 1, "round {round}");
        ben.finds(NotYet).await;
        assert_eq!(decided(&world).await, round as i64);
        submits(&world, &rosa, &work, "We waited once more.").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn knowing_her_and_scoring_her_at_once_is_one_of_both() {
    let world = world().await;
    qualified(&world, "Ana").await;
    for round in 1..=races() {
        let ben = qualified(&world, &format!("Ben {round}")).await;
        let rosa = world.educator(&format!("Rosa {round}")).await;
        started_and_submitted(&world, &rosa).await;
        let b = ben.is_about_to_find(NotYet).await;

        let (sent, left) = tokio::join!(ben.press_send(&b), ben.knows_them(&b.panel));

        assert!(left.status.is_redirection(), "round {round}: {}", left.page);
        let heard = i64::from(sent.status.is_redirection());
        assert_eq!(on_panel(&world, &ben, &b, "reviews", "1 = 1").await, heard, "round {round}");
        let left = on_panel(&world, &ben, &b, "seats", "left_at IS NOT NULL").await;
        assert_eq!(left, 1 - heard, "round {round}");
    }
}

async fn decided(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) FROM decisions").await
}

/// How many rows tell of this person on this panel.
async fn on_panel(
    world: &World,
    who: &Someone,
    review: &AboutToSend,
    table: &str,
    which: &str,
) -> i64 {
    let (panel, person) = (id::<review::Panel>(&review.panel), who.id);
    let text = format!(
        "SELECT COUNT(*) FROM {table}
         WHERE panel_id = '{panel}' AND assessor_id = '{person}' AND {which}"
    );
    count(world, &text).await
}

async fn count(world: &World, text: &str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar(sqlx::AssertSqlSafe(text.to_owned())).fetch_one(&mut *read).await.unwrap()
}
