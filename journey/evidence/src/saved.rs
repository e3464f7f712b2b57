//! What is saved as it is typed: what a form says, and what its script is told.

use axum::{
    Json,
    http::{HeaderMap, StatusCode, header::ACCEPT},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Fields, Result, time};
use serde_json::json;
use vault::Saved;

use crate::Spot;

pub fn revision(fields: &Fields) -> Result<i64> {
    fields.get("revision").and_then(|it| it.parse().ok()).ok_or(Error::Unreadable)
}

pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|it| it.to_str().ok());
    accept.is_some_and(|it| it.contains("application/json"))
}

/// What a page's script says under the field.
pub async fn saved(app: &App, spot: &Spot, kept: Result<Saved>) -> Result<Response> {
    match kept {
        Ok(saved) => {
            let mut read = app.read().await?;
            let zone = learn::zone(&mut read, &spot.pursuit).await?;
            let at = time::time_of_day(saved.at, &zone);
            let said = json!({ "saved": at, "revision": saved.revision.to_string() });
            Ok(Json(said).into_response())
        }
        Err(error) => {
            let said = json!({ "refused": error.refusal()?.to_string() });
            Ok((StatusCode::CONFLICT, Json(said)).into_response())
        }
    }
}
