//! `POST /credentials/issue`: `{credential, options}` becomes `{verifiableCredential}`.

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use openbadges::{
    contexts::{CREDENTIALS_V2, DATA_INTEGRITY},
    jose,
    validate::{Version, validate},
};
use serde_json::{Value, json};

use super::{
    TestIssuer,
    answer::{Refused, asked, read},
};

/// Signs with a Data Integrity proof, or, where `options.mediaType` is `application/vc+jwt`, as a
/// JOSE envelope (VC-JOSE-COSE, §3.1).
pub async fn issue(
    State(issuer): State<Arc<TestIssuer>>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refused> {
    let body = read(&body)?;
    let options = body["options"].clone();
    let mut credential = asked(body, "credential")?;
    let problems = validate(&credential, &issuer.contexts);
    if !problems.is_empty() {
        return Err(Refused::Wrong(problems.iter().map(ToString::to_string).collect()));
    }
    if Version::of(&credential) == Version::First {
        add_proofs_context(&mut credential);
    }
    let identity = issuer.signing(&credential, &options);
    issuer.add_status(&mut credential, identity);
    let signed = match options["mediaType"].as_str() {
        Some("application/vc+jwt") => {
            jose::sign_vc(&credential, &identity.key, &identity.method).map(enveloped)
        }
        _ => identity.sign(&credential, &issuer.contexts),
    };
    let signed = signed.map_err(|error| Refused::because(error.to_string()))?;
    Ok((StatusCode::CREATED, Json(json!({ "verifiableCredential": signed }))))
}

/// The second version's context says what a proof is; the first one's doesn't (VC Data Integrity
/// 1.0, §2.4). Suites of the cryptosuites still send the first.
fn add_proofs_context(credential: &mut Value) {
    if let Some(contexts) = credential["@context"].as_array_mut()
        && !contexts.iter().any(|it| it == DATA_INTEGRITY)
    {
        contexts.push(DATA_INTEGRITY.into());
    }
}

/// A JOSE envelope as an object that a presentation can hold (VC 2.0, §4.13.1).
fn enveloped(jws: String) -> Value {
    json!({
        "@context": [CREDENTIALS_V2],
        "id": format!("data:application/vc+jwt,{jws}"),
        "type": ["EnvelopedVerifiableCredential"],
    })
}
