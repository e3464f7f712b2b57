//! A forgotten password, and links that work once.

use axum::http::StatusCode;
use foundation::Journey;
use jiff::SignedDuration;
use people::testing::{Browser, Someone, World, form};

const NEW: &str = "another pile of stones";

async fn world() -> (World, Someone) {
    let journey = Journey::default().job(people::send_link).job(people::tidy);
    let world = World::new(journey, people::routes()).await;
    let rosa = world.educator("Rosa").await;
    world.set_password(&rosa, "stones upon stones").await;
    (world, rosa)
}

async fn asked(world: &World, rosa: &Someone) -> String {
    world.stranger().posts("/forgotten", &form(&[("address", &rosa.address)])).await;
    world.settle().await;
    world.link(&rosa.address, "people.new_password").await
}

#[tokio::test]
async fn she_chooses_a_new_one_by_a_link_that_works_once() {
    let (world, rosa) = world().await;
    let link = asked(&world, &rosa).await;
    let browser = world.stranger();

    let page = browser.opens(&link).await;
    insta::assert_snapshot!(page.main());
    let set = browser.posts(&link, &form(&[("new_password", NEW)])).await;

    assert_eq!(set.goes_to.as_deref(), Some("/account?changed=password"));
    assert_eq!(browser.opens("/account").await.status, StatusCode::OK);
    assert_eq!(rosa.opens("/account").await.status, StatusCode::SEE_OTHER);
    let again = world.stranger().posts(&link, &form(&[("new_password", NEW)])).await;
    assert_eq!(again.status, StatusCode::GONE);
    insta::assert_snapshot!(again.main());
    let signs_in = form(&[("address", &rosa.address), ("password", NEW)]);
    let seen = world.stranger().posts("/sign-in", &signs_in).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn opening_a_link_uses_nothing_up() {
    let (world, rosa) = world().await;
    let link = asked(&world, &rosa).await;
    world.stranger().opens(&link).await;
    world.stranger().opens(&link).await;
    let set = world.stranger().posts(&link, &form(&[("new_password", NEW)])).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_two_presses_at_once_one_counts() {
    let (world, rosa) = world().await;
    let link = asked(&world, &rosa).await;
    let (one, other) = (world.stranger(), world.stranger());
    let sent = form(&[("new_password", NEW)]);

    let (a, b) = tokio::join!(one.posts(&link, &sent), other.posts(&link, &sent));

    let mut both = [a.status, b.status];
    both.sort();
    assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::GONE]);
}

#[tokio::test]
async fn a_link_that_is_an_hour_old_is_spent() {
    let (world, rosa) = world().await;
    let link = asked(&world, &rosa).await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    let seen = world.stranger().posts(&link, &form(&[("new_password", NEW)])).await;
    assert_eq!(seen.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_address_that_we_don_t_know_gets_the_same_answer_and_no_letter() {
    let (world, rosa) = world().await;
    let ask = async |address: &str| {
        world.stranger().posts("/forgotten", &form(&[("address", address)])).await
    };

    let known = ask(&rosa.address).await;
    let unknown = ask("none@people.test").await;
    world.settle().await;

    assert_eq!(known.status, unknown.status);
    assert_eq!(known.main(), unknown.main().replace("none@", "rosa@"));
    assert!(world.letters("none@people.test", "people.new_password").await.is_empty());
}

#[tokio::test]
async fn nobody_s_mailbox_is_filled() {
    let (world, _) = world().await;
    let ask = || world.stranger_at("203.0.113.7");
    let sent = form(&[("address", "none@people.test")]);
    let first = ask().posts("/forgotten", &sent).await;
    let second = ask().posts("/forgotten", &sent).await;
    let third = ask().posts("/forgotten", &sent).await;

    let fourth = ask().posts("/forgotten", &sent).await;

    assert_eq!([first.status, second.status, third.status], [StatusCode::OK; 3]);
    assert!(fourth.page.contains("try again after 3:02 PM"));
}

#[tokio::test]
async fn whoever_shows_that_the_mailbox_is_theirs_is_shut_out_no_more() {
    let (world, rosa) = world().await;
    let here = world.stranger_at("203.0.113.7");
    let wrong = form(&[("address", &rosa.address), ("password", "stones under stones")]);
    guesses(&here, &wrong, 6).await;
    let link = asked(&world, &rosa).await;

    here.posts(&link, &form(&[("new_password", NEW)])).await;
    here.posts("/sessions/end", "").await;

    let right = form(&[("address", &rosa.address), ("password", NEW)]);
    assert_eq!(here.posts("/sign-in", &right).await.status, StatusCode::SEE_OTHER);
}

async fn guesses(browser: &Browser, form: &str, times: usize) {
    for _ in 0..times {
        browser.posts("/sign-in", form).await;
    }
}

#[tokio::test]
async fn a_password_that_is_too_short_is_refused_and_the_link_still_works() {
    let (world, rosa) = world().await;
    let link = asked(&world, &rosa).await;
    let short = world.stranger().posts(&link, &form(&[("new_password", "stones")])).await;
    assert_eq!(short.status, StatusCode::CONFLICT);
    assert!(short.main().contains("This password is too short: use at least 12 characters."));
    let set = world.stranger().posts(&link, &form(&[("new_password", NEW)])).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
}
