//! Badges of Open Badges 2.0, with what stands at the addresses that they name.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges::json;
use openbadges::ob2::{self, Answer};
use serde_json::Value;
use std::collections::BTreeMap;

/// How often one page may lead to another.
const MOST_ROUNDS: usize = 20;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(Value::Object(pages)) = json::parse(bytes) else {
        return check(&text, &BTreeMap::new());
    };
    let page = |(url, page): (&String, &Value)| {
        let found = page.as_str().map_or_else(|| page.to_string(), str::to_owned);
        (url.clone(), Answer::Found(found.into_bytes()))
    };
    let web: BTreeMap<String, Answer> = pages.iter().map(page).collect();
    check(&text, &web);
    pages.keys().for_each(|it| check(it, &web));
    pages.values().filter_map(Value::as_str).for_each(|it| check(it, &web));
});

fn check(text: &str, web: &BTreeMap<String, Answer>) {
    let now = Timestamp::UNIX_EPOCH;
    let (badge, report) = ob2::verify(text, web, now);
    assert!(ob2::is_one(text) || badge.is_none());
    assert!(report.checks().iter().all(|(_, it)| !it.says.is_empty()));
    // Asking for what is needed comes to an end.
    let mut web = web.clone();
    for _ in 0..MOST_ROUNDS {
        let needs = ob2::needs(text, &web, now);
        if needs.is_empty() {
            return;
        }
        web.extend(needs.into_iter().map(|it| (it, Answer::Gone)));
    }
    panic!("it never has enough");
}
