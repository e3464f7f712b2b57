//! Programs at the door: a token opens what it is good for, and a cookie opens nothing.

use std::collections::HashMap;

use axum::{body::Body, http::StatusCode};
use foundation::{Journey, Read, Result};
use jiff::SignedDuration;
use people::{
    Allowed, Bearer, Bearers, Routes, SignedIn, Visitor, Who, get, post, put,
    testing::{Browser, Seen, World},
};
use sha2::{Digest, Sha256};

const READ: &str = "records.read";
const WRITE: &str = "records.write";

async fn records(bearer: Bearer) -> String {
    format!("The records of {}", bearer.name())
}

async fn anyone(visitor: Visitor) -> String {
    format!("Hello, {}", visitor.person().map_or("program", |it| &it.name))
}

async fn page(who: SignedIn) -> String {
    who.name().to_owned()
}

/// “Rosa's” is good for reading her records.
async fn tokens(read: &mut Read, digests: &[[u8; 32]]) -> Result<HashMap<[u8; 32], Allowed>> {
    let known: [u8; 32] = Sha256::digest("Rosa's").into();
    let rosa = sqlx::query_scalar("SELECT id FROM people WHERE name = 'Rosa'");
    let person = rosa.fetch_one(&mut **read).await?;
    // When the still clock of stories has gone on for an hour.
    let ends_at = "2026-12-03T20:02:00Z".parse().expect("a time");
    let allowed = Allowed { person, scopes: vec![READ.into()], ends_at };
    Ok(digests.iter().filter(|it| **it == known).map(|it| (*it, allowed.clone())).collect())
}

async fn world() -> World {
    let routes = Routes::of([
        get("/records", Who::Token(READ), records),
        put("/records", Who::Token(WRITE), records),
        post("/greetings", Who::Program, anyone),
        post("/page", Who::SignedIn, page),
        get("/wrong", Who::Program, page),
    ]);
    World::new(Journey::default().slot::<Bearers>(tokens), routes.merge(people::routes())).await
}

async fn asks(by: &Browser, method: &str, path: &str, token: &str) -> Seen {
    let asked = by.request(method, path).header("authorization", format!("Bearer {token}"));
    by.sends(asked, Body::empty()).await
}

#[tokio::test]
async fn a_token_opens_what_it_is_good_for() {
    let world = world().await;
    world.educator("Rosa").await;
    let program = world.stranger();

    let seen = asks(&program, "GET", "/records", "Rosa's").await;
    assert_eq!(seen.page, "The records of Rosa");
    assert_eq!(seen.headers["access-control-allow-origin"], "*");

    let unknown = asks(&program, "GET", "/records", "another").await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED);
    assert_eq!(unknown.headers["www-authenticate"], "Bearer error=\"invalid_token\"");

    let beyond = asks(&program, "PUT", "/records", "Rosa's").await;
    assert_eq!(beyond.status, StatusCode::FORBIDDEN);
    let told = "Bearer error=\"insufficient_scope\", scope=\"records.write\"";
    assert_eq!(beyond.headers["www-authenticate"], told);
}

#[tokio::test]
async fn a_token_ends() {
    let world = world().await;
    world.educator("Rosa").await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    let seen = asks(&world.stranger(), "GET", "/records", "Rosa's").await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_cookie_opens_nothing_to_a_program() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    let seen = rosa.opens("/records").await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
    assert_eq!(seen.headers["www-authenticate"], "Bearer");
    assert_eq!(rosa.posts("/greetings", "").await.page, "Hello, program");
    assert_eq!(rosa.opens("/wrong").await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn whoever_is_no_more_opens_nothing() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let mut tx = world.app.begin().await.expect("a transaction");
    let gone = sqlx::query("UPDATE people SET erased_at = 1 WHERE id = $1").bind(rosa.id);
    tx.run_one(gone).await.expect("erased");
    tx.commit().await.expect("committed");

    let seen = asks(&world.stranger(), "GET", "/records", "Rosa's").await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_site_reaches_programs_and_no_page() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let abroad = |path: &str| {
        let mut request = rosa.request("POST", path);
        let headers = request.headers_mut().expect("well formed");
        headers.insert("origin", "https://wallet.example".parse().expect("text"));
        headers.insert("sec-fetch-site", "cross-site".parse().expect("text"));
        request
    };
    assert_eq!(rosa.sends(abroad("/greetings"), Body::empty()).await.page, "Hello, program");
    let page = rosa.sends(abroad("/page"), Body::empty()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
