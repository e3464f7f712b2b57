//! Being signed in: a random token in a cookie, of which only the digest is kept.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use foundation::{App, Id, Result, Tx};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::{Person, Visitor, store};

/// A laptop that was left open at school in the evening is signed out by the morning.
pub const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// Long enough for a fortnight's work from one's own machine; whoever finds it later finds nothing.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How exactly it is kept when someone was last seen: a write for every page would be dear.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long an old token still works after a new one was given: what the browser had already
/// asked for shall arrive.
const GRACE: SignedDuration = SignedDuration::from_mins(1);

/// 256 random bits, for whoever holds them: a session's, or a one-time link's.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    pub fn fresh() -> Token {
        Token(BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// As it came in a link.
    pub fn of(text: &str) -> Token {
        Token(text.to_owned())
    }

    /// For a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it. Guessing 256 bits needs no slow hash to be hopeless.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(&self.0))
    }

    pub fn of_request(app: &App, headers: &HeaderMap) -> Option<Token> {
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|it| it.to_str().ok());
        let pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        let our_name = cookie_name(app.site().is_https());
        let mut ours = pairs.filter(|(name, _)| *name == our_name);
        ours.next().map(|(_, value)| Token::of(value))
    }

    pub fn cookie(&self, app: &App) -> HeaderValue {
        set_cookie(app.site().is_https(), &self.0, LONGEST.as_secs())
    }

    /// Takes the cookie away.
    pub fn no_cookie(app: &App) -> HeaderValue {
        set_cookie(app.site().is_https(), "", 0)
    }
}

fn set_cookie(https: bool, value: &str, seconds: i64) -> HeaderValue {
    let (name, secure) = (cookie_name(https), if https { "; Secure" } else { "" });
    let cookie =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    cookie.parse().expect("it is plain ASCII")
}

/// Browsers take `__Host-` from https alone, and then from this host alone.
fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-cairn" } else { "cairn" }
}

/// A session as it is kept.
pub(crate) struct Session {
    pub begun_at: Timestamp,
    pub seen_at: Timestamp,
}

pub(crate) async fn begin(tx: &mut Tx, person: Id<Person>) -> Result<Token> {
    let token = Token::fresh();
    let ends_at = tx.now() + LONGEST;
    store::sessions::keep(tx, &token.digest(), person, ends_at).await?;
    Ok(token)
}

/// Who came with a token, and a new one where what they may do has changed since they got it.
#[derive(Default)]
pub(crate) struct Arrival {
    pub visitor: Visitor,
    pub renewed: Option<Token>,
}

pub(crate) async fn arrival(app: &App, token: &Token) -> Result<Arrival> {
    let now = app.clock.now();
    let digest = token.digest();
    let found = store::sessions::find(&mut *app.read().await?, &digest, now).await?;
    let Some((session, person, appointments)) = found else { return Ok(Arrival::default()) };
    let changed = appointments.iter().any(|it| it.changed_between(session.begun_at, now));
    let kept = match changed {
        true => renew(app, &digest, person.id).await,
        false if session.seen_at + SEEN_EVERY < now => see(app, &digest).await,
        false => Ok(None),
    };
    // On a full disk people still read.
    let renewed = kept.unwrap_or_else(|_| {
        tracing::warn!("a session goes on, but that couldn't be kept");
        None
    });
    Ok(Arrival { visitor: Visitor::present(person, appointments, now), renewed })
}

async fn see(app: &App, digest: &str) -> Result<Option<Token>> {
    let mut tx = app.begin().await?;
    store::sessions::see(&mut tx, digest).await?;
    tx.commit().await?;
    Ok(None)
}

async fn renew(app: &App, digest: &str, person: Id<Person>) -> Result<Option<Token>> {
    let mut tx = app.begin().await?;
    let lapses_at = tx.now() + GRACE;
    let Some(ends_at) = store::sessions::let_lapse(&mut tx, digest, lapses_at).await? else {
        return Ok(None); // another request was faster
    };
    let fresh = Token::fresh();
    store::sessions::keep(&mut tx, &fresh.digest(), person, ends_at).await?;
    tx.commit().await?;
    Ok(Some(fresh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_the_cookie_is_bound_to_this_very_host() {
        let cookie = set_cookie(true, "token", 60);
        let strict = "__Host-cairn=token; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure";
        assert_eq!(cookie, strict);
    }
}
