//! Bitstring Status List 1.0: one long string of bits; a credential names its list and its place
//! there, so that nobody learns which one is asked about.

use super::ListCredential;
use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use jiff::Timestamp;
use serde_json::Value;
use std::io::Read;
use std::ops::{Range, RangeInclusive};

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
