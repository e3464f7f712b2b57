//! `POST /oauth/hosts`: a host registers itself (RFC 7591). That alone lets it do nothing: a person
//! says yes on a page that names it.

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, web::ClientAddress};
use people::Tries;
use serde_json::{Value, json};

use super::{Host, Refused, host::Unfit, refused::not_kept};
use crate::{
    secret::{Secret, json},
    store,
};

/// What was registered and never used is soon swept; until then there is an end to it.
const MOST_UNUSED: i64 = 1_000;

pub async fn register(
    State(app): State<App>,
    Extension(from): Extension<ClientAddress>,
    body: Bytes,
) -> Result<Response, Refused> {
    if Tries::host(from).count(&app).await.is_err() {
        let says = "Too many hosts were registered from here: try again in an hour";
        return Err(busy(says, StatusCode::TOO_MANY_REQUESTS));
    }
    let asked: Host = serde_json::from_slice(&body).map_err(|why| {
        // Our own words for the place; nothing of what was sent.
        Refused::new(
            "invalid_client_metadata",
            format!("Not as RFC 7591 and Open Badges ask: {why}"),
        )
    })?;
    let host = asked.checked().map_err(|why| match why {
        Unfit::Redirect => Refused::new("invalid_redirect_uri", why.to_string()),
        Unfit::Metadata(_) => Refused::new("invalid_client_metadata", why.to_string()),
    })?;
    let (id, secret) = (Id::random(), Secret::fresh());
    let mut tx = app.begin().await?;
    store::hosts::sweep(&mut tx).await?;
    if store::hosts::unused(&mut tx).await? >= MOST_UNUSED {
        tx.commit().await?;
        let says = "Too many hosts are registered and unused: try again tomorrow";
        return Err(busy(says, StatusCode::SERVICE_UNAVAILABLE));
    }
    store::hosts::keep(&mut tx, id, &secret.digest(), &json(&host)?).await?;
    let at = tx.now().as_second();
    tx.commit().await?;
    let mut told = serde_json::to_value(&host).map_err(|why| Error::Fault(why.into()))?;
    let own: [(&str, Value); 4] = [
        ("client_id", json!(id)),
        ("client_secret", secret.as_str().into()),
        ("client_id_issued_at", at.into()),
        ("client_secret_expires_at", 0.into()),
    ];
    for (name, value) in own {
        told[name] = value;
    }
    Ok((StatusCode::CREATED, not_kept(), Json(told)).into_response())
}

fn busy(says: &str, status: StatusCode) -> Refused {
    Refused::new("temporarily_unavailable", says).with_status(status)
}
