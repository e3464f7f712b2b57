//! Bitstring Status List 1.0: one long string of bits; a credential names its list and its place
//! there, so that nobody learns which one is asked about.

use crate::Error;
use crate::contexts::CREDENTIALS_V2;
use crate::dates::DateTime;
use crate::model::BitstringStatusListEntry;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::Read;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

/// The fewest entries a list may have, so that nobody stands out (§6.1): 16 KiB of bits.
pub const ENTRIES: usize = 131_072;
/// How many bits an entry may have here.
const SIZES: RangeInclusive<usize> = 1..=16;
/// The most bytes that a list may unpack to.
const MOST_BYTES: u64 = 8 << 20;

/// The bits of one list; the first index is the leftmost bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BitstringStatusList {
    bytes: Vec<u8>,
}

impl Default for BitstringStatusList {
    /// [`ENTRIES`] bits, none set.
    fn default() -> Self {
        BitstringStatusList { bytes: vec![0; ENTRIES / 8] }
    }
}

impl BitstringStatusList {
    /// A list of so many entries of `size` bits each (§2.1, `statusSize`), none set.
    pub fn with_entries(entries: usize, size: usize) -> Result<BitstringStatusList, Error> {
        let bits = entries.checked_mul(size).filter(|it| it.div_ceil(8) <= MOST_BYTES as usize);
        match bits {
            Some(bits) if entries >= ENTRIES && SIZES.contains(&size) => {
                Ok(BitstringStatusList { bytes: vec![0; bits.div_ceil(8)] })
            }
            _ => Err(Error::Status(format!("it can't have {entries} entries of {size} bits"))),
        }
    }

    /// How many bits it has.
    pub fn len(&self) -> usize {
        self.bytes.len() * 8
    }

    /// Has it none at all?
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Is the bit set? An error outside the list (`RANGE_ERROR`, §3.2).
    pub fn get(&self, index: usize) -> Result<bool, Error> {
        Ok(self.read(index, 1)? == 1)
    }

    /// Sets or clears a bit.
    pub fn set(&mut self, index: usize, value: bool) -> Result<(), Error> {
        let byte = self.bytes.get_mut(index / 8).ok_or_else(|| outside(index))?;
        let bit = 0x80 >> (index % 8);
        *byte = if value { *byte | bit } else { *byte & !bit };
        Ok(())
    }

    /// The entry at an index, when each has `size` bits (§2.1, `statusSize`).
    pub fn read(&self, index: usize, size: usize) -> Result<u32, Error> {
        self.entry(index, size)?.try_fold(0, |value, at| {
            let byte = self.bytes.get(at / 8).ok_or_else(|| outside(index))?;
            Ok(value << 1 | u32::from(byte >> (7 - at % 8) & 1))
        })
    }

    /// Writes an entry of `size` bits.
    pub fn write(&mut self, index: usize, size: usize, value: u32) -> Result<(), Error> {
        if value >> size.min(31) > 0 {
            return Err(Error::Status(format!("{value} is no value of {size} bits")));
        }
        let entry = self.entry(index, size)?;
        for (at, bit) in entry.zip((0..size).rev()) {
            self.set(at, value >> bit & 1 == 1)?;
        }
        Ok(())
    }

    /// The bits of an entry.
    fn entry(&self, index: usize, size: usize) -> Result<Range<usize>, Error> {
        if !SIZES.contains(&size) {
            return Err(Error::Status(format!("an entry can't have {size} bits here")));
        }
        let end = index.checked_add(1).and_then(|it| it.checked_mul(size));
        let end = end.filter(|it| *it <= self.len()).ok_or_else(|| outside(index))?;
        Ok(end - size..end)
    }

    /// Packed for a credential: gzip, then base64url with its `u` (§3.3).
    pub fn encode(&self) -> String {
        let mut packed = Vec::new();
        GzEncoder::new(&*self.bytes, Compression::default())
            .read_to_end(&mut packed)
            .expect("reading from memory can't fail");
        format!("u{}", URL_SAFE_NO_PAD.encode(packed))
    }

    /// Unpacks a list, however large it claims to be (§3.4).
    pub fn decode(text: &str) -> Result<BitstringStatusList, Error> {
        let wrong = |why: &str| Error::Status(why.into());
        let text = text.strip_prefix('u').ok_or_else(|| wrong("it doesn't start with u"))?;
        let packed = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong("it is no base64url"))?;
        let mut bytes = Vec::new();
        GzDecoder::new(&*packed)
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| wrong("it is no gzip"))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(wrong("it is too large"));
        }
        if bytes.len() < ENTRIES / 8 {
            return Err(wrong("it is shorter than the 131,072 entries that keep a holder private"));
        }
        Ok(BitstringStatusList { bytes })
    }

    /// The list as a credential for one purpose, to be signed: see [`ListCredential`] for more.
    pub fn credential(
        &self,
        url: &str,
        issuer: &str,
        purpose: &str,
        valid_from: Timestamp,
    ) -> Value {
        ListCredential::new(url, issuer, purpose, valid_from).to_value(self)
    }
}

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

/// A place in a list of so many entries, from 16 random bytes. Places are given at random and
/// never in turn, or else two that are neighbors would have been awarded together (§5.2); whoever
/// gives them sees that each is given once.
pub fn random_index(random: [u8; 16], entries: usize) -> usize {
    // 128 bits leave no place likelier than another by anything that could be seen.
    let index = u128::from_le_bytes(random) % entries.max(1) as u128;
    usize::try_from(index).unwrap_or(0)
}

fn outside(index: usize) -> Error {
    Error::Status(format!("the entry {index} is outside of it"))
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
    let purposes = match &subject["statusPurpose"] {
        Value::Array(purposes) => purposes.as_slice(),
        one => std::slice::from_ref(one),
    };
    if !purposes.iter().any(|it| *it == *entry.status_purpose) {
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
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_specification_is_an_empty_list() {
        let example = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
        assert_eq!(BitstringStatusList::decode(example), Ok(BitstringStatusList::default()));
    }

    #[test]
    fn the_first_index_is_the_leftmost_bit() {
        let mut list = BitstringStatusList::default();
        list.set(0, true).unwrap();
        list.set(9, true).unwrap();
        assert_eq!(list.bytes[..2], [0b1000_0000, 0b0100_0000]);
        assert_eq!(list.read(0, 2), Ok(2));
        assert_eq!(list.read(2, 4), Ok(4));
        list.set(0, false).unwrap();
        assert_eq!(list.get(0), Ok(false));
    }

    #[test]
    fn what_is_outside_or_no_list_is_refused() {
        let mut list = BitstringStatusList::default();
        assert!(list.get(ENTRIES - 1).is_ok() && list.get(ENTRIES).is_err());
        assert!(list.set(ENTRIES, true).is_err() && list.get(usize::MAX).is_err());
        assert!(list.read(usize::MAX / 2, 2).is_err() && list.read(0, 17).is_err());
        let short = BitstringStatusList { bytes: vec![0; ENTRIES / 8 - 1] }.encode();
        let bomb = BitstringStatusList { bytes: vec![0; MOST_BYTES as usize + 1] }.encode();
        for text in ["", "u", "uAAAA", "H4sIAAAA", "zH4sI", &short, &bomb] {
            assert!(BitstringStatusList::decode(text).is_err());
        }
    }

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
    fn a_list_of_larger_entries_keeps_them_apart() {
        let mut list = BitstringStatusList::with_entries(ENTRIES, 3).unwrap();
        assert_eq!(list.len(), ENTRIES * 3);
        list.write(0, 3, 5).unwrap();
        list.write(ENTRIES - 1, 3, 7).unwrap();
        list.write(1, 3, 2).unwrap();
        list.write(1, 3, 4).unwrap();
        let read = BitstringStatusList::decode(&list.encode()).unwrap();
        assert_eq!([0, 1, 2, ENTRIES - 1].map(|it| read.read(it, 3).unwrap()), [5, 4, 0, 7]);
        assert!(list.write(0, 3, 8).is_err() && list.write(ENTRIES, 3, 1).is_err());
        for (entries, size) in [(ENTRIES - 1, 1), (ENTRIES, 0), (ENTRIES, 17), (usize::MAX, 2)] {
            assert!(BitstringStatusList::with_entries(entries, size).is_err());
        }
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

    proptest! {
        #[test]
        fn every_place_can_be_given(random in any::<[u8; 16]>(), entries in 1..ENTRIES * 2) {
            prop_assert!(random_index(random, entries) < entries);
            prop_assert_eq!(random_index([0; 16], entries), 0);
            let last = (entries as u128 - 1).to_le_bytes();
            prop_assert_eq!(random_index(last, entries), entries - 1);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_is_encoded_is_decoded(indexes in proptest::collection::vec(0..ENTRIES, 0..200)) {
            let mut list = BitstringStatusList::default();
            indexes.iter().for_each(|it| list.set(*it, true).unwrap());
            let read = BitstringStatusList::decode(&list.encode()).unwrap();
            prop_assert!(indexes.iter().all(|it| read.get(*it).unwrap()));
            prop_assert_eq!(read, list);
        }
    }
}
