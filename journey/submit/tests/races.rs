//! What happens at once is heard one after the other. `RACES` says how often each is run.
#![allow(clippy::unwrap_used)] // what stories do

mod common;

use axum::http::StatusCode;
use common::{SLUG, announced, id_of, world};
use evidence::testing::ShowsEvidence;
use futures::future::{join, join_all};
use learn::testing::Learns;
use people::testing::{Someone, World};
use submit::testing::{Submits, hidden};

fn races() -> usize {
    std::env::var("RACES").ok().and_then(|it| it.parse().ok()).unwrap_or(20)
}

/// Everything is written, and the check was opened: what the button sends.
async fn ready(world: &World, round: usize) -> (Someone, String, String) {
    let rosa = world.educator(&format!("Rosa {round}")).await;
    let work = rosa.starts(SLUG).await;
    for (place, words) in [
        ("part_1.setting", "Nineteen fourth graders."),
        ("part_1.why", "The same five hands."),
        ("part_3.change", "Twice as many spoke."),
        ("part_3.next", "I keep counting."),
    ] {
        rosa.types(&work, place, words, 0).await;
    }
    let rows = "0.lesson=first&0.question=a&1.lesson=last&1.question=b&revision=0";
    rosa.posts(&format!("{work}/part_2.tally.template"), rows).await;
    rosa.writes_evidence(&work, "part_2.plan", "First: why? Second: how?", 0).await;
    let page = rosa.opens(&format!("{work}/check")).await.page;
    let seen = hidden(&page, "seen").unwrap();
    let form = format!("number=1&seen={seen}&own=yes&privacy=yes");
    (rosa, work, form)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_submits_twice_at_once_submits_once() {
    let world = world().await;
    for round in 1..=races() {
        let (rosa, work, form) = ready(&world, round).await;
        let path = format!("{work}/submissions");

        let clicks = join_all((0..3).map(|_| rosa.posts(&path, &form))).await;
        world.settle().await;

        let sent = clicks.iter().filter(|it| it.status == StatusCode::SEE_OTHER).count();
        let refused = clicks.iter().filter(|it| it.status == StatusCode::CONFLICT).count();
        assert_eq!((sent, refused), (1, 2), "round {round}");
        let mut read = world.app.read().await.unwrap();
        let pursuit = id_of(&work);
        let of = submit::of_pursuits(&mut read, &[pursuit]).await.unwrap();
        assert_eq!(of[&pursuit].len(), 1, "round {round}");
        assert_eq!(announced(&work), [1], "round {round}");
    }
}

/// Either the new words are saved and she is asked to look again, or they come too late.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_types_while_she_submits_never_submits_what_she_did_not_see() {
    let world = world().await;
    for round in 1..=races() {
        let (rosa, work, form) = ready(&world, round).await;
        let path = format!("{work}/submissions");

        let typing = rosa.types(&work, "part_1.why", "Because I hear more.", 1);
        let (typed, submitted) = match round % 2 {
            0 => join(typing, rosa.posts(&path, &form)).await,
            _ => {
                let (submitted, typed) = join(rosa.posts(&path, &form), typing).await;
                (typed, submitted)
            }
        };

        let outcomes = (typed.status, submitted.status);
        assert!(
            outcomes == (StatusCode::OK, StatusCode::CONFLICT)
                || outcomes == (StatusCode::CONFLICT, StatusCode::SEE_OTHER),
            "round {round}: {outcomes:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_starts_twice_at_once_starts_once() {
    let world = world().await;
    for round in 1..=races() {
        let rosa = world.educator(&format!("Rosa {round}")).await;
        let starts = join_all((0..3).map(|_| rosa.tries_to_start(SLUG))).await;
        let begun = starts.iter().filter(|it| it.goes_to.is_some()).count();
        assert_eq!(begun, 1, "round {round}");
    }
}
