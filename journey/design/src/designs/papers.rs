//! Documents to take along: versions byte for byte, and the schemas that they are read by.

use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Path, Result};
use people::Designer;
use serde_json::Value;

use crate::{
    Framework, Microcredential, Stack, Version,
    document::{self, Issuer, Vocabulary},
    published_by_slug, store, version,
};

/// `/documents/{slug}.md`: what the catalog shows, as it was imported.
pub async fn published(State(app): State<App>, Path(file): Path<String>) -> Result<Response> {
    let slug = file.strip_suffix(".md").ok_or(Error::Absent)?;
    let mut read = app.read().await?;
    Ok(as_document(published_by_slug(&mut read, slug).await?))
}

/// `/designs/{slug}/versions/{number}.md`: any version of theirs.
pub async fn kept(
    State(app): State<App>,
    by: Designer,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response> {
    let number = file.strip_suffix(".md").and_then(|it| it.parse::<i64>().ok());
    let mut read = app.read().await?;
    let (issuer, _) =
        store::by_slug(&mut read, by.custodians(), &slug).await?.ok_or(Error::Absent)?;
    let headings = store::headings(&mut read, &[issuer]).await?;
    let found = headings.iter().find(|it| it.slug == slug && Some(it.number) == number);
    let id: Id<Version> = found.ok_or(Error::Absent)?.id;
    Ok(as_document(version(&mut read, id).await?))
}

fn as_document(version: Version) -> Response {
    let name = format!("attachment; filename=\"{}.md\"", version.document.slug);
    let headers =
        [(CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    (headers, version.text).into_response()
}

/// `/schemas/microcredential-1.json`
pub async fn schema(State(app): State<App>, Path(file): Path<String>) -> Result<Response> {
    let mut schema = match file.as_str() {
        "microcredential-1.json" => document::json_schema::<Microcredential>(),
        "stack-1.json" => document::json_schema::<Stack>(),
        "framework-1.json" => document::json_schema::<Framework>(),
        "issuer-1.json" => document::json_schema::<Issuer>(),
        "tags-1.json" => document::json_schema::<Vocabulary>(),
        _ => return Err(Error::Absent),
    };
    schema["$id"] = Value::String(app.site().url(&format!("/schemas/{file}")));
    let headers =
        [(CONTENT_TYPE, "application/schema+json"), (CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, format!("{schema:#}\n")).into_response())
}
