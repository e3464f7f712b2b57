//! A compact JWS is read, and holds under no key that did not sign it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::jose::Jws;
use openbadges::keys::SecretKey;

fuzz_target!(|text: &str| {
    let Ok(jws) = Jws::read(text) else { return };
    let _ = jws.claims();
    let stranger = SecretKey::from_seed(&[99; 32]).public();
    assert!(!jws.verifies(&stranger));
});
