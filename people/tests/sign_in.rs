//! Signing in: by the form, from where one was going, and not by guessing.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use foundation::Journey;
use jiff::SignedDuration;
use people::{
    Routes, SignedIn, Who, get,
    testing::{Browser, Seen, Someone, World, form},
};

const RIGHT: &str = "stones upon stones";
const WRONG: &str = "stones under stones";

async fn own(who: SignedIn) -> String {
    format!("Yours, {}", who.name())
}

async fn world() -> (World, Someone) {
    let routes = Routes::of([get("/own", Who::SignedIn, own)]).merge(people::routes());
    let journey = Journey::default().job(people::send_link).job(people::tidy);
    let world = World::new(journey, routes).await;
    let rosa = world.educator("Rosa").await;
    world.set_password(&rosa, RIGHT).await;
    (world, rosa)
}

async fn signs_in(browser: &Browser, address: &str, password: &str) -> Seen {
    let form = form(&[("address", address), ("password", password), ("to", "/own")]);
    browser.posts("/sign-in", &form).await
}

#[tokio::test]
async fn she_signs_in_and_goes_where_she_was_going() {
    let (world, rosa) = world().await;
    let browser = world.stranger();

    let asked = browser.opens("/own").await.goes_to.unwrap();
    insta::assert_snapshot!(browser.opens(&asked).await.main());
    let seen = signs_in(&browser, " Rosa@People.test ", RIGHT).await;

    assert_eq!(seen.goes_to.as_deref(), Some("/own"));
    assert_eq!(browser.opens("/own").await.page, "Yours, Rosa");
    assert_eq!(browser.opens(&asked).await.goes_to.as_deref(), Some("/own"));
    assert_eq!(rosa.opens("/own").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_cookie_is_ours_alone_and_no_script_s() {
    let (world, rosa) = world().await;
    let seen = signs_in(&world.stranger(), &rosa.address, RIGHT).await;
    let cookie = seen.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600"), "{cookie}");
}

#[tokio::test]
async fn signing_in_ends_the_session_that_was_there() {
    let (world, rosa) = world().await;
    let thief = world.stranger();
    thief.has_the_cookies_of(&rosa);

    signs_in(&rosa, &rosa.address, RIGHT).await;

    assert_eq!(rosa.opens("/own").await.status, StatusCode::OK);
    assert_eq!(thief.opens("/own").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let (world, rosa) = world().await;
    let browser = world.stranger();

    let wrong = signs_in(&browser, &rosa.address, WRONG).await;
    let unknown = signs_in(&browser, "none@people.test", WRONG).await;

    assert_eq!(wrong.status, StatusCode::CONFLICT);
    assert_eq!(wrong.status, unknown.status);
    assert_eq!(wrong.main(), unknown.main().replace("none@", "rosa@"));
    assert!(!wrong.page.contains(WRONG));
    insta::assert_snapshot!(wrong.main());
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let (world, rosa) = world().await;
    let sent =
        form(&[("address", &rosa.address), ("password", RIGHT), ("to", "//evil.example/own")]);

    let seen = world.stranger().posts("/sign-in", &sent).await;

    assert_eq!(seen.goes_to.as_deref(), Some("/today"));
    let page = world.stranger().opens("/sign-in?to=https%3A%2F%2Fevil.example").await.page;
    assert!(!page.contains("evil.example"));
}

#[tokio::test]
async fn another_site_signs_nobody_in() {
    let (world, rosa) = world().await;
    let browser = world.stranger();
    let body = form(&[("address", &rosa.address), ("password", RIGHT)]);

    let request = browser.request("POST", "/sign-in").header("sec-fetch-site", "cross-site");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let seen = browser.sends(request, body.into()).await;

    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.opens("/own").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_guesser_is_stopped_and_the_owner_elsewhere_is_not() {
    let (world, rosa) = world().await;
    let guesser = world.stranger_at("203.0.113.7");
    guesses(&guesser, &rosa.address, 5).await;

    let stopped = signs_in(&guesser, &rosa.address, RIGHT).await;
    let owner = signs_in(&world.stranger_at("198.51.100.1"), &rosa.address, RIGHT).await;

    assert!(stopped.page.contains("Too many tries. Nothing is lost: try again after 2:17 PM."));
    assert_eq!(owner.status, StatusCode::SEE_OTHER);
    world.app.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(signs_in(&guesser, &rosa.address, RIGHT).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn many_machines_at_one_account_are_stopped_too() {
    let (world, rosa) = world().await;
    ten_machines_guess(&world, &rosa.address).await;

    let stopped = signs_in(&world.stranger_at("198.51.100.1"), &rosa.address, RIGHT).await;
    assert!(stopped.page.contains("Too many tries. Nothing is lost: try again after 3:02 PM."));

    world.app.clock.advance(SignedDuration::from_hours(1));
    let seen = signs_in(&world.stranger_at("198.51.100.1"), &rosa.address, RIGHT).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn tries_that_come_at_once_are_counted_too() {
    let (world, rosa) = world().await;
    let guesser = world.stranger_at("203.0.113.7");
    let guess = || signs_in(&guesser, &rosa.address, WRONG);

    tokio::join!(guess(), guess(), guess(), guess(), guess(), guess());

    let stopped = signs_in(&guesser, &rosa.address, RIGHT).await;
    assert!(stopped.page.contains("Too many tries."));
}

#[tokio::test]
async fn whoever_remembers_in_time_starts_afresh() {
    let (world, rosa) = world().await;
    let browser = world.stranger_at("203.0.113.7");
    guesses(&browser, &rosa.address, 4).await;
    assert_eq!(signs_in(&browser, &rosa.address, RIGHT).await.status, StatusCode::SEE_OTHER);
    assert_eq!(signs_in(&browser, &rosa.address, RIGHT).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_ended_long_ago_is_swept_out() {
    let (world, rosa) = world().await;
    signs_in(&world.stranger(), &rosa.address, WRONG).await;
    world.app.clock.advance(SignedDuration::from_hours(22 * 24));
    signs_in(&world.stranger(), &rosa.address, RIGHT).await;

    world.settle().await;

    assert_eq!(rows(&world, "SELECT COUNT(*) FROM sessions").await, 1);
    assert_eq!(rows(&world, "SELECT COUNT(*) FROM throttles").await, 2);
}

async fn rows(world: &World, count: &'static str) -> i64 {
    let mut read = world.app.read().await.unwrap();
    sqlx::query_scalar(count).fetch_one(&mut *read).await.unwrap()
}

async fn guesses(browser: &Browser, address: &str, times: usize) {
    for _ in 0..times {
        let seen = signs_in(browser, address, WRONG).await;
        assert!(seen.page.contains("belong together"));
    }
}

/// Three guesses from each of ten machines.
async fn ten_machines_guess(world: &World, address: &str) {
    for machine in 0..10 {
        guesses(&world.stranger_at(&format!("203.0.113.{machine}")), address, 3).await;
    }
}
