//! A row of the list, asked for by somebody: about what is there, or about what isn't.

use std::collections::BTreeMap;

use axum::{
    body::Body as Bytes,
    http::{HeaderMap, header::CONTENT_TYPE},
};
use foundation::Id;
use people::{
    Role, Who,
    testing::{Browser, Seen},
};

use crate::{
    place::Visitor,
    rows::{Body, ROWS, Row},
};

/// The route that a row is about, as the router would choose it: by the most words of its own.
pub fn rule_of(row: &Row) -> (&'static str, Who) {
    let path = row.path.split('?').next().unwrap();
    let routes = server::routes();
    let of =
        routes.rules().filter(|(method, pattern, _)| *method == row.method && fits(pattern, path));
    let (_, pattern, who) = of
        .min_by_key(|(_, pattern, _)| pattern.matches('{').count())
        .unwrap_or_else(|| panic!("no route for {} {}", row.method, row.path));
    (pattern, who)
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(&path).all(|(asked, said)| {
            let open = asked.starts_with('{') && !said.is_empty();
            open || asked == said
        })
}

pub fn admits(who: Who, visitor: &Visitor) -> bool {
    let holds = |role: Role| visitor.roles.contains(&role);
    match who {
        Who::Anyone => true,
        Who::SignedIn => visitor.is_signed_in(),
        // Nobody here has left.
        Who::Holder | Who::Educator => holds(Role::Educator),
        Who::Coach => holds(Role::Coach),
        Who::Assessor => holds(Role::Assessor),
        Who::Designer => holds(Role::Designer),
        Who::Lead => holds(Role::Lead),
        Who::Approver => holds(Role::Approver),
        Who::Supervisor => holds(Role::Supervisor),
        Who::Office => holds(Role::Office),
        Who::Administrator => holds(Role::Administrator),
        Who::AnyOf(roles) => roles.iter().any(|role| holds(*role)),
        Who::Program => true,
        // No cookie opens it, whoever's it is.
        Who::Token(_) => false,
    }
}

/// May programs in pages of other sites read what it answers?
pub fn is_open_to_other_sites(row: &Row) -> bool {
    let (pattern, _) = rule_of(row);
    server::routes().open_to_other_sites().any(|it| it == pattern)
}

/// Is it for programs, which may ask from anywhere?
pub fn is_for_programs(row: &Row) -> bool {
    matches!(rule_of(row).1, Who::Program | Who::Token(_))
}

/// What each `$name` stands for when nothing of it is there: of the same kind and length.
pub fn absent(objects: &BTreeMap<&'static str, String>) -> BTreeMap<&'static str, String> {
    let nothing = |there: &String| match there.parse::<Id<()>>() {
        Ok(_) if there.as_bytes()[14] == b'4' => Id::<()>::random().to_string(),
        Ok(_) => Id::<()>::fresh().to_string(),
        Err(_) => there.chars().rev().collect(),
    };
    objects.iter().map(|(name, there)| (*name, nothing(there))).collect()
}

/// An address or a form, with what it names.
pub fn filled(text: &str, objects: &BTreeMap<&'static str, String>) -> String {
    // Longer names first: `$shown` isn't `$show`.
    let mut names: Vec<_> = objects.keys().collect();
    names.sort_by_key(|it| std::cmp::Reverse(it.len()));
    names.iter().fold(text.to_owned(), |text, it| text.replace(&format!("${it}"), &objects[*it]))
}

/// Asks, with these headers instead of a browser's own; what every answer carries is looked at.
pub async fn asks(
    by: &Browser,
    row: &Row,
    objects: &BTreeMap<&'static str, String>,
    otherwise: impl FnOnce(&mut HeaderMap),
) -> Seen {
    let (kind, body) = match &row.body {
        Body::None => ("text/plain", vec![]),
        Body::Form(form) => {
            let form = filled(form, objects).replace(' ', "+").into_bytes();
            ("application/x-www-form-urlencoded", form)
        }
        Body::Parts(parts) => ("multipart/form-data; boundary=between", multipart(parts, objects)),
    };
    let mut request = by.request(row.method, &filled(row.path, objects)).header(CONTENT_TYPE, kind);
    otherwise(request.headers_mut().unwrap());
    let seen = by.sends(request, Bytes::from(body)).await;
    carries_what_protects(row, &seen.headers);
    seen
}

fn multipart(parts: &[(&str, &str)], objects: &BTreeMap<&'static str, String>) -> Vec<u8> {
    let mut body = vec![];
    for (name, value) in parts {
        let file = if name.starts_with("file") { "; filename=\"notes.txt\"" } else { "" };
        let value = filled(value, objects);
        body.extend(format!("--between\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(b"--between--\r\n");
    body
}

/// Nothing may run, be framed, sniffed or kept, whatever the answer is.
fn carries_what_protects(row: &Row, headers: &HeaderMap) {
    let said = |name: &str| headers.get(name).map_or("", |it| it.to_str().unwrap());
    let policy = said("content-security-policy");
    let what = format!("{} {}: {headers:?}", row.method, row.path);
    assert!(policy.starts_with("default-src 'none'"), "{what}");
    assert!(policy.contains("frame-ancestors 'none'"), "{what}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{what}");
    assert_eq!(said("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(said("referrer-policy"), "same-origin", "{what}");
    assert_eq!(said("cross-origin-opener-policy"), "same-origin", "{what}");
    assert!(said("permissions-policy").contains("camera=()"), "{what}");
    assert!(!said("cache-control").is_empty(), "{what}");
    for cookie in headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{what}");
    }
}

/// Routes that the list says nothing about.
pub fn missing() -> Vec<String> {
    let routes = server::routes();
    let told: Vec<_> = ROWS.iter().map(|row| (row.method, rule_of(row).0)).collect();
    let untold = routes.rules().filter(|(method, pattern, _)| !told.contains(&(*method, *pattern)));
    untold.map(|(method, pattern, _)| format!("{method} {pattern}")).collect()
}
