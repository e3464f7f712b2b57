//! `did:key`, whose name is its key, and `did:web`, whose document stands at an address.

use super::PublicKey;
use crate::Error;

/// The identifier that is nothing but this key (did:key, §3.1).
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", key.to_multibase())
}

/// The key that such an identifier is.
pub fn key_of_did_key(did: &str) -> Result<PublicKey, Error> {
    let key = did.strip_prefix("did:key:");
    PublicKey::from_multibase(key.ok_or_else(|| Error::Did(format!("{did} is no did:key.")))?)
}

/// The identifier of what stands at an https address (did:web, §3.1):
/// `https://cairn.example:8443/issuers/lakeside` is
/// `did:web:cairn.example%3A8443:issuers:lakeside`.
pub fn did_web(url: &str) -> Result<String, Error> {
    let wrong = || Error::Did(format!("{url} can't be the address of a did:web."));
    let rest = url.strip_prefix("https://").ok_or_else(wrong)?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.strip_suffix('/').unwrap_or(path);
    if !is_host(host) || !(path.is_empty() || path.split('/').all(is_segment)) {
        return Err(wrong());
    }
    let mut did = format!("did:web:{}", host.replace(':', "%3A"));
    if !path.is_empty() {
        did.push(':');
        did.push_str(&path.replace('/', ":"));
    }
    Ok(did)
}

/// Where the document of a did:web stands (did:web, §3.2).
pub fn did_web_url(did: &str) -> Result<String, Error> {
    let wrong = || Error::Did(format!("{did} is no did:web."));
    let mut parts = did.strip_prefix("did:web:").ok_or_else(wrong)?.split(':');
    let host = parts.next().unwrap_or_default().replace("%3A", ":").replace("%3a", ":");
    let path: Vec<&str> = parts.collect();
    if !is_host(&host) || !path.iter().copied().all(is_segment) {
        return Err(wrong());
    }
    Ok(match path.is_empty() {
        true => format!("https://{host}/.well-known/did.json"),
        false => format!("https://{host}/{}/did.json", path.join("/")),
    })
}

/// A name with an optional port; an IP address is none (did:web, §3.1).
fn is_host(host: &str) -> bool {
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let is_label =
        |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let last = name.rsplit('.').next().unwrap_or_default();
    name.split('.').all(is_label)
        && !last.bytes().all(|it| it.is_ascii_digit())
        && port.is_none_or(|it| it.parse::<u16>().is_ok_and(|it| it > 0))
}

fn is_segment(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..")
        && segment.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~%".contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_did_web_and_back() {
        for (url, did, document) in [
            ("https://cairn.example", "did:web:cairn.example", "/.well-known/did.json"),
            (
                "https://cairn.example/issuers/lakeside",
                "did:web:cairn.example:issuers:lakeside",
                "/issuers/lakeside/did.json",
            ),
        ] {
            assert_eq!(did_web(url).unwrap(), did);
            assert_eq!(did_web_url(did).unwrap(), format!("https://cairn.example{document}"));
        }
        assert_eq!(did_web("https://localhost:8443/a").unwrap(), "did:web:localhost%3A8443:a");
        let url = "https://localhost:8443/a/did.json";
        assert_eq!(did_web_url("did:web:localhost%3A8443:a").unwrap(), url);
    }

    #[test]
    fn what_has_no_name_has_no_did_web() {
        for url in [
            "http://cairn.example",
            "https://",
            "https://127.0.0.1/a",
            "https://[::1]/a",
            "https://a.example/../b",
            "https://a.example//b",
            "https://a@b.example",
            "https://a.example/b?c",
            "https://a.example/b#c",
            "https://a.example:0",
        ] {
            assert!(did_web(url).is_err(), "{url}");
        }
        for did in [
            "did:web:",
            "did:key:z6Mk",
            "did:web:a.example:",
            "did:web:a.example:..:b",
            "did:web:10.0.0.1",
            "did:web:a.example%2Fb",
            "did:web:a.example:b/c",
        ] {
            assert!(did_web_url(did).is_err(), "{did}");
        }
    }

    #[test]
    fn a_did_key_is_its_key() {
        let did = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        assert_eq!(did_key(&key_of_did_key(did).unwrap()), did);
        assert!(key_of_did_key("did:key:zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7").is_err());
    }
}
