//! The VC-API: what the test suites of the W3C call, for an issuer that is for tests alone.
//!
//! It is off until `vc_api` is set, has a port of its own, and knows nothing of what the instance
//! issues: its keys, its status list and its identity are others. What it verifies is the proof and
//! the form; who may sign for whom is for `/verify`, which people use.
//!
//! <https://w3c-ccg.github.io/vc-api/>

mod answer;
mod check;
mod issue;
mod issuer;
mod lists;
mod tls;

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result, bail};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, header::AUTHORIZATION},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::{data::Data, settings::Settings};
use answer::Refused;
pub use issuer::TestIssuer;

/// More than any credential of a suite; its status lists come to some 20 KiB.
const LARGEST: usize = 1024 * 1024;

/// Serves until the program ends; nothing when it isn't asked for.
pub async fn serve(settings: &Settings, data: &Data) -> Result<()> {
    let Some(address) = settings.vc_api.0 else { return Ok(()) };
    let token = settings.vc_api_token.0.as_deref();
    if token.is_none() && !address.ip().is_loopback() {
        bail!("`vc_api` on {address} can be reached by others, so it needs a `vc_api_token`");
    }
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("listening on {address}, for `vc_api`"))?;
    let address = listener.local_addr()?;
    let issuer = TestIssuer::new(&data.test_issuer_seed()?, origin(address))?;
    tracing::info!("the VC-API of the test issuer is at {}", issuer.origin);
    for identity in &issuer.identities {
        tracing::info!("the test issuer signs with {} as {}", identity.name, identity.did);
    }
    let listener = tls::Listener::over(listener)?;
    let router = router(issuer, token);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

/// Where its status lists stand.
fn origin(address: SocketAddr) -> String {
    match address.ip().is_loopback() {
        true => format!("https://localhost:{}", address.port()),
        false => format!("https://{address}"),
    }
}

fn router(issuer: TestIssuer, token: Option<&str>) -> Router {
    let guarded = Router::new()
        .route("/credentials/issue", post(issue::issue))
        .route("/credentials/verify", post(check::credential))
        .route("/credentials/status", post(lists::set))
        .route("/presentations/verify", post(check::presentation))
        .layer(middleware::from_fn_with_state(token.map(digest), known));
    Router::new()
        .route("/", get(issuer::who))
        .route("/status/{identity}/{purpose}", get(lists::show))
        .merge(guarded)
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(issuer))
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Whoever shows the token; everyone, where there is none. Digests are compared, so that the time
/// it takes says nothing of the token.
async fn known(
    State(token): State<Option<[u8; 32]>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Refused> {
    let shown = headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
    let shown = shown.and_then(|it| it.strip_prefix("Bearer ")).map(digest);
    match token {
        Some(_) if token != shown => Err(Refused::Unknown),
        _ => Ok(next.run(request).await),
    }
}
