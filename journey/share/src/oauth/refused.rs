//! How a program is told no (RFC 6749, §5.2; RFC 7591, §3.2.2).

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use foundation::Error;
use serde_json::json;

/// A word of the standard, and a sentence for whoever writes the program.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    error: &'static str,
    says: String,
    /// What else its standard asks to be told.
    beside: Option<(&'static str, String)>,
}

impl Refused {
    pub fn new(error: &'static str, says: impl Into<String>) -> Refused {
        Refused { status: StatusCode::BAD_REQUEST, error, says: says.into(), beside: None }
    }

    /// What isn't there, or isn't asked so.
    pub fn absent(status: StatusCode) -> Response {
        let says = match status {
            StatusCode::METHOD_NOT_ALLOWED => "This isn't asked by this method",
            _ => "There is nothing at this address",
        };
        Refused::new("invalid_request", says).with_status(status).into_response()
    }

    pub fn with_status(self, status: StatusCode) -> Refused {
        Refused { status, ..self }
    }

    pub fn beside(self, name: &'static str, value: String) -> Refused {
        Refused { beside: Some((name, value)), ..self }
    }

    pub fn invalid_client() -> Refused {
        let says = "The client is unknown, or its secret is another one";
        Refused::new("invalid_client", says).with_status(StatusCode::UNAUTHORIZED)
    }
}

/// A fault is logged where every fault is; the program is told only that there was one.
impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        let says = match &error {
            Error::Fault(_) => "Something went wrong on our side".to_owned(),
            told => told.to_string(),
        };
        let word = match &error {
            Error::Fault(_) => "server_error",
            _ => "invalid_request",
        };
        let status = error.into_response().status();
        let status = match status {
            StatusCode::INTERNAL_SERVER_ERROR | StatusCode::PAYLOAD_TOO_LARGE => status,
            _ => StatusCode::BAD_REQUEST,
        };
        Refused { status, error: word, says, beside: None }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut told = json!({ "error": self.error, "error_description": self.says });
        if let Some((name, value)) = self.beside {
            told[name] = value.into();
        }
        let mut response = (self.status, not_kept(), Json(told)).into_response();
        if self.error == "invalid_client" {
            let basic = header::HeaderValue::from_static("Basic realm=\"cairn\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, basic);
        }
        response
    }
}

/// Nobody on the way keeps what has a secret in it.
pub fn not_kept() -> [(header::HeaderName, &'static str); 2] {
    [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")]
}
