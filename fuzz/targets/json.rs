//! JSON that is read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::json;

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = json::parse(bytes) else { return };
    let written = value.to_string();
    // What was written may be longer than what may be read.
    if written.len() <= json::MOST_BYTES {
        assert_eq!(json::parse(written.as_bytes()), Ok(value));
    }
});
