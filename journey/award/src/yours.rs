//! For its holder: the ways in which others learn of a credential.

use foundation::{Id, Slot, escaped};
use jiff::{Timestamp, tz::TimeZone};
use url::form_urlencoded;

use crate::Credential;

/// Other ways to take a credential along, from later rooms: for its holder's eyes.
pub struct Ways;

impl Slot for Ways {
    type Id = Id<Credential>;
    type Piece = Way;
}

/// A place that leads further.
#[derive(Debug, Clone)]
pub struct Way {
    /// "Put it into a wallet"
    pub words: &'static str,
    pub path: String,
}

/// What there is to tell.
pub struct Telling<'a> {
    pub title: &'a str,
    pub issuer: &'a str,
    /// Of its page.
    pub url: &'a str,
    pub id: Id<Credential>,
    pub awarded_at: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub zone: &'a TimeZone,
}

impl Telling<'_> {
    /// Where LinkedIn has its form for a certification, filled in.
    pub fn linkedin(&self) -> String {
        let month = |at: Timestamp| {
            let local = at.to_zoned(self.zone.clone());
            (local.year().to_string(), local.month().to_string())
        };
        let (year, in_month) = month(self.awarded_at);
        let mut fields = vec![
            ("startTask", "CERTIFICATION_NAME".to_owned()),
            ("name", self.title.to_owned()),
            ("organizationName", self.issuer.to_owned()),
            ("issueYear", year),
            ("issueMonth", in_month),
        ];
        if let Some(until) = self.valid_until {
            let (year, in_month) = month(until);
            fields.extend([("expirationYear", year), ("expirationMonth", in_month)]);
        }
        fields.extend([("certUrl", self.url.to_owned()), ("certId", self.id.to_string())]);
        format!("https://www.linkedin.com/profile/add?{}", encoded(&fields))
    }

    /// A letter in her own mail program, to whom she likes.
    pub fn letter(&self) -> String {
        let Telling { title, issuer, url, .. } = self;
        let body = format!(
            "I earned the microcredential “{title}”, awarded by {issuer}.\r\n\r\nAnyone can check it here, without an account:\r\n{url}\r\n"
        );
        let fields = [("subject", format!("My microcredential: {title}")), ("body", body)];
        format!("mailto:?{}", encoded(&fields))
    }

    /// For a page of hers elsewhere.
    pub fn snippet(&self) -> String {
        let (title, issuer) = (escaped(self.title), escaped(self.issuer));
        let url = escaped(self.url);
        format!(
            "<a href=\"{url}\"><img src=\"{url}.png\" width=\"160\" height=\"160\" alt=\"Microcredential: {title}, awarded by {issuer}\"></a>"
        )
    }
}

/// In the way that holds for letters, too: a space is `%20`.
fn encoded(fields: &[(&str, String)]) -> String {
    let pairs = fields.iter().map(|(name, value)| (*name, value.as_str()));
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    text.replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling() -> Telling<'static> {
        Telling {
            title: "Data & <goals> + \"more\"",
            issuer: "Maple Ridge",
            url: "https://cairn.example/credentials/1",
            id: "2f1c4e5a-0000-4000-8000-000000000001".parse().unwrap(),
            awarded_at: "2026-12-01T02:00:00Z".parse().unwrap(),
            valid_until: None,
            zone: Box::leak(Box::new(TimeZone::get("America/New_York").unwrap())),
        }
    }

    #[test]
    fn linkedin_s_form_is_filled_in_by_the_issuer_s_calendar() {
        let year_on = Telling { valid_until: "2028-01-15T12:00:00Z".parse().ok(), ..telling() };
        assert_eq!(
            year_on.linkedin(),
            "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME\
             &name=Data%20%26%20%3Cgoals%3E%20%2B%20%22more%22&organizationName=Maple%20Ridge\
             &issueYear=2026&issueMonth=11&expirationYear=2028&expirationMonth=1\
             &certUrl=https%3A%2F%2Fcairn.example%2Fcredentials%2F1\
             &certId=2f1c4e5a-0000-4000-8000-000000000001"
        );
        assert!(!telling().linkedin().contains("expiration"));
    }

    #[test]
    fn a_letter_has_lines_and_no_plus_for_a_space() {
        let letter = telling().letter();
        assert!(letter.starts_with("mailto:?subject=My%20microcredential%3A%20Data%20%26%20"));
        assert!(letter.contains("%0D%0A") && !letter.contains('+'));
    }

    #[test]
    fn a_snippet_is_markup_of_ours_whatever_the_title() {
        let snippet = telling().snippet();
        assert!(snippet.contains("alt=\"Microcredential: Data &amp; &lt;goals&gt; + &quot;more&quot;, awarded by Maple Ridge\""));
        assert_eq!(snippet.matches('<').count(), 3);
    }
}
