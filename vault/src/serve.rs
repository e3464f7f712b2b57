//! `/files/{id}`, or the same from the host that the operator keeps for what people uploaded:
//! sandboxed, as an attachment, and never sniffed.

use axum::{
    body::Body,
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE,
        },
    },
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Path, Result};
use jiff::{SignedDuration, Timestamp};
use people::{Person, SignedIn};
use serde::{Deserialize, Serialize};

use crate::{Content, File, Seen, look::look};

/// On the other host there is no session: the link itself says who looks, sealed, and not for long.
const PASS_LASTS: SignedDuration = SignedDuration::from_mins(10);

#[derive(Serialize, Deserialize)]
struct Pass {
    content: Id<Content>,
    viewer: Id<Person>,
    until: Timestamp,
}

/// Where this viewer finds this file: the one way to any evidence.
pub fn file_url(app: &App, viewer: Id<Person>, content: Id<Content>) -> Result<String> {
    let Some(host) = &app.site().evidence_url else { return Ok(format!("/files/{content}")) };
    let pass = Pass { content, viewer, until: app.clock.now() + PASS_LASTS };
    let pass = serde_json::to_vec(&pass).expect("ids and a time are text");
    let sealed = app.secrets().seal(&pass)?;
    Ok(format!("{}/evidence/{sealed}", host.origin().ascii_serialization()))
}

pub async fn own_host(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Content>>,
) -> Result<Response> {
    serve(&app, by.id(), id).await
}

pub async fn other_host(State(app): State<App>, Path(pass): Path<String>) -> Result<Response> {
    let pass = app.secrets().open(&pass).map_err(|_| Error::Absent)?;
    let pass: Pass = serde_json::from_slice(&pass).map_err(|_| Error::Absent)?;
    if pass.until <= app.clock.now() {
        return Err(Error::Absent);
    }
    serve(&app, pass.viewer, pass.content).await
}

/// What its owner chose to show to anyone: the room that knows of the choice has checked it.
pub async fn serve_shown(app: &App, id: Id<Content>, seen: Seen) -> Result<Response> {
    match seen {
        Seen::File(file) => {
            let pieces = app.files().read(&file.object_key).await?;
            Ok((headers(id, &file)?, Body::from_stream(pieces)).into_response())
        }
        Seen::Words(words) => {
            Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response())
        }
        Seen::Destroyed { at } => {
            let zone = foundation::time::zone(&app.site().time_zone);
            let words = format!("This was destroyed on {}.", foundation::time::day(at, &zone));
            Ok((StatusCode::GONE, words).into_response())
        }
    }
}

async fn serve(app: &App, viewer: Id<Person>, id: Id<Content>) -> Result<Response> {
    match look(app, viewer, &[id], "to open the file").await?.remove(&id) {
        Some(file @ Seen::File(_)) => serve_shown(app, id, file).await,
        _ => Err(Error::Absent),
    }
}

/// The name it is saved under tells nothing: what its owner called it may name her, or a child.
fn headers(id: Id<Content>, file: &File) -> Result<HeaderMap> {
    let text = |value: String| HeaderValue::from_str(&value).map_err(|_| Error::Absent);
    let ending = file.media_type.rsplit('/').next().unwrap_or("file");
    let short = &id.to_string()[..8];
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, text(file.media_type.clone())?);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.length_bytes));
    headers.insert(
        CONTENT_DISPOSITION,
        text(format!("attachment; filename=\"evidence-{short}.{ending}\""))?,
    );
    headers
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(headers)
}
