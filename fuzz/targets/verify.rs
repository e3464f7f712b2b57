//! Nothing that chance signs is believed, and asking never ends badly.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges::verify;
use openbadges::verify::{
    Asked, Given, check_proof, needs, presentation_needs, verify_presentation,
};

fuzz_target!(|bytes: &[u8]| {
    let mut given = Given::default();
    for id in needs(bytes).key_documents {
        given.key_documents.insert(id, Ok(bytes.to_vec()));
    }
    for url in needs(bytes).status_lists {
        given.status_lists.insert(url, Ok(bytes.to_vec()));
    }
    let report = verify(bytes, &given, Timestamp::UNIX_EPOCH);
    for (_, check) in report.checks() {
        assert!(!check.says.is_empty());
    }
    let _ = check_proof(bytes, &given, Timestamp::UNIX_EPOCH);
    let _ = presentation_needs(bytes);
    let asked = Asked { challenge: Some("a"), domain: None };
    let _ = verify_presentation(bytes, &asked, &given, Timestamp::UNIX_EPOCH);
});
