//! Another program, as it registered itself (RFC 7591 as Open Badges 3.0, §7.2.1, asks).

use foundation::{Id, Refuse};
use serde::{Deserialize, Serialize};
use url::{Host as Name, Url};

use super::Scopes;

/// A name, an address or a version is no longer than this.
const LONGEST: usize = 2_000;
const MOST_REDIRECTS: usize = 10;

/// What it said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    pub client_name: String,
    pub client_uri: String,
    pub logo_uri: String,
    pub tos_uri: String,
    pub policy_uri: String,
    pub software_id: String,
    pub software_version: String,
    pub redirect_uris: Vec<String>,
    #[serde(default = "basic")]
    pub token_endpoint_auth_method: String,
    #[serde(default = "code_alone")]
    pub grant_types: Vec<String>,
    #[serde(default = "code")]
    pub response_types: Vec<String>,
    pub scope: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
}

fn basic() -> String {
    "client_secret_basic".into()
}

fn code_alone() -> Vec<String> {
    vec!["authorization_code".into()]
}

fn code() -> Vec<String> {
    vec!["code".into()]
}

/// Why it can't be registered, for whoever writes it (RFC 7591, §3.2.2).
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("A redirect URI is https, or http on a loopback address, with no fragment")]
    Redirect,
    #[error("{0}")]
    Metadata(&'static str),
}

impl Refuse for Unfit {}

impl Host {
    /// As it will be kept, or why not.
    pub fn checked(mut self) -> Result<Host, Unfit> {
        let unfit = |why| Err(Unfit::Metadata(why));
        let texts = [&self.client_name, &self.software_id, &self.software_version];
        if texts.iter().any(|it| it.trim().is_empty() || it.len() > 200) {
            return unfit("client_name, software_id and software_version are short texts");
        }
        if self.client_name.chars().any(char::is_control) {
            return unfit("client_name is text without control characters");
        }
        if self.token_endpoint_auth_method != "client_secret_basic" {
            return unfit("token_endpoint_auth_method is client_secret_basic");
        }
        if !self.grant_types.iter().any(|it| it == "authorization_code")
            || !self.grant_types.iter().all(|it| GRANTS.contains(&it.as_str()))
        {
            return unfit(
                "grant_types has authorization_code, and refresh_token at most beside it",
            );
        }
        if self.response_types != code() {
            return unfit("response_types is code");
        }
        if self.contacts.len() > 10 || self.contacts.iter().any(|it| it.len() > 200) {
            return unfit("contacts are at most ten short texts");
        }
        if self.redirect_uris.is_empty() || self.redirect_uris.len() > MOST_REDIRECTS {
            return Err(Unfit::Redirect);
        }
        let redirects: Option<Vec<Url>> = self
            .redirect_uris
            .iter()
            .map(|it| address(it).filter(|it| it.fragment().is_none()))
            .collect();
        let redirects = redirects.ok_or(Unfit::Redirect)?;
        let pages = [&self.client_uri, &self.logo_uri, &self.tos_uri, &self.policy_uri];
        let pages: Option<Vec<Url>> = pages.into_iter().map(|it| address(it)).collect();
        let Some(pages) = pages else {
            return unfit("client_uri, logo_uri, tos_uri and policy_uri are https addresses");
        };
        let names: Vec<_> = pages.iter().chain(&redirects).map(|it| it.host_str()).collect();
        if names.windows(2).any(|two| two[0] != two[1]) {
            return unfit("All addresses are on one host name");
        }
        let scopes = Scopes::read(&self.scope);
        if scopes.is_empty() {
            return unfit("scope names at least one scope of Open Badges 3.0");
        }
        self.scope = scopes.to_string();
        Ok(self)
    }

    /// Where it is, as a person reads it: what it can't lie about.
    pub fn name_of_its_place(&self) -> String {
        let url = address(&self.client_uri);
        url.and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default()
    }

    pub fn may_refresh(&self) -> bool {
        self.grant_types.iter().any(|it| it == "refresh_token")
    }
}

const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];

/// The one who is registered, by its `client_id`.
pub struct Registered {
    pub id: Id<Host>,
    pub host: Host,
}

/// `https`, or `http` to the very machine that the person sits at (RFC 8252, §7.3).
fn address(text: &str) -> Option<Url> {
    let url: Url = text.parse().ok().filter(|_| text.len() <= LONGEST)?;
    let local = match url.host()? {
        Name::Domain(name) => name == "localhost",
        Name::Ipv4(address) => address.is_loopback(),
        Name::Ipv6(address) => address.is_loopback(),
    };
    let right = url.scheme() == "https" || (url.scheme() == "http" && local);
    (right && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// The origin that a browser is sent back to.
pub fn origin(redirect_uri: &str) -> String {
    address(redirect_uri).map_or_else(String::new, |it| it.origin().ascii_serialization())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn host() -> Host {
        let at = |path: &str| format!("https://backpack.example{path}");
        Host {
            client_name: "Backpack".into(),
            client_uri: at("/"),
            logo_uri: at("/logo.png"),
            tos_uri: at("/terms"),
            policy_uri: at("/privacy"),
            software_id: "backpack".into(),
            software_version: "1".into(),
            redirect_uris: vec![at("/back")],
            token_endpoint_auth_method: basic(),
            grant_types: GRANTS.map(str::to_owned).into(),
            response_types: code(),
            scope: super::super::scope::READ_CREDENTIALS.into(),
            contacts: vec![],
        }
    }

    #[test]
    fn a_host_says_all_that_the_standard_asks() {
        assert!(host().checked().is_ok());
        let local = |it: &str| it.replace("https://backpack.example", "http://127.0.0.1:4000");
        let it = host();
        let native = Host {
            client_uri: local(&it.client_uri),
            logo_uri: local(&it.logo_uri),
            tos_uri: local(&it.tos_uri),
            policy_uri: local(&it.policy_uri),
            redirect_uris: vec![local(&it.redirect_uris[0])],
            ..it
        };
        assert!(native.checked().is_ok());
    }

    #[test]
    fn a_redirect_leads_over_https_to_the_same_name_or_nowhere() {
        for wrong in [
            "http://backpack.example/back",
            "https://backpack.example/back#part",
            "https://user@backpack.example/back",
            "javascript:alert(1)",
            "myapp://back",
            "",
        ] {
            let it = Host { redirect_uris: vec![wrong.into()], ..host() };
            assert_eq!(it.checked(), Err(Unfit::Redirect), "{wrong}");
        }
        let elsewhere = Host { redirect_uris: vec!["https://evil.example/back".into()], ..host() };
        assert!(matches!(elsewhere.checked(), Err(Unfit::Metadata(_))));
        let none = Host { redirect_uris: vec![], ..host() };
        assert_eq!(none.checked(), Err(Unfit::Redirect));
    }

    #[test]
    fn what_isnt_offered_cant_be_registered() {
        for wrong in [
            Host { client_name: " ".into(), ..host() },
            Host { client_name: "a\nb".into(), ..host() },
            Host { scope: "offline_access".into(), ..host() },
            Host { grant_types: vec!["client_credentials".into()], ..host() },
            Host { response_types: vec!["token".into()], ..host() },
            Host { token_endpoint_auth_method: "none".into(), ..host() },
            Host { logo_uri: "http://backpack.example/logo.png".into(), ..host() },
        ] {
            assert!(matches!(wrong.clone().checked(), Err(Unfit::Metadata(_))), "{wrong:?}");
        }
    }
}
