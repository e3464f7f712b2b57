//! A PNG is baked, its credential is read out of it, and a second baking replaces the first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::bake;

const CREDENTIAL: &str = r#"{"type":["VerifiableCredential","OpenBadgeCredential"]}"#;

fuzz_target!(|bytes: &[u8]| {
    let bytes = &mended(bytes);
    let _ = bake::unbake(bytes);
    let Ok(baked) = bake::png(bytes, CREDENTIAL) else { return };
    assert_eq!(bake::unbake(&baked).as_deref(), Ok(CREDENTIAL));
    assert_eq!(bake::png(&baked, CREDENTIAL), Ok(baked));
});

/// With the sum that each chunk should have: chance doesn't come upon it.
fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = 8;
    while let Some(&[a, b, c, d]) = bytes.get(at..at + 4) {
        let kind = at + 4;
        let Some(sum) = kind.checked_add(4 + u32::from_be_bytes([a, b, c, d]) as usize) else {
            break;
        };
        let Some(chunk) = bytes.get(kind..sum) else { break };
        let right = crc32fast::hash(chunk).to_be_bytes();
        let Some(place) = bytes.get_mut(sum..sum + 4) else { break };
        place.copy_from_slice(&right);
        at = sum + 4;
    }
    bytes
}
