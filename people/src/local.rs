//! Where to go after signing in: a place of ours, never another's.

use url::form_urlencoded;

/// A path of this site, with its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Local(String);

impl Local {
    /// Anything that a browser could take for another site becomes the front page of who signed in.
    pub fn of(way: &str) -> Local {
        let ours = way.starts_with('/')
            && !way.starts_with("//")
            && way.chars().all(|it| it.is_ascii_graphic() && it != '\\');
        Local(if ours { way } else { "/today" }.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn to_sign_in(&self) -> String {
        let to: String = form_urlencoded::byte_serialize(self.0.as_bytes()).collect();
        format!("/sign-in?to={to}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_site_is_no_place_of_ours() {
        for way in
            ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\r\nb"]
        {
            assert_eq!(Local::of(way).0, "/today", "{way:?}");
        }
        assert_eq!(Local::of("/pursuits?new=1").0, "/pursuits?new=1");
        assert_eq!(Local::of("/a?b=c").to_sign_in(), "/sign-in?to=%2Fa%3Fb%3Dc");
    }
}
