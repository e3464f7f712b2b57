//! What this instance is to the world: its addresses and its name.

use url::{Position, Url};

/// Set once, when the program starts. Links are built from here, never from a request's Host header.
#[derive(Debug, Clone)]
pub struct Site {
    /// What people call it: "Maple Ridge School District".
    pub name: String,
    /// Scheme, host and maybe port; no path.
    pub public_url: Url,
    /// Another host for what people uploaded, where the operator has one.
    pub evidence_url: Option<Url>,
    /// IANA name, for whoever belongs to no organization of their own.
    pub time_zone: String,
    /// A sample district that anyone may walk about in.
    pub demo: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<std::net::IpAddr>,
}

impl Site {
    /// A page's whole address, for letters and credentials.
    pub fn url(&self, path: &str) -> String {
        at(&self.public_url, path)
    }

    /// `https://host:port`, as browsers write it.
    pub fn origin(&self) -> String {
        self.url("")
    }

    /// The same of the host for what people uploaded, where there is one.
    pub fn evidence_origin(&self) -> Option<String> {
        self.evidence_url.as_ref().map(|url| at(url, ""))
    }

    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Is this `Host` header one of ours?
    pub fn knows(&self, host: &str) -> bool {
        let ours = [Some(&self.public_url), self.evidence_url.as_ref()];
        ours.into_iter().flatten().any(|url| authority(url).eq_ignore_ascii_case(host))
    }
}

fn at(url: &Url, path: &str) -> String {
    format!("{}://{}{path}", url.scheme(), authority(url))
}

/// Host and, unless it is the scheme's own, port: what a browser sends as `Host`.
fn authority(url: &Url) -> &str {
    &url[Position::BeforeHost..Position::AfterPort]
}
