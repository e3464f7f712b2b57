//! An offer: by value, or by an address at which it stands, good once and for ten minutes
//! (OID4VCI 1.0, §4).

use award::Credential;
use axum::{
    Json,
    extract::State,
    http::header::CACHE_CONTROL,
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Id, Path, Result};
use jiff::{SignedDuration, Timestamp};
use people::Person;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::{GRANT, configuration::Configuration, nonce};
use crate::{
    oauth::{
        Refused,
        token::{Asked, Given},
    },
    secret::{Secret, digest},
    store,
};

const LASTS: SignedDuration = SignedDuration::from_mins(10);
const ACCESS_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Six digits are soon guessed.
const MOST_TRIES: i64 = 5;
const DIGITS: usize = 6;

/// What its holder is shown, once.
pub struct Offered {
    /// The address at which the offer stands.
    pub by_reference: String,
    /// The whole offer in a link, for wallets that fetch none.
    pub by_value: String,
    /// What she types into the wallet, where she asked for that.
    pub tx_code: Option<String>,
    pub ends_at: Timestamp,
}

/// Whoever has the address has the code; we keep neither.
fn code_of(address: &Secret) -> Secret {
    address.derived("pre-authorized code")
}

fn tx_digest(code: &Secret, tx_code: &str) -> String {
    digest(&format!("{} {tx_code}", code.as_str()))
}

pub async fn make(
    app: &App,
    person: Id<Person>,
    credential: Id<Credential>,
    asks_for_code: bool,
) -> Result<Offered> {
    let address = Secret::fresh();
    let code = code_of(&address);
    let number = || format!("{:0DIGITS$}", rand::random_range(0..1_000_000));
    let tx_code = asks_for_code.then(number);
    let tx_code_digest = tx_code.as_ref().map(|it| tx_digest(&code, it));
    let mut tx = app.begin().await?;
    let ends_at = tx.now() + LASTS;
    let tx_code_digest = tx_code_digest.as_deref();
    let offer = store::offers::Offer { person, credential, tx_code_digest, ends_at };
    store::offers::keep(&mut tx, &code.digest(), offer).await?;
    tx.commit().await?;
    let whole = document(app, &code, asks_for_code).to_string();
    let whole: String = byte_serialize(whole.as_bytes()).collect();
    let at = app.site().url(&format!("/wallet/offers/{}", address.as_str()));
    let at: String = byte_serialize(at.as_bytes()).collect();
    Ok(Offered {
        by_reference: format!("openid-credential-offer://?credential_offer_uri={at}"),
        by_value: format!("openid-credential-offer://?credential_offer={whole}"),
        tx_code,
        ends_at,
    })
}

fn document(app: &App, code: &Secret, asks_for_code: bool) -> Value {
    let mut grant = json!({ "pre-authorized_code": code.as_str() });
    if asks_for_code {
        grant["tx_code"] = json!({
            "input_mode": "numeric",
            "length": DIGITS,
            "description": "The six digits beside the offer",
        });
    }
    json!({
        "credential_issuer": app.site().origin(),
        "credential_configuration_ids": Configuration::ALL.map(Configuration::name),
        "grants": { GRANT: grant },
    })
}

/// `GET /wallet/offers/{offer}`
pub async fn read(State(app): State<App>, Path(address): Path<String>) -> Result<Response> {
    let code = code_of(&Secret::of(&address));
    let now = app.clock.now();
    let open = store::offers::open(&mut *app.read().await?, &code.digest(), now).await?;
    let asks_for_code = open.ok_or(Error::Absent)?;
    let told = document(&app, &code, asks_for_code);
    Ok(([(CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// At the token endpoint: the code of an offer, once, for a token that gets that one credential.
pub async fn redeem(app: &App, asked: &Asked) -> Result<Given, Refused> {
    let unknown = || Refused::new("invalid_grant", "The offer is unknown, taken, or over");
    let code = Secret::of(&asked.pre_authorized_code);
    let mut tx = app.begin().await?;
    let now = tx.now();
    let tried = store::offers::try_one(&mut tx, &code.digest()).await?.ok_or_else(unknown)?;
    if tried.used_at.is_some() {
        // Somebody has a copy: what the first got ends, too.
        store::offers::end(&mut tx, &code.digest()).await?;
        tx.commit().await?;
        return Err(unknown());
    }
    if tried.ends_at.0 <= now || tried.tries > MOST_TRIES {
        return Err(unknown());
    }
    match (&tried.tx_code_digest, &asked.tx_code) {
        (None, None) => {}
        (None, Some(_)) => {
            return Err(Refused::new("invalid_request", "This offer has no tx_code"));
        }
        (Some(_), None) => {
            return Err(Refused::new("invalid_request", "This offer asks for a tx_code"));
        }
        (Some(right), Some(typed)) => {
            if *right != tx_digest(&code, typed.trim()) {
                tx.commit().await?; // the try counts
                return Err(Refused::new("invalid_grant", "The tx_code is another one"));
            }
        }
    }
    let access = Secret::fresh();
    let ends_at = now + ACCESS_LASTS;
    store::offers::take(&mut tx, &code.digest(), &access.digest(), ends_at).await?;
    tx.commit().await?;
    Ok(Given {
        access_token: access.as_str().to_owned(),
        token_type: "bearer",
        expires_in: ACCESS_LASTS.as_secs(),
        refresh_token: None,
        scope: None,
        c_nonce: Some(nonce::fresh(app)?),
        c_nonce_expires_in: Some(nonce::LASTS.as_secs()),
    })
}
