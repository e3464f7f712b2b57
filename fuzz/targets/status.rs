//! A status list that is read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges::status::BitstringStatusList;

fuzz_target!(|text: &str| {
    let Ok(list) = BitstringStatusList::decode(text) else { return };
    let again = BitstringStatusList::decode(&list.encode()).expect("what was written can be read");
    assert_eq!(again.len(), list.len());
    for index in [0, 1, list.len() - 1] {
        assert_eq!(again.get(index), list.get(index));
    }
    assert!(list.get(list.len()).is_err());
});
