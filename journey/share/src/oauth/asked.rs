//! What a host asks of a person by way of her browser (RFC 6749, §4.1.1; RFC 7636).

use foundation::{App, Conn, Refuse, Result};
use serde::Deserialize;
use url::Url;

use super::{Host, Registered, Scopes};
use crate::store;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub response_type: String,
    pub client_id: String,
    pub redirect_uri: String,
    pub scope: String,
    pub state: String,
    pub code_challenge: String,
    pub code_challenge_method: String,
}

/// What a person can't be asked: she is told, and sent nowhere.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error(
        "The site that sent you here isn’t known to us, or sent you with an address that isn’t its own. Go back to it and begin again; if it stays so, tell those who run it."
    )]
    UnknownHost,
    #[error("You have let as many sites in as we can keep. Take one back first, under Sharing.")]
    TooMany,
    #[error("Choose one: allow it, or don’t.")]
    Undecided,
}

impl Refuse for Refusal {}

/// What is asked of her, by whom.
pub struct Request {
    pub by: Registered,
    pub scopes: Scopes,
    pub asked: Asked,
}

/// Where a browser goes back to, with what was answered.
pub struct Back(pub String);

impl Asked {
    /// The host that asks, if it is sent back to where it said it would be.
    pub async fn by(&self, conn: &mut Conn) -> Result<Registered> {
        let unknown = || Refusal::UnknownHost;
        let id = self.client_id.parse().map_err(|_| unknown())?;
        let (found, _) = store::hosts::find(conn, id).await?.ok_or_else(unknown)?;
        match found.host.redirect_uris.contains(&self.redirect_uri) {
            true => Ok(found),
            false => Err(unknown().into()),
        }
    }

    /// As it can be put before a person, or where the browser goes with why not.
    pub fn request(self, app: &App, by: Registered) -> Result<Request, Back> {
        let scopes = Scopes::read(&self.scope).within(&Scopes::read(&by.host.scope_and_away()));
        let wrong = match () {
            _ if self.response_type != "code" => "unsupported_response_type",
            _ if self.state.is_empty() || self.state.len() > 1_000 => "invalid_request",
            _ if self.code_challenge_method != "S256" => "invalid_request",
            _ if self.code_challenge.len() != 43 => "invalid_request",
            _ if scopes.is_empty() => "invalid_scope",
            _ => return Ok(Request { by, scopes, asked: self }),
        };
        Err(self.back(app, &[("error", wrong)]))
    }

    /// Back to the host, which then knows that it is we who answer (RFC 9207).
    pub fn back(&self, app: &App, answer: &[(&str, &str)]) -> Back {
        let Ok(mut url) = self.redirect_uri.parse::<Url>() else { return Back("/".into()) };
        let mut query = url.query_pairs_mut();
        query.extend_pairs(answer);
        if !self.state.is_empty() {
            query.append_pair("state", &self.state);
        }
        query.append_pair("iss", &app.site().origin());
        drop(query);
        Back(url.into())
    }
}

impl Host {
    /// What it registered for; going on while she is away is asked with the grant for it.
    fn scope_and_away(&self) -> String {
        match self.may_refresh() {
            true => format!("{} offline_access", self.scope),
            false => self.scope.replace("offline_access", ""),
        }
    }
}
