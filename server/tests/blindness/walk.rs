//! Whoever reviews opens whatever they can reach: every link of every page, every picture, every file.

use std::collections::BTreeSet;

use people::testing::{Seen, Someone};

/// One answer: headers and body.
pub struct Answer {
    pub what: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn of(what: String, seen: &Seen) -> Answer {
        let head: Vec<String> =
            seen.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        let bytes = [head.join("\n").as_bytes(), b"\n\n", &seen.bytes].concat();
        Answer { what, bytes }
    }
}

/// From their own places, as far as links lead. A demo's page of people isn't theirs.
pub async fn walk(who: &Someone) -> Vec<Answer> {
    let mut ahead: Vec<String> =
        ["/today", "/reviews", "/account", "/catalog", "/panels", "/nothing"]
            .map(Into::into)
            .into();
    let mut seen = BTreeSet::new();
    let mut answers = vec![];
    while let Some(path) = ahead.pop() {
        if !seen.insert(path.clone()) || path.starts_with("/demo") {
            continue;
        }
        let answer = who.opens(&path).await;
        ahead.extend(answer.goes_to.clone());
        if answer
            .headers
            .get("content-type")
            .is_some_and(|it| it.as_bytes().starts_with(b"text/html"))
        {
            ahead.extend(addresses(&answer.page));
        }
        answers.push(Answer::of(format!("GET {path}"), &answer));
    }
    answers
}

/// Where a page leads, and what it loads.
fn addresses(page: &str) -> Vec<String> {
    let of = |attribute: &str| {
        let parts = page.split(attribute).skip(1).filter_map(|it| it.split('"').next());
        let ours = parts.filter(|it| it.starts_with('/'));
        let ours = ours.map(|it| it.split('#').next().unwrap().replace("&#38;", "&"));
        ours.collect::<Vec<_>>()
    };
    [of("href=\""), of("src=\"")].concat()
}
