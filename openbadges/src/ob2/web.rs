//! What stands at an address, as whoever asks has fetched it.

use crate::json;
use crate::verify::Check;
use serde_json::Value;
use std::collections::BTreeMap;

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Found(Vec<u8>),
    /// 410: there was something, and it was taken back.
    Gone,
    /// Why it couldn't be had, as a sentence.
    Failed(String),
    /// Nobody has asked yet: see [`super::needs`].
    NotAsked,
}

/// Knows what addresses answer. They were written by strangers: whoever fetches them for it
/// keeps to https and out of its own network, and follows redirects within those bounds.
pub trait Web {
    fn get(&self, url: &str) -> Answer;
}

impl Web for BTreeMap<String, Answer> {
    fn get(&self, url: &str) -> Answer {
        self.get(url).cloned().unwrap_or(Answer::NotAsked)
    }
}

/// The object at an address, which must name that address as its own.
pub(super) fn document(url: &str, web: &dyn Web) -> Result<Value, Check> {
    let bytes = match web.get(url) {
        Answer::Found(bytes) => bytes,
        Answer::Gone => return Err(Check::failed(format!("{url} was taken back."))),
        Answer::Failed(why) => {
            return Err(Check::unknown(format!("{url} could not be had. {why}")));
        }
        Answer::NotAsked => return Err(Check::unknown(format!("{url} was not given."))),
    };
    let document = json::parse(&bytes)
        .map_err(|why| Check::unknown(format!("What stands at {url} can't be read. {why}")))?;
    match document["id"].as_str() {
        Some(id) if id == url => Ok(document),
        _ => Err(Check::failed(format!("What stands at {url} doesn't name that as its id."))),
    }
}

/// Scheme and host with port, in lower case; `None` for all but plain web addresses.
pub(super) fn origin(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-._:[]".contains(it);
    if host.is_empty() || !host.chars().all(is_plain) || !crate::jsonld::is_iri(url) {
        return None;
    }
    let usual = match &*scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let host = host.to_ascii_lowercase();
    Some((scheme, host.strip_suffix(usual).unwrap_or(&host).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_and_host() {
        let origin = |it| origin(it).map(|(scheme, host)| format!("{scheme} {host}"));
        assert_eq!(origin("https://A.example:443/x?y#z").as_deref(), Some("https a.example"));
        assert_eq!(origin("http://a.example:8080").as_deref(), Some("http a.example:8080"));
        for other in [
            "urn:uuid:1",
            "ftp://a.example/",
            "https:///x",
            "https://good.example@evil.example/",
            "https://good.example\\@evil.example/",
            "https://a b/",
            "a.example/x",
        ] {
            assert_eq!(origin(other), None, "{other}");
        }
    }
}
