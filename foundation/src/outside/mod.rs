//! What stands elsewhere on the web, where a stranger named the address (a credential, its issuer's
//! keys): fetched so that nobody can have us knock on inner doors.
//!
//! https alone. A name is looked up once, every address that it has must be public, and the
//! connection goes to one of these. No redirect is followed and no proxy asked; size, time, and how
//! many at once are limited. Why nothing came is told alike whatever the reason: it would say what
//! there is behind our door.

mod public;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;
use ureq::{
    Agent,
    tls::TlsConfig,
    unversioned::{
        resolver::{DefaultResolver, Resolver},
        transport::DefaultConnector,
    },
};
use url::Url;

use public::Public;

/// More than any credential, picture or list has.
const LARGEST: u64 = 8 * 1024 * 1024;
const LONGEST: Duration = Duration::from_secs(8);
const AT_ONCE: usize = 8;

/// The way to what stands elsewhere.
#[derive(Clone)]
pub struct Outside {
    way: Way,
    turns: Arc<Semaphore>,
}

#[derive(Clone)]
enum Way {
    Shut,
    Web(Agent),
    #[cfg(feature = "testing")]
    Said(Arc<std::collections::BTreeMap<String, Vec<u8>>>),
}

impl Outside {
    /// Nothing is fetched.
    pub fn shut() -> Outside {
        Outside::by(Way::Shut)
    }

    /// What the public web answers.
    pub fn web() -> Outside {
        Outside::found_by(Public(DefaultResolver::default()), TlsConfig::default())
    }

    fn found_by(resolver: impl Resolver, tls: TlsConfig) -> Outside {
        let config = Agent::config_builder()
            .https_only(true)
            .proxy(None)
            .max_redirects(0)
            .timeout_global(Some(LONGEST))
            .max_response_header_size(64 * 1024)
            .max_idle_connections(0)
            .user_agent("Cairn")
            .tls_config(tls)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Outside::by(Way::Web(agent))
    }

    /// For stories: these addresses answer so, and no others; what answers nothing was taken back.
    #[cfg(feature = "testing")]
    pub fn said(answers: std::collections::BTreeMap<String, Vec<u8>>) -> Outside {
        Outside::by(Way::Said(Arc::new(answers)))
    }

    fn by(way: Way) -> Outside {
        Outside { way, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    pub fn is_shut(&self) -> bool {
        matches!(self.way, Way::Shut)
    }

    /// What an address answers, or why there is nothing.
    pub async fn get(&self, address: &str, accept: &str) -> Result<Vec<u8>, NotHad> {
        let url = fit(address)?;
        match &self.way {
            Way::Shut => Err(NotHad::Because("Nothing is fetched from elsewhere here.".into())),
            #[cfg(feature = "testing")]
            Way::Said(answers) => match answers.get(url.as_str()) {
                Some(answer) if answer.is_empty() => Err(NotHad::Gone),
                answer => answer.cloned().ok_or_else(|| nothing(&url)),
            },
            Way::Web(agent) => {
                let (agent, accept) = (agent.clone(), accept.to_owned());
                let turn = self.turns.clone().try_acquire_owned();
                let much = "Much is being fetched just now: try again in a minute.";
                let turn = turn.map_err(|_| NotHad::Because(much.into()))?;
                let answer = tokio::task::spawn_blocking(move || {
                    let answer = answered(&agent, &url, &accept);
                    drop(turn);
                    answer.map_err(|error| match error {
                        ureq::Error::StatusCode(410) => NotHad::Gone,
                        _ => nothing(&url),
                    })
                });
                answer.await.unwrap_or_else(|_| Err(NotHad::Because("It couldn't be read.".into())))
            }
        }
    }
}

/// Why there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHad {
    /// 410: there was something, and it was taken back.
    #[error("It was taken back from where it stood.")]
    Gone,
    /// As a sentence.
    #[error("{0}")]
    Because(String),
}

fn nothing(url: &Url) -> NotHad {
    let host = url.host_str().unwrap_or_default();
    NotHad::Because(format!("{host} gave no answer that we take."))
}

fn answered(agent: &Agent, url: &Url, accept: &str) -> Result<Vec<u8>, ureq::Error> {
    let answer = agent.get(url.as_str()).header("accept", accept).call()?;
    if answer.status() != 200 {
        return Err(ureq::Error::StatusCode(answer.status().as_u16()));
    }
    answer.into_body().into_with_config().limit(LARGEST).read_to_vec()
}

/// https, with a name; nobody's password; no port that another service has.
fn fit(address: &str) -> Result<Url, NotHad> {
    let unfit = |why: &str| Err(NotHad::Because(why.into()));
    let Ok(mut url) = address.parse::<Url>() else {
        return unfit("This isn't an address that can be asked.");
    };
    if url.scheme() != "https" {
        return unfit("Only addresses that begin with https:// are fetched.");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return unfit("An address with a name or password in it isn't fetched.");
    }
    if url.port().is_some_and(|port| port < 1024) {
        return unfit("An address at this port isn't fetched.");
    }
    url.set_fragment(None);
    Ok(url)
}
