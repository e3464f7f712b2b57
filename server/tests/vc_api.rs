//! The VC-API of the test issuer, as test suites call it: over TLS, on a port of its own.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "common/program.rs"]
mod program;

use std::net::{TcpListener, TcpStream};

use program::{Instance, PATIENCE, Program};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Api {
    agent: ureq::Agent,
    origin: String,
    token: Option<&'static str>,
}

struct Served {
    api: Api,
    program: Program,
    instance: Instance,
    folder: TempDir,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn served(token: Option<&'static str>) -> Served {
    let folder = TempDir::new().unwrap();
    let port = free_port();
    let mut instance =
        Instance::new(&folder.path().join("data")).with("vc_api", &format!("127.0.0.1:{port}"));
    if let Some(token) = token {
        instance = instance.with("vc_api_token", token);
    }
    std::fs::create_dir(&instance.folder).unwrap();
    let program = instance.serves();
    // Its certificate is made at each start: suites check no names, and neither do we.
    let tls = ureq::tls::TlsConfig::builder().disable_verification(true).build();
    let agent = ureq::Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .build();
    let api = Api { agent: agent.into(), origin: format!("https://localhost:{port}"), token };
    Served { api, program, instance, folder }
}

impl Api {
    fn posts(&self, path: &str, body: &Value) -> (u16, Value) {
        let mut request = self.agent.post(format!("{}{path}", self.origin));
        request = request.header("content-type", "application/json");
        if let Some(token) = self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut answer = request.send(body.to_string()).unwrap();
        let status = answer.status().as_u16();
        let text = answer.body_mut().read_to_string().unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    fn gets(&self, url: &str) -> Value {
        let mut answer = self.agent.get(url).call().unwrap();
        assert_eq!(answer.status(), 200);
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.contains("json"), "clients of the suites read nothing else: {kind}");
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    fn identities(&self) -> Vec<String> {
        let issuers = self.gets(&format!("{}/", self.origin))["issuers"].take();
        let ids = issuers.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().into());
        ids.collect()
    }

    fn issues(&self, credential: &Value) -> Value {
        let (status, answer) =
            self.posts("/credentials/issue", &json!({ "credential": credential }));
        assert_eq!(status, 201, "{answer}");
        answer["verifiableCredential"].clone()
    }

    fn verifies(&self, credential: &Value) -> (u16, Value) {
        self.posts("/credentials/verify", &json!({ "verifiableCredential": credential }))
    }
}

fn credential(issuer: &str, number: usize) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": format!("urn:uuid:00000000-0000-4000-8000-{number:012}"),
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "name": "A test",
        "credentialSubject": { "id": "did:example:subject" },
    })
}

#[test]
fn what_it_issues_it_verifies_until_something_is_changed_or_revoked() {
    let Served { api, program: _program, .. } = served(None);
    for (number, (did, suite)) in
        api.identities().iter().zip(["eddsa-rdfc-2022", "ecdsa-rdfc-2019"]).enumerate()
    {
        let signed = api.issues(&credential(did, number));
        assert_eq!(signed["proof"][0]["cryptosuite"], suite);
        assert_eq!(api.verifies(&signed).0, 200, "{suite}");
        let mut forged = signed.clone();
        forged["name"] = json!("A test passed");
        let (status, answer) = api.verifies(&forged);
        assert!(status == 400 && answer["verified"] == false, "{answer}");

        let list = signed["credentialStatus"]["statusListCredential"].as_str().unwrap();
        assert!(list.starts_with(&api.origin), "{list}");
        assert_eq!(api.verifies(&api.gets(list)).0, 200, "the list is a credential, too");
        let revoke = json!({
            "credentialId": signed["id"],
            "credentialStatus": { "type": "BitstringStatusListEntry", "statusPurpose": "revocation" },
            "status": true,
        });
        assert_eq!(api.posts("/credentials/status", &revoke).0, 200);
        let (status, answer) = api.verifies(&signed);
        assert!(status == 400 && answer.to_string().contains("revoked"), "{answer}");
    }
}

#[test]
fn an_envelope_is_made_where_it_is_asked_for() {
    let Served { api, program: _program, .. } = served(None);
    for (number, did) in api.identities().iter().enumerate() {
        let asked = json!({
            "credential": credential(did, number),
            "options": { "mediaType": "application/vc+jwt" },
        });
        let (status, answer) = api.posts("/credentials/issue", &asked);
        assert_eq!(status, 201, "{answer}");
        let envelope = &answer["verifiableCredential"];
        assert_eq!(api.verifies(envelope).0, 200);
        let jws = envelope["id"].as_str().unwrap().split_once(',').unwrap().1;
        assert_eq!(api.verifies(&json!(jws)).0, 200);
        let (head, _) = jws.rsplit_once('.').unwrap();
        assert_eq!(api.verifies(&json!(format!("{head}.AAAA"))).0, 400);
    }
}

/// Suites of the cryptosuites still send Verifiable Credentials 1.1.
#[test]
fn a_credential_of_the_first_version_is_issued_and_verified() {
    let Served { api, program: _program, .. } = served(None);
    for (number, did) in api.identities().iter().enumerate() {
        let mut first = credential(did, number);
        first["@context"] = json!(["https://www.w3.org/2018/credentials/v1"]);
        first.as_object_mut().unwrap().shift_remove("name");
        let (status, answer) = api.posts("/credentials/issue", &json!({ "credential": first }));
        assert!(status == 400 && answer.to_string().contains("issuanceDate"), "{answer}");
        first["issuanceDate"] = json!("2026-03-03T14:02:00Z");
        let signed = api.issues(&first);
        assert_eq!(api.verifies(&signed).0, 200, "{signed}");
        let (status, answer) = api.verifies(&signed.to_string().into());
        assert!(status == 400 && answer.to_string().contains("no JWS"), "{answer}");
        let mut forged = signed.clone();
        forged["issuanceDate"] = json!("2020-03-03T14:02:00Z");
        assert_eq!(api.verifies(&forged).0, 400);
    }
}

#[test]
fn what_is_no_credential_is_refused_with_each_reason() {
    let Served { api, program: _program, .. } = served(None);
    let did = &api.identities()[0];
    let mut wrong = credential(did, 1);
    wrong["validFrom"] = json!("yesterday");
    wrong["credentialSubject"] = json!({});
    let (status, answer) = api.posts("/credentials/issue", &json!({ "credential": wrong }));
    assert!(status == 400 && answer["errors"].as_array().unwrap().len() >= 2, "{answer}");
    for nonsense in
        [json!({}), json!([]), json!({ "credential": 7 }), json!({ "credential": null })]
    {
        assert_eq!(api.posts("/credentials/issue", &nonsense).0, 400, "{nonsense}");
        assert_eq!(api.posts("/credentials/verify", &nonsense).0, 400, "{nonsense}");
        assert_eq!(api.posts("/presentations/verify", &nonsense).0, 400, "{nonsense}");
    }
}

#[test]
fn with_a_token_nobody_without_it_is_heard() {
    let Served { mut api, program: _program, .. } = served(Some("a long token"));
    let credential = credential(&api.identities()[0], 1);
    api.issues(&credential);
    for wrong in [None, Some("a long"), Some("a long tokens")] {
        api.token = wrong;
        for path in [
            "/credentials/issue",
            "/credentials/verify",
            "/credentials/status",
            "/presentations/verify",
        ] {
            assert_eq!(api.posts(path, &json!({ "credential": credential })).0, 401, "{path}");
        }
    }
}

#[test]
fn it_is_off_unless_asked_for_and_never_open_to_others() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let open = Instance::new(&data).with("vc_api", &format!("0.0.0.0:{}", free_port()));
    let refused = open.refuses(&["serve"]);
    assert!(refused.contains("needs a `vc_api_token`"), "{refused}");

    let instance = Instance::new(&data);
    let program = instance.serves();
    assert!(!program.logged().contains("VC-API"), "{}", program.logged());
    let answer = instance.someone("").sends("/credentials/issue", &[], b"{}").unwrap();
    assert!([403, 404, 405].contains(&answer.status), "{answer:?}");
}

#[test]
fn it_is_the_same_issuer_after_a_start_and_who_says_nothing_keeps_nobody_waiting() {
    let Served { api, program, instance, folder: _folder } = served(None);
    let before = api.identities();
    let silent: Vec<TcpStream> = (0..100)
        .map(|_| TcpStream::connect(api.origin.trim_start_matches("https://")).unwrap())
        .collect();
    assert_eq!(api.identities(), before);
    drop(silent);
    program.stopped();
    let _program = instance.serves();
    assert_eq!(api.identities(), before);
}
