//! How a host is told no (Open Badges 3.0, Imsx_StatusInfo).

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use foundation::Error;
use people::TokenRefused;
use serde_json::json;

/// One answer that isn't what was asked for.
#[derive(Debug)]
pub struct StatusInfo {
    status: StatusCode,
    minor: &'static str,
    says: String,
}

impl StatusInfo {
    pub fn invalid_data(says: impl Into<String>) -> StatusInfo {
        StatusInfo { status: StatusCode::BAD_REQUEST, minor: "invalid_data", says: says.into() }
    }

    pub fn invalid_query(says: impl Into<String>) -> StatusInfo {
        let minor = "invalid_query_parameter";
        StatusInfo { status: StatusCode::BAD_REQUEST, minor, says: says.into() }
    }

    pub fn too_much(says: impl Into<String>) -> StatusInfo {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        StatusInfo { status, minor: "invalid_data", says: says.into() }
    }

    /// What isn't there, or isn't asked so.
    pub fn absent(status: StatusCode) -> Response {
        let (minor, says) = match status {
            StatusCode::METHOD_NOT_ALLOWED => ("unknown", "This isn't asked by this method."),
            _ => ("not_found", "There is nothing at this address."),
        };
        StatusInfo { status, minor, says: says.into() }.into_response()
    }

    /// What the door says to a program.
    pub fn token_refused(why: TokenRefused) -> Response {
        let minor = match why {
            TokenRefused::Missing | TokenRefused::Invalid => "unauthorizedrequest",
            TokenRefused::OfAnotherScope(_) => "forbidden",
        };
        StatusInfo { status: why.status(), minor, says: why.words().into() }.into_response()
    }
}

/// A fault is logged where every fault is; the host is told only that there was one.
impl From<Error> for StatusInfo {
    fn from(error: Error) -> StatusInfo {
        let refused = matches!(error, Error::Refused(_));
        let (minor, says) = match &error {
            Error::Fault(_) => {
                ("internal_server_error", "Something went wrong on our side.".to_owned())
            }
            told => ("invalid_data", told.to_string()),
        };
        let status = match refused {
            true => StatusCode::BAD_REQUEST,
            false => error.into_response().status(),
        };
        StatusInfo { status, minor, says }
    }
}

impl IntoResponse for StatusInfo {
    fn into_response(self) -> Response {
        let told = json!({
            "imsx_codeMajor": "failure",
            "imsx_severity": "error",
            "imsx_description": self.says,
            "imsx_codeMinor": {
                "imsx_codeMinorField": [{
                    "imsx_codeMinorFieldName": "TargetEndSystem",
                    "imsx_codeMinorFieldValue": self.minor,
                }],
            },
        });
        (self.status, Json(told)).into_response()
    }
}
