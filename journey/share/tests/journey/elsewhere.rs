//! What a host adds of hers is checked first.

use serde_json::{Value, json};

use crate::{
    badge::Issuer,
    earned,
    host::{Host, READ, UPSERT, said},
    world,
};

const ALL: &str = "/ims/ob/v3p0/credentials";

#[tokio::test]
async fn the_same_issuer_and_id_take_the_place_of_what_was_there() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, &format!("{READ} {UPSERT}")).await;
    let (issuer, other) = (Issuer::new(1), Issuer::new(2));
    let mut sent = vec![];
    for badge in [
        issuer.signed(&issuer.badge(1, "First aid")),
        issuer.signed(&issuer.badge(1, "First aid, anew")),
        other.signed(&other.badge(1, "Of another issuer")),
    ] {
        let kind = "application/vc+ld+json; charset=utf-8";
        let seen = host.sends(("POST", ALL), &token, kind, badge.to_string()).await;
        assert_eq!(seen.page, badge.to_string());
        sent.push(seen.status.as_u16());
    }
    assert_eq!(sent, [201, 200, 201]);
    let all = host.gets(ALL, &token).await.page;
    assert!(all.contains("First aid, anew") && !all.contains("\"First aid\""), "{all}");
    let page = rosa.opens("/sharing").await.page;
    assert!(page.contains("Its signature holds"), "{page}");
}

#[tokio::test]
async fn what_doesnt_hold_is_refused_with_why() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, UPSERT).await;
    let issuer = Issuer::new(1);
    let good = issuer.signed(&issuer.badge(1, "First aid"));
    let but = |name: &str, value: Value| {
        let mut it = good.clone();
        it[name] = value;
        it.to_string()
    };
    let expired = {
        let mut it = issuer.badge(1, "First aid");
        it["validUntil"] = "2026-02-01T00:00:00Z".into();
        issuer.signed(&it).to_string()
    };
    for (body, says) in [
        ("{".to_owned(), "can’t be read"),
        ("[]".to_owned(), "who issued it"),
        (but("name", json!("Second aid")), "changed"),
        (but("type", json!(["VerifiableCredential"])), "no OpenBadgeCredential"),
        (but("id", Value::Null), "no id"),
        (issuer.badge(1, "Unsigned").to_string(), "signature"),
        (expired, "expired"),
    ] {
        let seen = host.sends(("POST", ALL), &token, "application/json", body.clone()).await;
        assert_eq!(seen.status, 400, "{body}: {}", seen.page);
        let told = said(&seen)["imsx_description"].as_str().unwrap().to_owned();
        assert!(told.contains(says), "{told} doesn't say {says}");
    }
    let mut jwt = issuer.jwt(&issuer.badge(2, "Second aid"));
    jwt.replace_range(jwt.len() - 2.., "AA");
    assert_eq!(host.sends(("POST", ALL), &token, "text/plain", jwt).await.status, 400);
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(host.sends(("POST", ALL), &token, kind, "a=b".into()).await.status, 400);
    let long = " ".repeat(600 * 1024);
    assert_eq!(host.sends(("POST", ALL), &token, "text/plain", long).await.status, 413);
    assert_eq!(crate::count(&world, "SELECT COUNT(*) FROM credentials_elsewhere").await, 0);
}

#[tokio::test]
async fn what_couldnt_be_checked_is_kept_with_that() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, UPSERT).await;
    let issuer = Issuer::new(1);
    let mut badge = issuer.badge(1, "First aid");
    badge["credentialStatus"] = json!({
        "id": "https://lists.example/1#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://lists.example/1",
    });
    let badge = issuer.signed(&badge).to_string();
    let seen = host.sends(("POST", ALL), &token, "application/json", badge).await;
    assert_eq!(seen.status, 201, "{}", seen.page);
    let page = rosa.opens("/sharing").await.page;
    assert!(page.contains("not all could be checked"), "{page}");
}

#[tokio::test]
async fn what_was_issued_here_isnt_kept_twice() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let host = Host::registers(&world).await;
    let token = host.has_a_token(&rosa, UPSERT).await;
    let ours = rosa.opens(&format!("{credential}.json")).await.page;
    let seen = host.sends(("POST", ALL), &token, "application/json", ours).await;
    assert_eq!(seen.status, 400);
    assert!(seen.page.contains("issued here"), "{}", seen.page);
}
