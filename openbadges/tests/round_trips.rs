//! What is written is read again as the same: dates, addresses of issuers, their documents.
#![allow(clippy::unwrap_used)] // tests do

use jiff::Timestamp;
use openbadges::dates::{self, DateTime};
use openbadges::keys::{
    ControllerDocument, SecretKey, VerificationMethod, did_key, did_web, did_web_url,
    key_of_did_key,
};
use proptest::prelude::*;

/// Seconds from the year 1 to the year 9999.
const SECONDS: std::ops::Range<i64> = -62_135_596_800..253_402_207_200;

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

proptest! {
    #[test]
    fn a_moment_is_read_as_it_was_written(second in SECONDS) {
        let written = DateTime::from(moment(second));
        prop_assert_eq!(dates::parse(&written.to_string()), Some(moment(second)));
        prop_assert_eq!(written.timestamp(), Some(moment(second)));
    }

    #[test]
    fn an_address_is_found_again_from_its_did(host in "[a-z]{1,8}(\\.[a-z]{1,8}){1,2}(:[1-9][0-9]{0,3})?", path in "(/[a-z0-9-]{1,9}){0,3}") {
        let did = did_web(&format!("https://{host}{path}")).unwrap();
        let file = if path.is_empty() { "/.well-known/did.json".into() } else { format!("{path}/did.json") };
        prop_assert_eq!(did_web_url(&did).unwrap(), format!("https://{host}{file}"));
    }

    #[test]
    fn a_key_is_its_own_issuer(seed: [u8; 32]) {
        let key = SecretKey::from_seed(&seed).public();
        prop_assert_eq!(key_of_did_key(&did_key(&key)).unwrap(), key);
    }

    #[test]
    fn an_issuers_document_is_read_as_it_was_written(keys in proptest::collection::vec(any::<([u8; 32], Option<u32>, Option<u32>, Option<u32>)>(), 0..4)) {
        let issuer = "did:web:cairn.example:issuers:lakeside";
        let method = |(seed, created, expires, revoked): &([u8; 32], Option<u32>, Option<u32>, Option<u32>)| {
            let date = |it: &Option<u32>| it.map(|it| DateTime::from(moment(it.into())));
            let mut method = VerificationMethod::new(issuer, &SecretKey::from_seed(seed).public());
            method.created = date(created);
            method.expires = date(expires);
            method.revoked = date(revoked);
            method
        };
        let document = ControllerDocument::new(issuer, keys.iter().map(method).collect());
        let read = ControllerDocument::read(document.write().to_string().as_bytes()).unwrap();
        prop_assert_eq!((read.id, read.keys, read.assertion), (document.id, document.keys, document.assertion));
    }
}
