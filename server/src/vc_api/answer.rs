//! What the endpoints say when they don't do what was asked.

use axum::{
    Json,
    http::{StatusCode, header::WWW_AUTHENTICATE},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why nothing was done, or what doesn't hold.
#[derive(Debug)]
pub enum Refused {
    /// No token, or another.
    Unknown,
    /// Each thing that is wrong.
    Wrong(Vec<String>),
}

impl Refused {
    pub fn because(why: impl Into<String>) -> Refused {
        Refused::Wrong(vec![why.into()])
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Refused::Unknown => (
                StatusCode::UNAUTHORIZED,
                [(WWW_AUTHENTICATE, "Bearer")],
                Json(json!({ "errors": ["Show the token of the test issuer."] })),
            )
                .into_response(),
            Refused::Wrong(errors) => {
                let says = json!({ "verified": false, "errors": errors });
                (StatusCode::BAD_REQUEST, Json(says)).into_response()
            }
        }
    }
}

/// The member of a body that must be there.
pub fn asked(mut body: serde_json::Value, member: &str) -> Result<serde_json::Value, Refused> {
    match body.get_mut(member) {
        Some(found) if !found.is_null() => Ok(found.take()),
        _ => Err(Refused::because(format!("The body has no {member}."))),
    }
}

/// JSON, read as strictly as every credential is.
pub fn read(body: &[u8]) -> Result<serde_json::Value, Refused> {
    openbadges::json::parse(body).map_err(|error| Refused::because(error.to_string()))
}
