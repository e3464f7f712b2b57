//! Every route, as everyone: with what is there, and with what isn't.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use people::{Who, testing::Seen};

use crate::{
    asks::{absent, admits, asks, missing, rule_of},
    place::{Place, Visitor},
    record::{difference, record},
    rows::{ROWS, Row, Whose},
};

#[test]
fn no_route_is_missing_from_the_list() {
    assert_eq!(missing(), Vec::<String>::new());
}

/// What isn't theirs is as if it weren't there: the same bytes, and nothing changes.
#[tokio::test]
async fn what_is_anothers_is_absent() {
    let place = Place::made().await;
    let nothing = absent(&place.objects);
    let before = record(place.world.app.db(), &[]).await;
    let mut faults = vec![];
    for row in ROWS {
        let (_, who) = rule_of(row);
        for visitor in &place.visitors {
            let admitted = admits(who, visitor);
            let another = admitted && !is_theirs(row, visitor);
            if admitted && !another {
                continue;
            }
            let there = asks(visitor.browser(), row, &place.objects, |_| {}).await;
            let gone = asks(visitor.browser(), row, &nothing, |_| {}).await;
            let alike =
                told(&there, &place.objects, &nothing) == told(&gone, &place.objects, &nothing);
            let right = match (another, visitor.is_signed_in()) {
                _ if matches!(who, Who::Token(_)) => there.status == StatusCode::UNAUTHORIZED,
                (true, _) => !there.status.is_success() && there.goes_to.is_none(),
                (false, true) => there.status == StatusCode::NOT_FOUND,
                (false, false) => is_sent_to_sign_in(row, &there),
            };
            if !(alike && right) {
                let (method, path, name) = (row.method, row.path, &visitor.name);
                let (there, gone) = (there.status, gone.status);
                faults.push(format!("{method} {path} by {name}: {there}, and absent {gone}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let after = record(place.world.app.db(), &[]).await;
    assert_eq!(difference(&before, &after), Vec::<String>::new());
}

/// What is theirs is there; what isn't there isn't for them, either.
#[tokio::test]
async fn what_is_theirs_is_there() {
    let place = Place::made().await;
    let nothing = absent(&place.objects);
    let mut faults = vec![];
    for row in ROWS {
        let (_, who) = rule_of(row);
        let theirs = |it: &&Visitor| admits(who, it) && is_theirs(row, it);
        for visitor in place.visitors.iter().filter(theirs) {
            if let Some(who) = &visitor.who {
                place.world.comes_back(who).await;
            }
            let mut fault = |what: &str, seen: &Seen| {
                let (method, path, name) = (row.method, row.path, &visitor.name);
                faults.push(format!("{method} {path} by {name}, {what}: {}", seen.status));
            };
            if names_something(row) {
                let gone = asks(visitor.browser(), row, &nothing, |_| {}).await;
                if gone.status.is_success()
                    || gone.goes_to.is_some()
                    || gone.status.is_server_error()
                {
                    fault("absent", &gone);
                }
            }
            let there = asks(visitor.browser(), row, &place.objects, |_| {}).await;
            if there.status == StatusCode::NOT_FOUND || there.status.is_server_error() {
                fault("there", &there);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A piece, a draft, an appointment of somebody else's stays out of reach by way of one's own.
#[tokio::test]
async fn anothers_isnt_reached_by_way_of_ones_own() {
    use evidence::testing::ShowsEvidence;
    use learn::testing::Learns;
    let place = Place::made().await;
    let educator = place.someone("educator");
    let work = educator.starts("in-progress").await;
    educator.adds_link(&work, "part_2.plan", "https://example.org/mine", "Mine").await;
    let mut mixed = place.objects.clone();
    mixed.insert("work", work.rsplit('/').next().unwrap().to_owned());
    let administrator = place.someone("administrator").id.to_string();
    mixed.insert("rosa", administrator);
    let nothing = absent(&place.objects);
    let before = record(place.world.app.db(), &[]).await;
    let mut mixes = 0;
    for row in ROWS {
        let inner = ["/$piece", "/$shared", "/$appointment", "/$relation"];
        let by = match row.path {
            path if path.starts_with("/pursuits/$work") => educator,
            path if path.starts_with("/people/$rosa") => place.someone("administrator"),
            _ => continue,
        };
        if !inner.iter().any(|it| row.path.contains(it)) {
            continue;
        }
        let mut none = mixed.clone();
        for name in ["piece", "shared", "appointment", "relation"] {
            none.insert(name, nothing[name].clone());
        }
        let there = asks(by, row, &mixed, |_| {}).await;
        let gone = asks(by, row, &none, |_| {}).await;
        // What ended already, or never was, may be ended again.
        let ends = row.path.ends_with("$shared/end");
        assert!(ends || there.status == StatusCode::NOT_FOUND, "{} {}", row.method, row.path);
        assert_eq!(
            told(&there, &mixed, &none),
            told(&gone, &mixed, &none),
            "{} {}",
            row.method,
            row.path
        );
        mixes += 1;
    }
    assert!(mixes >= 6, "{mixes}");
    let after = record(place.world.app.db(), &[]).await;
    assert_eq!(difference(&before, &after), Vec::<String>::new());
}

fn is_theirs(row: &Row, visitor: &Visitor) -> bool {
    match row.whose {
        Whose::Nothing | Whose::All => true,
        Whose::Of(names) => names.contains(&visitor.name.as_str()),
    }
}

fn names_something(row: &Row) -> bool {
    row.path.contains('$') && row.whose != Whose::Nothing
}

fn is_sent_to_sign_in(row: &Row, seen: &Seen) -> bool {
    match row.method {
        "GET" => seen.goes_to.as_deref().is_some_and(|it| it.starts_with("/sign-in?")),
        _ => seen.status == StatusCode::FORBIDDEN && seen.page.contains("/sign-in"),
    }
}

/// All that came, but for what was asked for by name.
fn told(
    seen: &Seen,
    objects: &BTreeMap<&'static str, String>,
    nothing: &BTreeMap<&'static str, String>,
) -> (StatusCode, String) {
    let mut headers: Vec<String> =
        seen.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    let all = format!("{}\n{}", headers.join("\n"), seen.page);
    let names = objects.values().chain(nothing.values());
    (seen.status, names.fold(all, |all, it| all.replace(it.as_str(), "…")))
}
