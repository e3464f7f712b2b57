//! Anyone finds what is published, by its words and by what it is, without an account.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use design::{
    Published,
    testing::{publishes, sample, samples},
};
use foundation::Journey;
use people::testing::{Seen, World};

const WAIT_TIME: &str = "lakeshore-university/wait-time-and-questioning.md";

async fn world() -> World {
    let journey = Journey::default().when::<Published>("discover.list", discover::list);
    World::new(journey, discover::routes().merge(design::routes()).merge(people::routes())).await
}

/// With all samples in the catalog.
async fn stocked() -> World {
    let world = world().await;
    samples(&world).await;
    world.settle().await;
    world
}

/// The slugs of what a page of the catalog lists, in its order.
fn listed(seen: &Seen) -> Vec<&str> {
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.page);
    let titles = seen.page.split("<h2 class=\"card-title\"><a href=\"/catalog/").skip(1);
    titles.map(|it| it.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn a_stranger_reads_how_it_works_and_one_microcredential_in_full() {
    let world = stocked().await;
    let stranger = world.stranger();

    insta::assert_snapshot!("home", stranger.opens("/").await.main());
    insta::assert_snapshot!(
        "entry",
        stranger.opens("/catalog/wait-time-and-questioning").await.main()
    );
    assert_eq!(stranger.opens("/catalog/nothing-of-this-name").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn before_anything_is_published_the_pages_say_so() {
    let world = world().await;

    insta::assert_snapshot!("home_empty", world.stranger().opens("/").await.main());
    insta::assert_snapshot!("catalog_empty", world.stranger().opens("/catalog").await.main());
}

#[tokio::test]
async fn everything_is_found_by_the_words_that_people_use() {
    let world = stocked().await;
    let stranger = world.stranger();
    let all = stranger.opens("/catalog").await;
    insta::assert_snapshot!("catalog", all.main());
    assert_eq!(listed(&all).len(), 12);

    for (words, first) in [
        ("wait", "wait-time-and-questioning"),
        ("data dive", "leading-a-data-dive"),
        ("DISCUSS", "effective-class-discussion"),
        ("design think", "design-thinking-in-science"),
    ] {
        let seen = stranger.opens(&format!("/catalog?q={}", words.replace(' ', "+"))).await;
        assert_eq!(listed(&seen)[0], first, "{words}");
    }
    let nothing = stranger.opens("/catalog?q=quantum+chromodynamics").await;
    assert!(nothing.page.contains("Nothing matches all of that."));
}

#[tokio::test]
async fn what_is_asked_narrows_what_is_listed() {
    let world = stocked().await;
    let stranger = world.stranger();
    let all = listed(&stranger.opens("/catalog").await).len();

    let stack = "/catalog?stack=seeing-students-think";
    let seen = stranger.opens(stack).await;
    let of_stack = listed(&seen);
    assert!(!of_stack.is_empty() && of_stack.len() < all, "{of_stack:?}");
    assert!(seen.page.contains("<option value=\"seeing-students-think\" selected>"));

    let both = stranger.opens(&format!("{stack}&q=wait")).await;
    assert_eq!(listed(&both), ["wait-time-and-questioning"]);
    let none = stranger.opens(&format!("{stack}&framework=ngss&time=over-20")).await;
    assert!(listed(&none).iter().all(|it| of_stack.contains(it)));
    assert!(listed(&stranger.opens("/catalog?stack=of-nobody").await).is_empty());
}

#[tokio::test]
async fn nonsense_finds_nothing_and_breaks_nothing() {
    let world = stocked().await;

    for asked in [
        "q=%22%27%3B+DROP+TABLE+catalog_entries%3B--",
        "q=%FF",
        "q=%28+NEAR+AND+%29+%2A",
        "stack=%27&time=%22&worth=%25&needs=_&framework=%5C&issuer=%F0%9F%AA%A8",
        "after=%27+OR+1%3D1",
        "q=wait&after=-1",
        "q=wait&after=999999999999999999999",
    ] {
        let seen = world.stranger().opens(&format!("/catalog?{asked}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{asked}: {}", seen.page);
    }
    for unreadable in ["q=%00", "stack=%00"] {
        let seen = world.stranger().opens(&format!("/catalog?{unreadable}")).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{unreadable}");
    }
    assert_eq!(listed(&world.stranger().opens("/catalog").await).len(), 12);
}

#[tokio::test]
async fn a_long_catalog_is_read_page_by_page() {
    let world = world().await;
    for number in 0..35 {
        publishes(&world, world.issuer.id, &numbered(number)).await;
    }
    world.settle().await;

    for asked in ["/catalog", "/catalog?q=wait"] {
        let first = world.stranger().opens(asked).await;
        let more = first.page.split("<a class=\"button quiet\" href=\"").nth(1).unwrap();
        let more = more.split('"').next().unwrap().replace("&#38;", "&");
        let second = world.stranger().opens(&more).await;
        let mut both = [listed(&first), listed(&second)].concat();
        assert_eq!([listed(&first).len(), both.len()], [30, 35], "{asked}");
        assert!(!second.page.contains("<p class=\"pager\">"));
        both.sort();
        both.dedup();
        assert_eq!(both.len(), 35, "each is listed once");
    }
}

#[tokio::test]
async fn what_is_published_anew_is_listed_as_it_is_now() {
    let world = world().await;
    publishes(&world, world.issuer.id, &numbered(1)).await;
    world.settle().await;
    let again = numbered(1).replacen("Wait time 1", "Patience", 1);
    publishes(&world, world.issuer.id, &again).await;
    world.settle().await;

    let stranger = world.stranger();
    assert_eq!(listed(&stranger.opens("/catalog?q=patience").await), ["wait-1"]);
    let page = stranger.opens("/catalog").await.page;
    assert!(page.contains("Patience") && !page.contains("Wait time 1"));
}

/// One of many that stand alone.
fn numbered(number: usize) -> String {
    let text = sample(WAIT_TIME).replace("stack: seeing-students-think\n", "");
    let (before, rest) = text.split_once("alignments:\n").unwrap();
    let (_, after) = rest.split_once("local_alignments:\n").unwrap();
    format!("{before}local_alignments:\n{after}")
        .replacen("slug: wait-time-and-questioning", &format!("slug: wait-{number}"), 1)
        .replacen("title: Wait time", &format!("title: Wait time {number}"), 1)
}
