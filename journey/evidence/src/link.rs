//! An address of something that stands elsewhere.

use url::{Host, Url};

use crate::Refusal;

const LONGEST: usize = 2_000;
/// Names that mean something in one building alone.
const PRIVATE: [&str; 9] =
    ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa"];

/// A public address that may be shown to others.
pub fn public(typed: &str) -> Result<Url, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::NoLink);
    }
    if typed.len() > LONGEST || typed.chars().any(|it| it.is_control() || it.is_whitespace()) {
        return Err(Refusal::NotALink);
    }
    let url = Url::parse(typed).map_err(|_| Refusal::NotALink)?;
    if url.scheme() != "https" {
        return Err(if url.has_host() { Refusal::NotHttps } else { Refusal::NotALink });
    }
    // A name and a password would be shown to whoever opens it.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::LinkWithPassword);
    }
    match url.host() {
        Some(Host::Domain(name)) if is_public(name) => Ok(url),
        _ => Err(Refusal::PrivateLink),
    }
}

fn is_public(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit_once('.').map(|(_, last)| last);
    last.is_some_and(|last| !PRIVATE.contains(&last))
}

/// The site alone: the rest of an address can name who put it there.
pub fn site(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.map(|it| it.trim_start_matches("www.")).unwrap_or("another site").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_taken() {
        for typed in ["https://video.example/watch?v=1#t=3", " https://drive.example/d/a b".trim()]
        {
            assert_eq!(public(typed).is_ok(), !typed.contains(' '), "{typed}");
        }
        assert_eq!(site("https://www.video.example/@ana"), "video.example");
    }

    #[test]
    fn what_others_could_not_open_is_refused_with_its_reason() {
        let refused = |typed: &str| public(typed).unwrap_err();
        assert_eq!(refused(" "), Refusal::NoLink);
        assert_eq!(refused("video.example/talk"), Refusal::NotALink);
        assert_eq!(refused("javascript:alert(1)"), Refusal::NotALink);
        assert_eq!(refused("https://a.example/\u{0}"), Refusal::NotALink);
        assert_eq!(refused("http://video.example/"), Refusal::NotHttps);
        assert_eq!(refused("ftp://video.example/"), Refusal::NotHttps);
        assert_eq!(refused("https://ana:secret@video.example/"), Refusal::LinkWithPassword);
        for private in [
            "https://localhost/",
            "https://nas.local/film",
            "https://fileserver/film",
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://10.0.0.7:8443/",
            "https://[::1]/",
            "https://169.254.169.254/latest",
            "https://printer.internal./",
        ] {
            assert_eq!(refused(private), Refusal::PrivateLink, "{private}");
        }
    }
}
