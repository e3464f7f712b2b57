//! Her award goes into a wallet.

use axum::body::Body;
use jiff::SignedDuration;
use openbadges::{
    jose::sign,
    keys::{SecretKey, did_key},
    verify::Given,
};
use people::testing::{Browser, Seen, Someone, World, form};
use serde_json::{Value, json};

use crate::{
    earned,
    host::{posts, said},
    world,
};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const JSON_LD: &str = "OpenBadgeCredential_ldp_vc";

/// The offer as a wallet reads it from the screen.
pub async fn offer(rosa: &Someone, credential: &str, form: &str) -> (Seen, String) {
    let seen = rosa.posts(&format!("{credential}/wallet"), form).await;
    let link = "openid-credential-offer://?credential_offer_uri=";
    let (_, rest) = seen.page.split_once(link).unwrap_or_else(|| panic!("{}", seen.page));
    let at = rest.split('"').next().unwrap().replace("%3A", ":").replace("%2F", "/");
    let at = at.trim_start_matches("http://cairn.test").to_owned();
    (seen, at)
}

/// A wallet, and what it does by itself.
pub struct Wallet {
    browser: Browser,
    key: SecretKey,
    nonce: String,
}

impl Wallet {
    pub async fn new(world: &World) -> Wallet {
        let browser = world.stranger();
        let seen = posts(&browser, "/wallet/nonces", "").await;
        assert_eq!(seen.headers["cache-control"], "no-store");
        let nonce = said(&seen)["c_nonce"].as_str().unwrap().to_owned();
        Wallet { browser, key: SecretKey::from_seed(&[5; 32]), nonce }
    }

    pub async fn redeems(&self, code: &str, tx_code: Option<&str>) -> Seen {
        let mut fields = vec![("grant_type", GRANT), ("pre-authorized_code", code)];
        fields.extend(tx_code.map(|it| ("tx_code", it)));
        self.browser.posts("/oauth/token", &form(&fields)).await
    }

    pub async fn code(&self, at: &str) -> String {
        let seen = self.browser.opens(at).await;
        assert_eq!(seen.status, 200, "{}", seen.page);
        said(&seen)["grants"][GRANT]["pre-authorized_code"].as_str().unwrap().to_owned()
    }

    async fn token(&self, at: &str) -> String {
        let seen = self.redeems(&self.code(at).await, None).await;
        said(&seen)["access_token"].as_str().unwrap_or_else(|| panic!("{}", seen.page)).to_owned()
    }

    fn proof(&self, nonce: &str, audience: &str, world: &World) -> String {
        let kid = did_key(&self.key.public());
        let header = json!({ "typ": "openid4vci-proof+jwt", "kid": kid });
        let iat = world.app.clock.now().as_second();
        let claims = json!({ "aud": audience, "iat": iat, "nonce": nonce });
        sign(header, claims.to_string().as_bytes(), &self.key).unwrap()
    }

    pub async fn asks(&self, token: &str, body: Value) -> Seen {
        let request = self.browser.request("POST", "/wallet/credentials");
        let request = request
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json");
        self.browser.sends(request, Body::from(body.to_string())).await
    }
}

fn with(proof: &str) -> Value {
    json!({ "credential_configuration_id": JSON_LD, "proofs": { "jwt": [proof] } })
}

#[tokio::test]
async fn she_has_it_offered_and_her_wallet_takes_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    insta::assert_snapshot!("wallet", rosa.opens(&format!("{credential}/wallet")).await.main());
    let (page, at) = offer(&rosa, &credential, "").await;
    assert!(page.page.contains("<svg role=\"img\""));
    let wallet = Wallet::new(&world).await;

    let told = said(&wallet.browser.opens(&at).await);
    assert_eq!(told["credential_issuer"], "http://cairn.test");
    assert_eq!(told["credential_configuration_ids"][0], JSON_LD);
    let token = wallet.token(&at).await;
    let proof = wallet.proof(&wallet.nonce, "http://cairn.test", &world);
    let given = wallet.asks(&token, with(&proof)).await;

    assert_eq!(given.status, 200, "{}", given.page);
    let given = &said(&given)["credentials"][0]["credential"];
    assert!(given["id"].as_str().unwrap().ends_with(&credential));
    let now = world.app.clock.now();
    let report = openbadges::verify(given.to_string().as_bytes(), &Given::default(), now);
    assert!(report.proof.has_passed() && report.key.has_passed(), "{report:?}");
}

#[tokio::test]
async fn a_wallet_that_knows_jwts_alone_takes_it_as_one() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    assert!(rosa.opens(&credential).await.page.contains(&format!("href=\"{credential}/wallet\"")));
    let (_, at) = offer(&rosa, &credential, "").await;
    let wallet = Wallet::new(&world).await;
    let token = wallet.token(&at).await;
    let proof = wallet.proof(&wallet.nonce, "http://cairn.test", &world);
    let jwt = "OpenBadgeCredential_jwt_vc_json";
    let asked = json!({ "credential_configuration_id": jwt, "proofs": { "jwt": [proof] } });
    let given = said(&wallet.asks(&token, asked).await);
    let given = given["credentials"][0]["credential"].as_str().unwrap();
    let now = world.app.clock.now();
    let report = openbadges::verify(given.as_bytes(), &Given::default(), now);
    assert!(report.proof.has_passed() && report.key.has_passed(), "{report:?}");
}

#[tokio::test]
async fn the_offer_by_value_says_the_same() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let (page, at) = offer(&rosa, &credential, "").await;
    let (_, rest) = page.page.split_once("openid-credential-offer://?credential_offer=").unwrap();
    let link = format!("x:/?offer={}", rest.split('"').next().unwrap());
    let link: url::Url = link.parse().unwrap();
    let by_value: Value = serde_json::from_str(&link.query_pairs().next().unwrap().1).unwrap();
    assert_eq!(by_value, said(&world.stranger().opens(&at).await));
}

#[tokio::test]
async fn an_offer_is_good_once_and_for_ten_minutes() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let wallet = Wallet::new(&world).await;
    let (_, at) = offer(&rosa, &credential, "").await;
    let code = wallet.code(&at).await;
    let token = wallet.token(&at).await;
    let again = wallet.redeems(&code, None).await;
    assert_eq!(said(&again)["error"], "invalid_grant");
    // Somebody has a copy: the first gets nothing more, either.
    assert_eq!(wallet.asks(&token, with("x")).await.status, 401);

    let (_, old) = offer(&rosa, &credential, "").await;
    let (_, new) = offer(&rosa, &credential, "").await;
    assert_eq!(wallet.browser.opens(&old).await.status, 404);
    let code = wallet.code(&new).await;
    world.app.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(wallet.browser.opens(&new).await.status, 404);
    assert_eq!(said(&wallet.redeems(&code, None).await)["error"], "invalid_grant");
}

#[tokio::test]
async fn six_digits_from_her_screen_are_asked_for_and_soon_guessed_no_more() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let wallet = Wallet::new(&world).await;
    let (page, at) = offer(&rosa, &credential, "code=yes").await;
    let (_, rest) = page.page.split_once("asks for a code, type <b>").unwrap();
    let (digits, code) = (&rest[..6], wallet.code(&at).await);
    let told = said(&wallet.browser.opens(&at).await);
    assert_eq!(told["grants"][GRANT]["tx_code"]["length"], 6);

    assert_eq!(said(&wallet.redeems(&code, None).await)["error"], "invalid_request");
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    assert_eq!(said(&wallet.redeems(&code, Some(wrong)).await)["error"], "invalid_grant");
    assert_eq!(wallet.redeems(&code, Some(digits)).await.status, 200);

    let (page, at) = offer(&rosa, &credential, "code=yes").await;
    let (_, rest) = page.page.split_once("asks for a code, type <b>").unwrap();
    let (digits, code) = (&rest[..6], wallet.code(&at).await);
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        wallet.redeems(&code, Some(wrong)).await;
    }
    assert_eq!(said(&wallet.redeems(&code, Some(digits)).await)["error"], "invalid_grant");
}

#[tokio::test]
async fn a_wallet_shows_that_it_holds_its_key_now() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let (_, at) = offer(&rosa, &credential, "").await;
    let wallet = Wallet::new(&world).await;
    let token = wallet.token(&at).await;
    let us = "http://cairn.test";
    let refused = async |body: Value, error: &str| {
        let seen = wallet.asks(&token, body.clone()).await;
        assert_eq!(
            (seen.status.as_u16(), said(&seen)["error"].as_str()),
            (400, Some(error)),
            "{body}"
        );
        said(&seen)["c_nonce"].as_str().map(str::to_owned)
    };
    let good = wallet.proof(&wallet.nonce, us, &world);
    refused(json!({ "credential_configuration_id": JSON_LD }), "invalid_proof").await;
    refused(with(&wallet.proof(&wallet.nonce, "https://evil.example", &world)), "invalid_proof")
        .await;
    refused(with(&wallet.proof("mine", us, &world)), "invalid_nonce").await;
    let unknown = json!({ "credential_configuration_id": "x", "proofs": { "jwt": [good] } });
    refused(unknown, "unknown_credential_configuration").await;
    let two = json!({ "credential_configuration_id": JSON_LD, "proofs": { "jwt": [good, good] } });
    refused(two, "invalid_proof").await;

    // Once; the answer has the nonce for the next.
    assert_eq!(wallet.asks(&token, with(&good)).await.status, 200);
    let next = refused(with(&good), "invalid_nonce").await.unwrap();
    let before = json!({
        "format": "ldp_vc",
        "proof": { "proof_type": "jwt", "jwt": wallet.proof(&next, us, &world) },
    });
    assert_eq!(wallet.asks(&token, before).await.status, 200);

    let late = Wallet::new(&world).await;
    world.app.clock.advance(SignedDuration::from_mins(9));
    let proof = wallet.proof(&late.nonce, us, &world);
    assert_eq!(wallet.asks(&token, with(&proof)).await.status, 200);
    world.app.clock.advance(SignedDuration::from_mins(2));
    let seen = wallet.asks(&token, with(&proof)).await;
    assert_eq!((seen.status.as_u16(), &said(&seen)["error"]), (401, &"invalid_token".into()));
}

#[tokio::test]
async fn nobody_elses_credential_is_offered() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ben = world.educator("Ben").await;
    let credential = earned(&world, &rosa, "one").await;
    let page = format!("{credential}/wallet");
    assert_eq!(ben.opens(&page).await.status, 404);
    assert_eq!(ben.posts(&page, "").await.status, 404);
    assert!(world.stranger().opens(&page).await.goes_to.is_some());
}

#[tokio::test]
async fn the_issuer_says_what_it_can_give() {
    let world = world().await;
    let seen = world.stranger().opens("/.well-known/openid-credential-issuer").await;
    insta::assert_snapshot!(
        "credential_issuer",
        serde_json::to_string_pretty(&said(&seen)).unwrap()
    );
}
