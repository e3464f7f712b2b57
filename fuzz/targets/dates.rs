//! A date that is read is written as the same moment.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::dates::{self, DateTime};

fuzz_target!(|text: &str| {
    if let Some(moment) = dates::parse(text) {
        assert_eq!(
            dates::parse(&DateTime::from(moment).to_string()),
            DateTime::from(moment).timestamp()
        );
    }
});
