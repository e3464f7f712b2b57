//! The door: who may come in where, and what the others see.

use axum::http::StatusCode;
use foundation::{Journey, Page, Result};
use jiff::SignedDuration;
use people::{
    Educator, Office, Role, Routes, SignedIn, Visitor, Who, get, post,
    testing::{Someone, World},
};

async fn front(visitor: Visitor) -> String {
    format!("Welcome, {}", visitor.person().map_or("stranger", |it| &it.name))
}

async fn own(who: SignedIn) -> String {
    format!("Yours, {}", who.name())
}

async fn work(educator: Educator) -> String {
    format!("The work of {}", educator.name())
}

async fn shared(who: SignedIn, office: Option<Office>) -> String {
    format!("{} {}", who.name(), if office.is_some() { "pays" } else { "leads" })
}

fn routes() -> Routes {
    Routes::of([
        get("/", Who::Anyone, front),
        get("/own", Who::SignedIn, own),
        get("/work", Who::Educator, work),
        post("/work", Who::Educator, work),
        get("/shared", Who::AnyOf(&[Role::Lead, Role::Office]), shared),
        get("/wrong", Who::SignedIn, work),
    ])
    .merge(people::routes())
}

async fn world() -> World {
    World::new(Journey::default(), routes()).await
}

#[tokio::test]
async fn everyone_is_shown_what_is_theirs() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let lee = world.office("Lee").await;

    assert_eq!(world.stranger().opens("/").await.page, "Welcome, stranger");
    assert_eq!(rosa.opens("/").await.page, "Welcome, Rosa");
    assert_eq!(rosa.opens("/own").await.page, "Yours, Rosa");
    assert_eq!(rosa.opens("/work").await.page, "The work of Rosa");
    assert_eq!(lee.opens("/shared").await.page, "Lee pays");
}

#[tokio::test]
async fn what_is_another_s_looks_like_what_is_not_there() {
    let world = world().await;
    let lee = world.office("Lee").await;

    let forbidden = lee.opens("/work").await;
    let absent = lee.opens("/nowhere").await;

    assert_eq!(forbidden.status, StatusCode::NOT_FOUND);
    assert_eq!((forbidden.status, forbidden.page), (absent.status, absent.page));
    assert_eq!(lee.posts("/work", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_stranger_signs_in_first_and_comes_back() {
    let world = world().await;

    let seen = world.stranger().opens("/work?step=2").await;

    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert_eq!(seen.goes_to.as_deref(), Some("/sign-in?to=%2Fwork%3Fstep%3D2"));
}

#[tokio::test]
async fn whoever_is_signed_out_while_writing_loses_nothing() {
    let world = world().await;
    let stranger = world.stranger();

    let seen = stranger.posts("/work", "answer=words").await;
    let asked = stranger.request("POST", "/work").header("accept", "application/json");
    let script = stranger.sends(asked, axum::body::Body::empty()).await;

    assert_eq!([seen.status, script.status], [StatusCode::FORBIDDEN; 2]);
    insta::assert_snapshot!(seen.main());
    assert!(script.page.starts_with(r#"{"refused":"You are signed out."#), "{}", script.page);
}

#[tokio::test]
async fn a_head_is_answered_as_its_page_would_be() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let head = rosa.sends(rosa.request("HEAD", "/account"), axum::body::Body::empty()).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(head.page, "");
}

async fn length(bytes: axum::body::Bytes) -> String {
    bytes.len().to_string()
}

#[tokio::test]
async fn a_route_takes_a_form_s_worth_unless_it_says_more() {
    let routes = Routes::of([
        post("/form", Who::Anyone, length),
        post("/film", Who::Anyone, length).up_to(4 << 20),
    ]);
    let world = World::new(Journey::default(), routes).await;
    let three_mib = "x".repeat(3 << 20);
    let form = world.stranger().posts("/form", &three_mib).await;
    let film = world.stranger().posts("/film", &three_mib).await;
    assert_eq!([form.status, film.status], [StatusCode::PAYLOAD_TOO_LARGE, StatusCode::OK]);
}

#[tokio::test]
async fn a_page_that_asks_for_another_than_its_route_admits_stays_shut() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    assert_eq!(rosa.opens("/wrong").await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn a_session_ends_when_nobody_comes_back_to_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    world.app.clock.advance(SignedDuration::from_hours(11));
    assert_eq!(rosa.opens("/own").await.status, StatusCode::OK);
    world.app.clock.advance(SignedDuration::from_hours(11));
    assert_eq!(rosa.opens("/own").await.status, StatusCode::OK);
    world.app.clock.advance(SignedDuration::from_hours(12));
    assert_eq!(rosa.opens("/own").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_a_fortnight_however_busy() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    comes_back_every_hour(&world, &rosa, 14 * 24).await;

    assert_eq!(rosa.opens("/own").await.status, StatusCode::SEE_OTHER);
}

async fn comes_back_every_hour(world: &World, who: &Someone, hours: usize) {
    for _ in 0..hours {
        assert_eq!(who.opens("/own").await.status, StatusCode::OK);
        world.app.clock.advance(SignedDuration::from_hours(1));
    }
}

#[tokio::test]
async fn a_new_role_comes_with_a_new_token() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    world.app.clock.advance(SignedDuration::from_secs(1));
    world.appoint(&rosa, Role::Lead, &world.district).await;

    let seen = rosa.opens("/shared").await;

    assert_eq!(seen.page, "Rosa leads");
    assert!(seen.headers.contains_key("set-cookie"));
    world.app.clock.advance(SignedDuration::from_mins(2));
    let again = rosa.opens("/shared").await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(!again.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let kept = world.stranger();
    kept.has_the_cookies_of(&rosa);

    rosa.posts("/sessions/end", "").await;

    assert_eq!(rosa.opens("/own").await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept.opens("/own").await.status, StatusCode::SEE_OTHER);
}

#[derive(askama::Template)]
#[template(source = "<h1>Today</h1>", ext = "html")]
struct Today;

async fn today(_: SignedIn) -> Result<Page> {
    Page::new("Today", &Today)
}

#[tokio::test]
async fn a_page_stands_in_the_shell_with_the_places_of_whoever_looks() {
    let routes = Routes::of([get("/today", Who::SignedIn, today)])
        .nav("Today", "/today", Who::SignedIn)
        .nav("Pay", "/pay", Who::Office);
    let world = World::new(Journey::default(), routes).await;
    let rosa = world.educator("Rosa").await;
    let lee = world.office("Lee").await;

    let seen = rosa.opens("/today").await;

    assert!(seen.page.contains("<a href=\"/today\" aria-current=\"page\">Today</a>"));
    assert!(!seen.page.contains("/pay"));
    assert!(lee.opens("/today").await.page.contains("<a href=\"/pay\">Pay</a>"));
    insta::assert_snapshot!(seen.main());
}

#[tokio::test]
async fn what_another_site_sends_isn_t_done() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    let request = rosa.request("POST", "/sessions/end").header("sec-fetch-site", "cross-site");
    let seen = rosa.sends(request, axum::body::Body::empty()).await;

    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert_eq!(rosa.opens("/own").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_method_is_answered_with_a_page() {
    let world = world().await;
    let seen = world.stranger().posts("/", "").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    assert!(seen.main().contains("There is nothing at this address"));
}
