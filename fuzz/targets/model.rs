//! A credential that is read is written and read again as the same; each broken rule is told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::model::{AchievementCredential, ClrCredential, EndorsementCredential};
use openbadges::validate::validate;
use openbadges::{Contexts, json};

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = json::parse(bytes) else { return };
    if let Ok(read) = AchievementCredential::from_value(&value) {
        let written = read.to_value();
        let again = AchievementCredential::from_value(&written).expect("it was just written");
        assert_eq!(again.to_value(), written);
    }
    if let Ok(read) = EndorsementCredential::from_value(&value) {
        let written = read.to_value();
        let again = EndorsementCredential::from_value(&written).expect("it was just written");
        assert_eq!(again.to_value(), written);
    }
    if let Ok(text) = str::from_utf8(bytes)
        && let Ok(read) = ClrCredential::read(text)
    {
        let written = read.write();
        assert_eq!(ClrCredential::read(&written).expect("it was just written").write(), written);
    }
    for problem in validate(&value, Contexts::built_in()) {
        assert!(!problem.to_string().is_empty());
    }
});
