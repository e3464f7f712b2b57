//! A host asks, and she decides.

use people::testing::form;
use serde_json::{Value, json};

use crate::{
    host::{BACK, CHALLENGE, Host, READ, metadata, posts, said},
    world,
};

#[tokio::test]
async fn a_host_registers_and_asks_on_a_page_that_says_who_and_what_for() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;

    let page = rosa.opens(&host.asks(&format!("{READ} offline_access"))).await;

    insta::assert_snapshot!("consent", page.main());
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("form-action 'self' https://backpack.example;"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test]
async fn whoever_is_signed_out_signs_in_first_and_comes_back_to_the_question() {
    let world = world().await;
    let host = Host::registers(&world).await;
    let seen = world.stranger().opens(&host.asks(READ)).await;
    let to = seen.goes_to.unwrap();
    assert!(to.starts_with("/sign-in?to=%2Foauth%2Fauthorize%3Fresponse_type"), "{to}");
}

#[tokio::test]
async fn she_says_no_and_the_host_hears_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let answer = [&host.request(READ)[..], &[("answer", "refuse")]].concat();
    let back = rosa.posts("/oauth/authorize", &form(&answer)).await.goes_to.unwrap();
    assert_eq!(
        back,
        format!("{BACK}?error=access_denied&state=a+state&iss=http%3A%2F%2Fcairn.test")
    );
    assert_eq!(crate::count(&world, "SELECT COUNT(*) FROM permissions").await, 0);
}

#[tokio::test]
async fn without_an_answer_nothing_is_decided() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let seen = rosa.posts("/oauth/authorize", &form(&host.request(READ))).await;
    assert_eq!(seen.status, 409);
    assert!(seen.page.contains("Choose one: allow it, or don’t."), "{}", seen.page);
}

#[tokio::test]
async fn nobody_is_sent_to_where_the_host_isnt() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    for (name, value) in [
        ("client_id", "00000000-0000-4000-8000-000000000000"),
        ("client_id", "nobody"),
        ("redirect_uri", "https://evil.example/back"),
        ("redirect_uri", "https://backpack.example/back?more=1"),
        ("redirect_uri", "https://backpack.example/back/"),
    ] {
        let seen = rosa.opens(&asked_with(&host, name, value)).await;
        assert_eq!((seen.status.as_u16(), seen.goes_to), (400, None), "{name}={value}");
        assert!(seen.page.contains("isn’t known to us"), "{name}={value}: {}", seen.page);
    }
}

#[tokio::test]
async fn what_cant_be_asked_is_told_to_the_host() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("state", "", "invalid_request"),
        ("scope", "admin", "invalid_scope"),
        ("scope", "offline_access", "invalid_scope"),
    ] {
        let back = rosa.opens(&asked_with(&host, name, value)).await.goes_to.unwrap();
        assert!(back.starts_with(&format!("{BACK}?error={error}")), "{name}={value}: {back}");
    }
}

#[tokio::test]
async fn a_form_that_was_changed_lets_nobody_in_elsewhere() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let mut answer = [&host.request(READ)[..], &[("answer", "allow")]].concat();
    answer.iter_mut().find(|it| it.0 == "redirect_uri").unwrap().1 = "https://evil.example/";
    let seen = rosa.posts("/oauth/authorize", &form(&answer)).await;
    assert_eq!((seen.status.as_u16(), seen.goes_to), (400, None));
    let abroad = rosa.request("POST", "/oauth/authorize");
    let abroad = abroad
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    let answer = [&host.request(READ)[..], &[("answer", "allow")]].concat();
    let seen = rosa.sends(abroad, axum::body::Body::from(form(&answer))).await;
    assert_eq!(seen.status, 403);
    assert_eq!(crate::count(&world, "SELECT COUNT(*) FROM permissions").await, 0);
}

#[tokio::test]
async fn what_isnt_a_host_isnt_registered() {
    let world = world().await;
    let stranger = world.stranger();
    let but = |name: &str, value: Value| {
        let mut it = metadata();
        it[name] = value;
        it.to_string()
    };
    for (body, error) in [
        ("not json".to_owned(), "invalid_client_metadata"),
        (but("client_name", Value::Null), "invalid_client_metadata"),
        (but("redirect_uris", json!(["http://backpack.example/back"])), "invalid_redirect_uri"),
        (but("redirect_uris", json!(["https://other.example/back"])), "invalid_client_metadata"),
        (but("scope", json!("everything")), "invalid_client_metadata"),
    ] {
        let seen = posts(&stranger, "/oauth/hosts", &body).await;
        assert_eq!(seen.status, 400, "{body}: {}", seen.page);
        assert_eq!(said(&seen)["error"], error, "{body}");
    }
}

#[tokio::test]
async fn whoever_registers_again_and_again_is_stopped_and_what_is_unused_is_swept() {
    let world = world().await;
    let at = world.stranger_at("10.1.1.1");
    let body = metadata().to_string();
    for _ in 0..20 {
        assert_eq!(posts(&at, "/oauth/hosts", &body).await.status, 201);
    }
    assert_eq!(posts(&at, "/oauth/hosts", &body).await.status, 429);
    world.app.clock.advance(jiff::SignedDuration::from_hours(25));
    assert_eq!(posts(&at, "/oauth/hosts", &body).await.status, 201);
    assert_eq!(crate::count(&world, "SELECT COUNT(*) FROM hosts").await, 1);
}

#[tokio::test]
async fn its_metadata_says_where_everything_is() {
    let world = world().await;
    let seen = world.stranger().opens("/.well-known/oauth-authorization-server").await;
    insta::assert_snapshot!(
        "authorization_server",
        serde_json::to_string_pretty(&said(&seen)).unwrap()
    );
}

fn asked_with(host: &Host, name: &str, value: &str) -> String {
    let mut request = host.request(READ);
    request.iter_mut().find(|it| it.0 == name).unwrap().1 = value;
    assert_eq!(CHALLENGE.len(), 43);
    format!("/oauth/authorize?{}", form(&request))
}
