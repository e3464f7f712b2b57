//! Bitstring Status List 1.0: whether a credential was revoked, without asking about it alone.
//!
//! An issuer publishes one long string of bits; a credential names its list and its place there.

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

/// The fewest entries a list may have, so that nobody stands out (§6.1): 16 KiB of bits.
pub const ENTRIES: usize = 131_072;
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
        if !(1..=16).contains(&size) {
            return Err(Error::Status(format!("an entry can't have {size} bits here")));
        }
        let start = index.checked_mul(size).filter(|it| *it < self.len());
        let start = start.ok_or_else(|| outside(index))?;
        (start..start + size).try_fold(0, |value, at| {
            let byte = self.bytes.get(at / 8).ok_or_else(|| outside(index))?;
            Ok(value << 1 | u32::from(byte >> (7 - at % 8) & 1))
        })
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

    /// The list as a credential, to be signed by the issuer of those that name it (§2.2).
    pub fn credential(
        &self,
        url: &str,
        issuer: &str,
        purpose: &str,
        valid_from: Timestamp,
    ) -> Value {
        json!({
            "@context": [CREDENTIALS_V2],
            "id": url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": issuer,
            "validFrom": DateTime::from(valid_from),
            "credentialSubject": {
                "id": format!("{url}#list"),
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": self.encode(),
            },
        })
    }
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
    let size = entry.status_size.unwrap_or(1);
    let value = bits.read(index, usize::try_from(size).unwrap_or(usize::MAX))?;
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
