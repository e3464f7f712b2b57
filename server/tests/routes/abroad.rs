//! What comes from another site, or to another host, isn't done.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{HOST, ORIGIN},
};

use crate::{
    asks::{admits, asks, is_for_programs, is_open_to_other_sites, rule_of},
    place::{Place, Visitor},
    record::{difference, record},
    rows::{ROWS, Row, Whose},
};

/// How a request looks that no page of ours sent.
const FOREIGN: [(&str, fn(&mut HeaderMap)); 5] = [
    ("a cross-site fetch", |it| says(it, "sec-fetch-site", "cross-site")),
    ("a sister site's fetch", |it| says(it, "sec-fetch-site", "same-site")),
    ("another origin", |it| says(it, "origin", "http://evil.example")),
    ("an opaque origin", |it| says(it, "origin", "null")),
    ("no origin", |it| drop(it.remove(ORIGIN))),
];

fn says(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
}

#[tokio::test]
async fn what_another_site_sends_is_refused_and_changes_nothing() {
    let place = Place::made().await;
    let before = record(place.world.app.db(), &[]).await;
    for row in ROWS.iter().filter(|it| it.method == "POST" && !is_for_programs(it)) {
        let whoever = somebody(&place, row);
        for (what, foreign) in FOREIGN {
            let seen = asks(whoever.browser(), row, &place.objects, foreign).await;
            let (path, name) = (row.path, &whoever.name);
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{path} by {name}: {what}");
            assert!(!seen.headers.contains_key("set-cookie"), "{path} by {name}: {what}");
        }
    }
    let after = record(place.world.app.db(), &[]).await;
    assert_eq!(difference(&before, &after), Vec::<String>::new());
}

#[tokio::test]
async fn another_host_is_misdirected_on_every_route() {
    let place = Place::made().await;
    let before = record(place.world.app.db(), &[]).await;
    let hosts = ["evil.example", "cairn.test.evil.example", "cairn.test:81", "127.0.0.1", ""];
    for row in ROWS {
        let whoever = somebody(&place, row);
        for host in hosts {
            let to = |it: &mut HeaderMap| drop(it.insert(HOST, HeaderValue::from_static(host)));
            let seen = asks(whoever.browser(), row, &place.objects, to).await;
            assert_eq!(seen.status, StatusCode::MISDIRECTED_REQUEST, "{} at {host}", row.path);
            assert!(!seen.page.contains("evil"), "{}", seen.page);
        }
        let nowhere =
            asks(whoever.browser(), row, &place.objects, |it| drop(it.remove(HOST))).await;
        assert_eq!(nowhere.status, StatusCode::MISDIRECTED_REQUEST, "{}", row.path);
    }
    let after = record(place.world.app.db(), &[]).await;
    assert_eq!(difference(&before, &after), Vec::<String>::new());
}

/// A method that no route has is absent, for whoever may use the others; programs are told which it has.
#[tokio::test]
async fn no_route_has_a_method_that_the_table_doesnt_name() {
    let routes = server::routes();
    let place = Place::made().await;
    let before = record(place.world.app.db(), &[]).await;
    for row in ROWS {
        let status = match is_for_programs(row) {
            true => StatusCode::METHOD_NOT_ALLOWED,
            false => StatusCode::NOT_FOUND,
        };
        for method in ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
            // What other sites may read answers what browsers ask before.
            let told = is_open_to_other_sites(row) && method == "OPTIONS";
            let pattern = rule_of(row).0;
            if told || routes.rules().any(|it| (it.0, it.1) == (method, pattern)) {
                continue;
            }
            let row = Row { method, body: crate::rows::Body::None, ..*row };
            let whoever = place.visitor("rosa");
            let seen = asks(whoever.browser(), &row, &place.objects, |_| {}).await;
            assert_eq!(seen.status, status, "{method} {}", row.path);
        }
    }
    let after = record(place.world.app.db(), &[]).await;
    assert_eq!(difference(&before, &after), Vec::<String>::new());
}

/// Browsers may ask for a program of another site, and never say who looks at it.
#[tokio::test]
async fn what_other_sites_may_read_they_read_without_cookies() {
    let place = Place::made().await;
    for row in ROWS.iter().filter(|it| is_open_to_other_sites(it)) {
        let row = Row { method: "OPTIONS", body: crate::rows::Body::None, ..*row };
        let abroad = |it: &mut HeaderMap| says(it, "origin", "https://wallet.example");
        let seen = asks(place.visitor("rosa").browser(), &row, &place.objects, abroad).await;
        assert_eq!(seen.status, StatusCode::NO_CONTENT, "{}", row.path);
        assert_eq!(seen.headers["access-control-allow-origin"], "*", "{}", row.path);
        assert!(!seen.headers.contains_key("access-control-allow-credentials"), "{}", row.path);
    }
}

/// Someone who could do it from our own page.
fn somebody<'a>(place: &'a Place, row: &Row) -> &'a Visitor {
    match row.whose {
        Whose::Of([name, ..]) => place.visitor(name),
        _ => {
            let (_, who) = rule_of(row);
            let may = |it: &Visitor| admits(who, it) || is_for_programs(row);
            let signed_in = |it: &&Visitor| it.is_signed_in() && may(it);
            place.visitors.iter().find(signed_in).unwrap()
        }
    }
}
