//! A status list as a credential, and what it says of one that names it (Bitstring Status List
//! 1.0, §2.2 and §3.2).

use super::{BitstringStatusList, ENTRIES};
use crate::Error;
use crate::contexts::CREDENTIALS_V2;
use crate::dates::DateTime;
use crate::json::many;
use crate::model::BitstringStatusListEntry;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::time::Duration;

/// A list as a credential, to be signed by the issuer of those that name it (§2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCredential {
    url: String,
    issuer: String,
    purposes: Vec<String>,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
    ttl: Option<Duration>,
}

impl ListCredential {
    /// A list at this address for one purpose: `revocation`, `suspension`, `message`.
    pub fn new(
        url: impl Into<String>,
        issuer: impl Into<String>,
        purpose: impl Into<String>,
        valid_from: Timestamp,
    ) -> ListCredential {
        ListCredential {
            url: url.into(),
            issuer: issuer.into(),
            purposes: vec![purpose.into()],
            valid_from,
            valid_until: None,
            ttl: None,
        }
    }

    /// Adds another purpose that the same bits serve. Some verifiers know lists of one alone.
    pub fn purpose(mut self, it: impl Into<String>) -> Self {
        self.purposes.push(it.into());
        self
    }

    /// When it must have been replaced.
    pub fn valid_until(mut self, at: Timestamp) -> Self {
        self.valid_until = Some(at);
        self
    }

    /// How long a verifier may keep it.
    pub fn ttl(mut self, it: Duration) -> Self {
        self.ttl = Some(it);
        self
    }

    /// The credential with these bits.
    pub fn to_value(&self, list: &BitstringStatusList) -> Value {
        let purpose = match &self.purposes[..] {
            [only] => json!(only),
            several => json!(several),
        };
        let mut credential = json!({
            "@context": [CREDENTIALS_V2],
            "id": self.url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer,
            "validFrom": DateTime::from(self.valid_from),
            "credentialSubject": {
                "id": format!("{}#list", self.url),
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": list.encode(),
            },
        });
        if let Some(until) = self.valid_until {
            credential["validUntil"] = json!(DateTime::from(until));
        }
        if let Some(ttl) = self.ttl {
            let milliseconds = u64::try_from(ttl.as_millis()).unwrap_or(u64::MAX);
            credential["credentialSubject"]["ttl"] = milliseconds.into();
        }
        credential
    }
}

/// How long a list may be kept before it is fetched anew (§2.2, `ttl`): five minutes if it
/// doesn't say.
pub fn ttl(list: &Value) -> Duration {
    let milliseconds = list["credentialSubject"]["ttl"].as_u64();
    milliseconds.map_or(Duration::from_secs(300), Duration::from_millis)
}

/// What a list says about a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The bit for this purpose (`revocation`, `suspension`, `refresh`, …).
    Flag { purpose: String, set: bool },
    /// One of several messages (`statusPurpose` of `message`).
    Message { value: u32, words: Option<String> },
}

/// Reads a credential's entry in its list (§3.2). That the list is signed, and by the same
/// issuer, is for [`crate::verify()`] to see.
pub fn look_up(entry: &BitstringStatusListEntry, list: &Value) -> Result<Entry, Error> {
    let wrong = |why: &str| Error::Status(why.into());
    let subject = &list["credentialSubject"];
    if !crate::validate::has_type(list, "BitstringStatusListCredential")
        || !crate::validate::has_type(subject, "BitstringStatusList")
    {
        return Err(wrong("it is no BitstringStatusListCredential"));
    }
    if list["id"].as_str().is_some_and(|it| it != entry.status_list_credential) {
        return Err(wrong("it has another id than the credential names"));
    }
    if !many(&subject["statusPurpose"]).iter().any(|it| *it == *entry.status_purpose) {
        return Err(wrong("it is for another purpose than the credential names"));
    }
    let encoded = subject["encodedList"].as_str().ok_or_else(|| wrong("it holds no list"))?;
    let bits = BitstringStatusList::decode(encoded)?;
    let index = entry.index().ok_or_else(|| wrong("the credential's index is no number"))?;
    let size = entry.status_size.map_or(1, |it| usize::try_from(it).unwrap_or(usize::MAX));
    let value = bits.read(index, size)?;
    if bits.len() / size < ENTRIES {
        return Err(wrong("it is shorter than the 131,072 entries that keep a holder private"));
    }
    if entry.status_purpose == "message" || size > 1 {
        let words = entry.message(value).map(str::to_owned);
        return Ok(Entry::Message { value, words });
    }
    Ok(Entry::Flag { purpose: entry.status_purpose.clone(), set: value == 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_for_what_until_when_and_how_long_to_keep_it() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let url = "https://x.example/1";
        let plain = ListCredential::new(url, "did:x:y", "suspension", at("2026-01-01T00:00:00Z"));
        let value = plain.to_value(&BitstringStatusList::default());
        assert_eq!(value["credentialSubject"]["statusPurpose"], "suspension");
        assert_eq!(ttl(&value), Duration::from_secs(300));
        let value = plain
            .purpose("revocation")
            .valid_until(at("2026-01-02T00:00:00Z"))
            .ttl(Duration::from_secs(60))
            .to_value(&BitstringStatusList::default());
        let subject = &value["credentialSubject"];
        assert_eq!(subject["statusPurpose"], json!(["suspension", "revocation"]));
        assert_eq!(value["validUntil"], "2026-01-02T00:00:00Z");
        assert_eq!((&subject["ttl"], ttl(&value)), (&json!(60_000), Duration::from_secs(60)));
    }

    #[test]
    fn a_list_too_short_for_its_entries_is_refused() {
        let mut entry = BitstringStatusListEntry::new("message", "https://x.example/1", 3);
        entry.status_size = Some(2);
        let at = "2026-01-01T00:00:00Z".parse().unwrap();
        let list = |bits: &BitstringStatusList| {
            ListCredential::new("https://x.example/1", "did:x:y", "message", at).to_value(bits)
        };
        let refused = look_up(&entry, &list(&BitstringStatusList::default())).unwrap_err();
        assert!(refused.to_string().contains("shorter"), "{refused}");
        let mut bits = BitstringStatusList::with_entries(ENTRIES, 2).unwrap();
        bits.write(3, 2, 2).unwrap();
        let told = look_up(&entry, &list(&bits)).unwrap();
        assert_eq!(told, Entry::Message { value: 2, words: None });
    }
}
