//! One-time links: whoever holds one may do one thing, once, by pressing a button on the page that it
//! opens. (Opening alone does nothing: mail programs open links, too.)

use askama::Template;
use axum::{http::StatusCode, response::Response};
use foundation::{At, Id, Page, Result, Tx, Word};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Organization, Person, Role, session::Token, store};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    /// To come in, with a role.
    Invitation,
    /// Somebody asked for a new password; who it is, is looked up later (see `forgotten`).
    Forgotten,
    /// To set a new password.
    Password,
    /// To use this address from now on.
    Address,
}

impl Purpose {
    fn lasts(self) -> SignedDuration {
        match self {
            Purpose::Invitation => SignedDuration::from_hours(14 * 24), // people are on vacation
            Purpose::Address => SignedDuration::from_hours(24),
            Purpose::Forgotten | Purpose::Password => SignedDuration::from_hours(1),
        }
    }
}

/// What a link is for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Link {
    pub purpose: Word<Purpose>,
    /// Who may use it; of an invitation, who invited.
    #[sqlx(rename = "person_id")]
    pub person: Option<Id<Person>>,
    pub address: Option<String>,
    #[sqlx(rename = "organization_id")]
    pub organization: Option<Id<Organization>>,
    pub role: Option<Word<Role>>,
    pub expires_at: At,
}

impl Link {
    pub fn new(purpose: Purpose, now: Timestamp) -> Link {
        Link {
            purpose: Word(purpose),
            person: None,
            address: None,
            organization: None,
            role: None,
            expires_at: At(now + purpose.lasts()),
        }
    }

    /// Keeps it, and returns what opens it.
    pub async fn keep(self, tx: &mut Tx) -> Result<Token> {
        let token = Token::fresh();
        store::links::keep(tx, &token.digest(), &self).await?;
        Ok(token)
    }
}

/// What stands here is the same for a link that was used, is too old, or never was.
pub(crate) fn spent(another: &'static str) -> Result<Response> {
    #[derive(Template)]
    #[template(path = "spent.html")]
    struct Spent {
        another: &'static str,
    }
    let page = Page::new("This link can't be used any more", &Spent { another })?;
    Ok(page.with_status(StatusCode::GONE))
}
