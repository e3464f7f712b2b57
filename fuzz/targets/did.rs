//! A did is turned into an address or a key, and back into itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::keys::{did_key, did_web, did_web_url, key_of_did_key};

fuzz_target!(|text: &str| {
    if let Ok(key) = key_of_did_key(text) {
        assert_eq!(did_key(&key), text);
    }
    if let Ok(did) = did_web(text) {
        did_web_url(&did).expect("what was made of an address leads to one");
    }
    let _ = did_web_url(text);
});
