//! Signing out: here, or everywhere else.

use axum::{
    Extension,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect},
};
use foundation::{App, Result};

use crate::{
    SignedIn,
    session::{self, Token},
    store,
};

/// `POST /sessions/end`. Whoever has none is signed out already.
pub async fn here(
    State(app): State<App>,
    token: Option<Extension<Token>>,
) -> Result<impl IntoResponse> {
    if let Some(Extension(token)) = token {
        let mut tx = app.begin().await?;
        store::sessions::end(&mut tx, &token.digest()).await?;
        tx.commit().await?;
    }
    Ok(([(SET_COOKIE, Token::no_cookie(&app))], Redirect::to("/")))
}

/// `POST /sessions/end-others`. This one goes on under a new token: a copy of the old ends, too.
pub async fn elsewhere(State(app): State<App>, who: SignedIn) -> Result<impl IntoResponse> {
    let mut tx = app.begin().await?;
    store::sessions::end_all(&mut tx, who.id()).await?;
    let session = session::begin(&mut tx, who.id()).await?;
    tx.commit().await?;
    Ok(([(SET_COOKIE, session.cookie(&app))], Redirect::to("/account?changed=sessions")))
}
