//! `POST /oauth/token`: a code, a refresh token, or what stands in an offer to a wallet, for an access
//! token (RFC 6749, §4.1.3 and §6; OID4VCI 1.0, §6).

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Form, Id, Tx};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::{
    Permission, Refused, Registered, Scope, Scopes,
    client::{authenticated, is_presented},
    refused::not_kept,
};
use crate::{
    secret::{Secret, is_challenge_of},
    store,
    store::tokens::{Kind, Token, Used},
    wallet,
};

/// As Open Badges 3.0 (§7.2.3) recommends.
const ACCESS_LASTS: SignedDuration = SignedDuration::from_secs(3_600);
/// A host that was quiet for so long asks anew.
const REFRESH_LASTS: SignedDuration = SignedDuration::from_hours(90 * 24);
/// A host that refreshes every hour has some two thousand in the ninety days that they are remembered.
const MOST_TOKENS: i64 = 5_000;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    refresh_token: String,
    scope: Option<String>,
    #[serde(rename = "pre-authorized_code")]
    pub pre_authorized_code: String,
    pub tx_code: Option<String>,
}

/// What a program gets (RFC 6749, §5.1).
#[derive(Serialize)]
pub struct Given {
    pub access_token: String,
    /// In small letters: some wallets compare.
    pub token_type: &'static str,
    pub expires_in: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// For wallets that look for it here, as before OID4VCI 1.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_nonce_expires_in: Option<i64>,
}

pub async fn give(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Form<Asked>, Error>,
) -> Result<Response, Refused> {
    let Form(asked) = form?;
    let given = match asked.grant_type.as_str() {
        wallet::GRANT => wallet::offer::redeem(&app, &asked).await?,
        "authorization_code" | "refresh_token" => {
            let mut tx = app.begin().await?;
            let host = authenticated(&mut tx, &headers).await?;
            match asked.grant_type.as_str() {
                "refresh_token" => refresh(tx, host, &asked).await?,
                _ => redeem(tx, host, &asked).await?,
            }
        }
        _ if is_presented(&headers) => {
            let says = "authorization_code or refresh_token";
            return Err(Refused::new("unsupported_grant_type", says));
        }
        _ => return Err(Refused::new("unsupported_grant_type", wallet::GRANT)),
    };
    Ok((not_kept(), Json(given)).into_response())
}

fn invalid_grant() -> Refused {
    Refused::new("invalid_grant", "It is unknown, used, too old, or was given for something else")
}

/// A code, once. Whoever shows it a second time may have stolen it, or been stolen from: all that it
/// gave is taken back.
async fn redeem(mut tx: Tx, host: Registered, asked: &Asked) -> Result<Given, Refused> {
    let used = use_up(&mut tx, Kind::Code, &asked.code, &host).await?;
    let Some(code) = used else { return Err(ends_on_reuse(tx, &asked.code, &host).await?) };
    let fits = code.ends_at > tx.now()
        && code.redirect_uri.as_deref() == Some(&asked.redirect_uri)
        && code.code_challenge.is_some_and(|it| is_challenge_of(&it, &asked.code_verifier));
    if !fits {
        return Err(invalid_grant());
    }
    given(tx, code.permission, &Scopes::read(&code.scope), asked).await
}

/// A refresh token, once: with each comes the next.
async fn refresh(mut tx: Tx, host: Registered, asked: &Asked) -> Result<Given, Refused> {
    let used = use_up(&mut tx, Kind::Refresh, &asked.refresh_token, &host).await?;
    let Some(token) = used else {
        return Err(ends_on_reuse(tx, &asked.refresh_token, &host).await?);
    };
    if token.ends_at <= tx.now() {
        return Err(invalid_grant());
    }
    given(tx, token.permission, &Scopes::read(&token.scope), asked).await
}

async fn use_up(
    tx: &mut Tx,
    kind: Kind,
    text: &str,
    host: &Registered,
) -> Result<Option<Used>, Refused> {
    let digest = Secret::of(text).digest();
    store::permissions::lock(tx, &digest, host.id).await?;
    Ok(store::tokens::use_up(tx, kind, &digest, host.id).await?)
}

async fn ends_on_reuse(mut tx: Tx, text: &str, host: &Registered) -> Result<Refused, Refused> {
    let digest = Secret::of(text).digest();
    if let Some((permission, Kind::Code | Kind::Refresh)) =
        store::tokens::of_host(&mut tx, &digest, host.id).await?
    {
        store::permissions::end(&mut tx, permission).await?;
        tx.commit().await?;
    }
    Ok(invalid_grant())
}

/// All that was allowed, or less where it asks for less; never more (RFC 6749, §6).
async fn given(
    mut tx: Tx,
    permission: Id<Permission>,
    allowed: &Scopes,
    asked: &Asked,
) -> Result<Given, Refused> {
    let scopes = match &asked.scope {
        Some(scope) if !scope.is_empty() => Scopes::read(scope).within(allowed),
        _ => allowed.clone(),
    };
    if scopes.is_empty() {
        return Err(Refused::new("invalid_scope", "None of this was allowed"));
    }
    store::tokens::sweep(&mut tx).await?;
    if store::tokens::count(&mut tx, permission).await? > MOST_TOKENS {
        let says = "Too many tokens were asked for: use one until it ends";
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Err(Refused::new("temporarily_unavailable", says).with_status(status));
    }
    let (access, now) = (Secret::fresh(), tx.now());
    let (scope, whole) = (scopes.to_string(), allowed.to_string());
    let token = |kind, scope, ends_at| Token {
        permission,
        kind,
        scope,
        redirect_uri: None,
        code_challenge: None,
        ends_at,
    };
    let kept = token(Kind::Access, &scope, now + ACCESS_LASTS);
    store::tokens::keep(&mut tx, &access.digest(), kept).await?;
    let mut refresh_token = None;
    if allowed.has(Scope::OfflineAccess) {
        let refresh = Secret::fresh();
        let kept = token(Kind::Refresh, &whole, now + REFRESH_LASTS);
        store::tokens::keep(&mut tx, &refresh.digest(), kept).await?;
        refresh_token = Some(refresh.as_str().to_owned());
    }
    tx.commit().await?;
    Ok(Given {
        access_token: access.as_str().to_owned(),
        token_type: "bearer",
        expires_in: ACCESS_LASTS.as_secs(),
        refresh_token,
        scope: Some(scope),
        c_nonce: None,
        c_nonce_expires_in: None,
    })
}
