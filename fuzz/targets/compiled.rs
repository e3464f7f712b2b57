//! What is filled in is, byte for byte, what would have been signed anew: for each line, one after the other.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges::compiled::Compiled;
use openbadges::keys::SecretKey;
use openbadges::{Contexts, Error, Signer, json};

fuzz_target!(|text: &str| {
    let key = SecretKey::from_seed(&[7; 32]);
    let method = "did:web:a.example#key";
    let signer = Signer { key: &key, verification_method: method, created: Timestamp::UNIX_EPOCH };
    let mut compiled = Compiled::new(Contexts::built_in());
    for line in text.lines().take(6) {
        assert_eq!(compiled.sign(line, &signer), anew(line, &signer));
    }
});

fn anew(line: &str, signer: &Signer) -> Result<String, Error> {
    let document = json::parse(line.as_bytes())?;
    Ok(signer.sign(&document, Contexts::built_in())?.to_string())
}
