//! A key document that is read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::keys::ControllerDocument;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = ControllerDocument::read(bytes) else { return };
    let again = ControllerDocument::read(document.write().to_string().as_bytes());
    let again = again.expect("what was written can be read");
    assert_eq!((&again.id, &again.assertion), (&document.id, &document.assertion));
    assert_eq!(again.keys, document.keys);
});
