//! `/files/{id}`, or the same from the host that the operator keeps for what people uploaded:
//! sandboxed, as an attachment, and never sniffed.

use axum::{
    body::Body,
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
            CONTENT_SECURITY_POLICY, CONTENT_TYPE, RANGE,
        },
    },
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Path, Result};
use jiff::{SignedDuration, Timestamp};
use people::{Person, SignedIn};
use serde::{Deserialize, Serialize};

use crate::{Content, File, Seen, look::look, part::Asked};

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
    let Some(host) = app.site().evidence_origin() else { return Ok(format!("/files/{content}")) };
    let pass = Pass { content, viewer, until: app.clock.now() + PASS_LASTS };
    let pass = serde_json::to_vec(&pass).expect("ids and a time are text");
    let sealed = app.secrets().seal(&pass)?;
    Ok(format!("{host}/evidence/{sealed}"))
}

pub async fn own_host(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<Id<Content>>,
    headers: HeaderMap,
) -> Result<Response> {
    serve(&app, by.id(), id, &headers).await
}

pub async fn other_host(
    State(app): State<App>,
    Path(pass): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let pass = app.secrets().open(&pass).map_err(|_| Error::Absent)?;
    let pass: Pass = serde_json::from_slice(&pass).map_err(|_| Error::Absent)?;
    if pass.until <= app.clock.now() {
        return Err(Error::Absent);
    }
    serve(&app, pass.viewer, pass.content, &headers).await
}

/// What its owner chose to show to anyone: the room that knows of the choice has checked it.
pub async fn serve_shown(app: &App, id: Id<Content>, seen: Seen) -> Result<Response> {
    match seen {
        Seen::File(file) => send(app, id, &file, &HeaderMap::new()).await,
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

async fn serve(
    app: &App,
    viewer: Id<Person>,
    id: Id<Content>,
    headers: &HeaderMap,
) -> Result<Response> {
    match look(app, viewer, &[id], "to open the file").await?.remove(&id) {
        Some(Seen::File(file)) => send(app, id, &file, headers).await,
        _ => Err(Error::Absent),
    }
}

/// The whole of it, or the part that a player asks for.
async fn send(app: &App, id: Id<Content>, file: &File, headers: &HeaderMap) -> Result<Response> {
    let length = u64::try_from(file.length_bytes).unwrap_or_default();
    let range = headers.get(RANGE).and_then(|it| it.to_str().ok());
    let mut answer = about(id, file)?;
    match Asked::of(range, length) {
        Asked::Whole => {
            answer.insert(CONTENT_LENGTH, HeaderValue::from(length));
            let pieces = app.files().read(&file.object_key).await?;
            Ok((answer, Body::from_stream(pieces)).into_response())
        }
        Asked::Part(part) => {
            let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            answer.insert(CONTENT_RANGE, text(said)?);
            answer.insert(CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
            let pieces = app.files().read_part(&file.object_key, part).await?;
            let body = Body::from_stream(pieces);
            Ok((StatusCode::PARTIAL_CONTENT, answer, body).into_response())
        }
        Asked::Beyond => {
            answer.insert(CONTENT_RANGE, text(format!("bytes */{length}"))?);
            Ok((StatusCode::RANGE_NOT_SATISFIABLE, answer).into_response())
        }
    }
}

/// The name it is saved under tells nothing: what its owner called it may name her, or a child.
fn about(id: Id<Content>, file: &File) -> Result<HeaderMap> {
    let short = &id.to_string()[..8];
    let name = format!("attachment; filename=\"evidence-{short}.{}\"", ending(&file.media_type));
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, text(file.media_type.clone())?);
    headers.insert(CONTENT_DISPOSITION, text(name)?);
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(headers)
}

fn text(value: String) -> Result<HeaderValue> {
    HeaderValue::from_str(&value).map_err(|_| Error::Absent)
}

/// By which other programs know what it is: `text/plain; charset=utf-8` is `txt`.
fn ending(media_type: &str) -> &str {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    match bare {
        "text/plain" => "txt",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "image/jpeg" => "jpg",
        _ => bare.rsplit('/').next().unwrap_or("file"),
    }
}
