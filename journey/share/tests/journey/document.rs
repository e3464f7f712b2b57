//! The service description is made of the table of routes, and stands in the docs as it is.

use std::{fs, path::Path};

use foundation::Site;
use people::Who;

use crate::{host::said, world};

fn site() -> Site {
    Site {
        name: "Maple Ridge School District".into(),
        public_url: "https://cairn.example".parse().unwrap(),
        evidence_url: None,
        time_zone: "UTC".into(),
        demo: false,
        proxies: vec![],
    }
}

/// `REGENERATE=1` writes it anew.
#[test]
fn the_docs_have_it_as_it_is() {
    let document = share::service_description(&site()).unwrap();
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/open-badges.json");
    if std::env::var("REGENERATE").is_ok() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &text).unwrap();
    }
    assert!(fs::read_to_string(file).unwrap() == text, "docs/api/open-badges.json is another one");
}

#[test]
fn every_route_of_the_api_is_in_it_with_its_scope() {
    let document = serde_json::to_value(share::service_description(&site()).unwrap()).unwrap();
    let routes = share::routes();
    let of_the_api = routes.rules().filter(|it| it.1.starts_with("/ims/ob/v3p0/"));
    let mut told = 0;
    for (method, path, who) in of_the_api {
        let path = path.trim_start_matches("/ims/ob/v3p0");
        let operation = &document["paths"][path][method.to_lowercase()];
        assert!(operation["operationId"].is_string(), "{method} {path}");
        let asked = match who {
            Who::Token(scope) => Some(scope),
            _ => None,
        };
        assert_eq!(operation["security"][0]["OAuth2ACG"][0].as_str(), asked, "{method} {path}");
        told += 1;
    }
    assert_eq!(told, 5);
}

#[tokio::test]
async fn anyone_reads_it() {
    let world = world().await;
    let seen = world.stranger().opens("/ims/ob/v3p0/discovery").await;
    let said = said(&seen);
    assert_eq!(said["info"]["x-imssf-privacyPolicyUrl"], "http://cairn.test/privacy");
    let scheme = &said["components"]["securitySchemes"]["OAuth2ACG"];
    assert_eq!(scheme["x-imssf-registrationUrl"], "http://cairn.test/oauth/hosts");
    assert_eq!(seen.headers["access-control-allow-origin"], "*");
}
