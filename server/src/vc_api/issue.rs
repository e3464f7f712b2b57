//! `POST /credentials/issue`: `{credential, options}` becomes `{verifiableCredential}`.

use std::sync::Arc;

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use openbadges::{contexts::CREDENTIALS_V2, jose};
use serde_json::{Value, json};

use super::{
    TestIssuer,
    answer::{Refused, asked, read},
    form,
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
    let problems = form::problems(&credential, &issuer.contexts);
    if !problems.is_empty() {
        return Err(Refused::Wrong(problems.iter().map(ToString::to_string).collect()));
    }
    if form::is_first_version(&credential) {
        form::add_proofs_context(&mut credential);
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

/// A JOSE envelope as an object that a presentation can hold (VC 2.0, §4.13.1).
fn enveloped(jws: String) -> Value {
    json!({
        "@context": [CREDENTIALS_V2],
        "id": format!("data:application/vc+jwt,{jws}"),
        "type": ["EnvelopedVerifiableCredential"],
    })
}
