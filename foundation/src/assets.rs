//! Our stylesheet, scripts and icon, in the binary. Each path names its bytes, so browsers and
//! caches may keep them for ever.

use std::sync::LazyLock;

use axum::{
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use crate::{Error, Path, Result};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    text: &'static str,
    path: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    vec![
        asset("cairn.css", "text/css", include_str!("../../assets/cairn.css")),
        asset("cairn.js", "text/javascript", include_str!("../../assets/cairn.js")),
        asset("icon.svg", "image/svg+xml", include_str!("../../assets/icon.svg")),
    ]
});

fn asset(name: &'static str, media_type: &'static str, text: &'static str) -> Asset {
    let digest = hex::encode(&Sha256::digest(text)[..6]);
    let (stem, ending) = name.split_once('.').expect("an asset has an ending");
    Asset { name, media_type, text, path: format!("/assets/{stem}-{digest}.{ending}") }
}

/// Where an asset is served.
pub fn path(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    &found.expect("only assets of ours are asked for").path
}

/// `GET /assets/{file}`
pub async fn file(Path(file): Path<String>) -> Result<Response> {
    let path = format!("/assets/{file}");
    let asset = ASSETS.iter().find(|asset| asset.path == path).ok_or(Error::Absent)?;
    let kept = [
        (CONTENT_TYPE, format!("{}; charset=utf-8", asset.media_type)),
        (CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
    ];
    Ok((kept, asset.text).into_response())
}
