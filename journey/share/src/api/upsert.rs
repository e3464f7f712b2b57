//! `POST /ims/ob/v3p0/credentials`: a host adds what a person earned elsewhere.

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use foundation::App;
use people::Bearer;

use super::{StatusInfo, elsewhere::Form};
use crate::bring::bring;

/// The answer is what was sent (Open Badges 3.0, upsertCredential).
pub async fn keep(
    State(app): State<App>,
    bearer: Bearer,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, StatusInfo> {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let form = form(&kind).ok_or_else(|| {
        StatusInfo::invalid_data(
            "Send application/vc+ld+json or application/json, or a JWS as text/plain.",
        )
    })?;
    let body = body.map_err(|_| StatusInfo::too_much("A credential has at most 512 KiB here."))?;
    let body = String::from_utf8(body.into())
        .map_err(|_| StatusInfo::invalid_data("A credential is text in UTF-8."))?;
    let body = body.trim().to_owned();
    let new = bring(&app, bearer.person(), form, body.clone()).await?;
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    let kind = match form {
        Form::Json => "application/vc+ld+json",
        Form::Jws => "text/plain",
    };
    Ok((status, [(CONTENT_TYPE, kind)], body).into_response())
}

fn form(kind: &str) -> Option<Form> {
    match kind {
        "application/json"
        | "application/vc+ld+json"
        | "application/ld+json"
        | "application/vc" => Some(Form::Json),
        "text/plain" | "application/vc+jwt" | "application/jwt" => Some(Form::Jws),
        _ => None,
    }
}
