//! A key that is read, as Multikey, JWK or PEM, is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::json;
use openbadges::keys::{PublicKey, SecretKey};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(key) = PublicKey::from_multibase(text) {
        again(&key);
    }
    if let Ok(jwk) = json::parse(bytes) {
        let secret = SecretKey::from_jwk(&jwk).map(|it| it.public());
        for key in [PublicKey::from_jwk(&jwk), secret].into_iter().flatten() {
            again(&key);
        }
    }
    for key in [SecretKey::from_pem(text), SecretKey::from_multibase(text)].into_iter().flatten() {
        again(&key.public());
    }
});

fn again(key: &PublicKey) {
    assert_eq!(PublicKey::from_multibase(&key.to_multibase()).as_ref(), Ok(key));
    assert_eq!(PublicKey::from_jwk(&key.to_jwk()).as_ref(), Ok(key));
    assert!(!key.verifies(b"a message", &[0; 64]));
}
