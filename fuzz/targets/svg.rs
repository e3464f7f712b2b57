//! An SVG is baked, its credential is read out of it, and a second baking replaces the first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::bake;

const CREDENTIAL: &str = r#"{"type":["VerifiableCredential","OpenBadgeCredential"]}"#;

fuzz_target!(|text: &str| {
    let _ = bake::unbake(text.as_bytes());
    let Ok(baked) = bake::svg(text, CREDENTIAL) else { return };
    assert_eq!(bake::unbake(baked.as_bytes()).as_deref(), Ok(CREDENTIAL));
    assert_eq!(bake::svg(&baked, CREDENTIAL), Ok(baked));
});
