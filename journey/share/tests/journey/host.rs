//! A host, and what it does by itself.

use axum::body::Body;
use base64::{Engine, prelude::BASE64_STANDARD};
use people::testing::{Browser, Seen, Someone, World, form};
use serde_json::{Value, json};

pub const READ: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly";
pub const UPSERT: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert";
pub const PROFILE: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly";
pub const UPDATE: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update";
pub const BACK: &str = "https://backpack.example/back";

/// RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub fn metadata() -> Value {
    json!({
        "client_name": "Backpack",
        "client_uri": "https://backpack.example/",
        "logo_uri": "https://backpack.example/logo.png",
        "tos_uri": "https://backpack.example/terms",
        "policy_uri": "https://backpack.example/privacy",
        "software_id": "backpack",
        "software_version": "1.0",
        "redirect_uris": [BACK],
        "grant_types": ["authorization_code", "refresh_token"],
        "scope": format!("{READ} {UPSERT} {PROFILE} {UPDATE} offline_access"),
    })
}

pub struct Host {
    pub id: String,
    pub secret: String,
    browser: Browser,
}

/// As JSON, from a program: with no cookie, and from no page of ours.
pub async fn posts(by: &Browser, path: &str, body: &str) -> Seen {
    let request = by.request("POST", path).header("content-type", "application/json");
    by.sends(request, Body::from(body.to_owned())).await
}

pub fn said(seen: &Seen) -> Value {
    serde_json::from_str(&seen.page).unwrap_or_else(|_| panic!("no JSON: {}", seen.page))
}

impl Host {
    pub async fn registers(world: &World) -> Host {
        let browser = world.stranger();
        let seen = posts(&browser, "/oauth/hosts", &metadata().to_string()).await;
        assert_eq!(seen.status, 201, "{}", seen.page);
        let said = said(&seen);
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Host { id: text("client_id"), secret: text("client_secret"), browser }
    }

    /// Where it sends a person's browser.
    pub fn asks(&self, scope: &str) -> String {
        format!("/oauth/authorize?{}", form(&self.request(scope)))
    }

    pub fn request<'a>(&'a self, scope: &'a str) -> [(&'a str, &'a str); 7] {
        [
            ("response_type", "code"),
            ("client_id", &self.id),
            ("redirect_uri", BACK),
            ("scope", scope),
            ("state", "a state"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]
    }

    /// She says yes; the code with which her browser comes back.
    pub async fn is_let_in(&self, by: &Someone, scope: &str) -> String {
        let answer = [&self.request(scope)[..], &[("answer", "allow")]].concat();
        let seen = by.posts("/oauth/authorize", &form(&answer)).await;
        let back = seen.goes_to.unwrap_or_else(|| panic!("not let in: {}", seen.page));
        let url: url::Url = back.parse().unwrap();
        assert!(back.starts_with(BACK), "{back}");
        let said = |name: &str| url.query_pairs().find(|it| it.0 == name).unwrap().1.into_owned();
        assert_eq!((said("state"), said("iss")), ("a state".into(), "http://cairn.test".into()));
        said("code")
    }

    pub async fn token(&self, fields: &[(&str, &str)]) -> Seen {
        self.posts_form("/oauth/token", fields).await
    }

    pub async fn redeems(&self, code: &str) -> Seen {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", BACK),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub async fn refreshes(&self, token: &str) -> Seen {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    pub async fn posts_form(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let basic = BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret));
        let request = self.browser.request("POST", path);
        let request = request
            .header("authorization", format!("Basic {basic}"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.browser.sends(request, Body::from(form(fields))).await
    }

    /// An access token for all of it.
    pub async fn has_a_token(&self, by: &Someone, scope: &str) -> String {
        let code = self.is_let_in(by, scope).await;
        let seen = self.redeems(&code).await;
        said(&seen)["access_token"].as_str().unwrap_or_else(|| panic!("{}", seen.page)).to_owned()
    }

    pub async fn gets(&self, path: &str, token: &str) -> Seen {
        let request = self.browser.request("GET", path);
        self.browser
            .sends(request.header("authorization", format!("Bearer {token}")), Body::empty())
            .await
    }

    pub async fn sends(&self, what: (&str, &str), token: &str, kind: &str, body: String) -> Seen {
        let request = self.browser.request(what.0, what.1);
        let request =
            request.header("authorization", format!("Bearer {token}")).header("content-type", kind);
        self.browser.sends(request, Body::from(body)).await
    }
}
