//! Signing out, here or everywhere.

use axum::{
    extract::{Extension, State},
    http::header::SET_COOKIE,
    response::{IntoResponse, Redirect},
};
use foundation::{App, Result};

use crate::{session::Token, store};

/// Ends this session; whoever has none is signed out already.
pub async fn sign_out(
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
