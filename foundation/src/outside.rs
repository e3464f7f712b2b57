//! What stands elsewhere on the web, where a stranger named the address (a credential, its issuer's
//! keys): fetched so that nobody can have us knock on inner doors.
//!
//! https alone. A name is looked up once, every address that it has must be public, and the
//! connection goes to one of these. No redirect is followed and no proxy asked; size, time, and how
//! many at once are limited. Why nothing came is told alike whatever the reason: it would say what
//! there is behind our door.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
    time::Duration,
};

use tokio::sync::Semaphore;
use ureq::{
    Agent,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};
use url::Url;

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
        let config = Agent::config_builder()
            .https_only(true)
            .proxy(None)
            .max_redirects(0)
            .timeout_global(Some(LONGEST))
            .max_response_header_size(64 * 1024)
            .max_idle_connections(0)
            .user_agent("Cairn")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Public::default());
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

/// Looks up a name, and refuses it unless all its addresses are public.
#[derive(Debug, Default)]
struct Public(DefaultResolver);

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        match found.iter().all(|it| is_public(it.ip())) {
            true => Ok(found),
            false => Err(io::Error::from(io::ErrorKind::PermissionDenied).into()),
        }
    }
}

/// An address that anyone on the internet could reach (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => is_public_v4(it),
        IpAddr::V6(it) => match it.to_ipv4_mapped() {
            Some(mapped) => is_public_v4(mapped),
            None => is_public_v6(it),
        },
    }
}

fn is_public_v4(it: Ipv4Addr) -> bool {
    let special = match it.octets() {
        [0 | 10 | 127, ..] => true,
        [100, second, ..] => (64..128).contains(&second), // shared by a provider's customers
        [169, 254, ..] | [192, 168, ..] => true, // link-local, where clouds keep their keys
        [172, second, ..] => (16..32).contains(&second),
        [192, 0, 0 | 2, _] | [192, 88, 99, _] => true, // protocols, documentation, relays
        [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        [first, ..] => first >= 224, // multicast, reserved, broadcast
    };
    !special
}

/// Global unicast alone, without what carries version 4 inside or stands in documents.
fn is_public_v6(it: Ipv6Addr) -> bool {
    let segments = it.segments();
    let is_global = segments[0] & 0xe000 == 0x2000;
    let special = match segments {
        [0x2001, second, ..] => second < 0x200 || second == 0xdb8,
        [0x2002, ..] => true,
        [0x3fff, second, ..] => second < 0x1000,
        _ => false,
    };
    is_global && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_addresses_are_refused() {
        for inner in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(inner.parse().unwrap()), "{inner}");
        }
        for outer in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"] {
            assert!(is_public(outer.parse().unwrap()), "{outer}");
        }
    }

    #[test]
    fn only_https_without_a_password_and_at_no_other_service_s_port() {
        assert!(fit("https://a.example/b?c#d").is_ok_and(|it| it.as_str().ends_with("b?c")));
        assert!(fit("https://a.example:8443/").is_ok());
        for unfit in [
            "http://a.example/",
            "file:///etc/passwd",
            "ftp://a.example/",
            "https://a@a.example/",
            "https://:b@a.example/",
            "https://a.example:22/",
            "https://a.example:80/",
            "a.example",
            "",
        ] {
            assert!(fit(unfit).is_err(), "{unfit}");
        }
    }

    #[tokio::test]
    async fn a_name_for_an_inner_address_is_not_asked() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        for host in
            ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"]
        {
            let said = Outside::web().get(&format!("https://{host}:{port}/"), "*/*").await;
            let why = said.unwrap_err().to_string();
            assert!(why.ends_with("gave no answer that we take."), "{host}: {why}");
        }
        let knocked = listener.accept().map(drop);
        assert_eq!(knocked.unwrap_err().kind(), io::ErrorKind::WouldBlock);
        let said = Outside::shut().get("https://a.example/", "*/*").await;
        let why = said.unwrap_err().to_string();
        assert_eq!(why, "Nothing is fetched from elsewhere here.");
    }
}
