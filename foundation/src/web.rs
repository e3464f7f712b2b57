//! What every request passes, and what every answer carries, whatever page it is for.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{self, HeaderName},
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
};

use crate::{App, Site};

/// A form is no longer than this; pages that take files say so themselves.
pub const FORM_BYTES: usize = 2 * 1024 * 1024;

/// Who asks, as far as the network says: the last address that no proxy of ours has.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

/// Puts around all routes: known hosts only, unsafe methods from our own pages only, and headers
/// that leave a browser nothing to run or fetch but ours. What stands where only programs come looks at
/// no cookie, so it may be sent from anywhere.
pub fn guarded(
    router: Router,
    app: &App,
    for_programs: impl Fn(&str) -> bool + Send + Sync + 'static,
) -> Router {
    let policy = Arc::new(Policy::of(app.site(), Box::new(for_programs)));
    router
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(middleware::from_fn_with_state((app.clone(), policy), guard))
}

struct Policy {
    content: HeaderValue,
    https: bool,
    for_programs: PathIs,
}

type PathIs = Box<dyn Fn(&str) -> bool + Send + Sync>;

impl Policy {
    fn of(site: &Site, for_programs: PathIs) -> Policy {
        Policy { content: content_policy(site, ""), https: site.is_https(), for_programs }
    }
}

/// What a browser may run, show and fetch for a page of ours, whose forms may also lead to the origin
/// `leads_to` (browsers ask this of a redirect after a form, too).
pub fn content_policy(site: &Site, leads_to: &str) -> HeaderValue {
    let evidence = site.evidence_origin().unwrap_or_default();
    let content = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {evidence}; \
         media-src 'self' {evidence}; connect-src 'self'; form-action 'self' {leads_to}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&content).expect("an origin is ASCII")
}

async fn guard(
    State((app, policy)): State<(App, Arc<Policy>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let site = app.site();
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let mut response = if !host.is_some_and(|host| site.knows(host)) {
        let words = format!("This address isn't served here. We are at {}", site.origin());
        (StatusCode::MISDIRECTED_REQUEST, words).into_response()
    } else if !(policy.for_programs)(request.uri().path())
        && !from_our_pages(site, request.method(), request.headers())
    {
        (StatusCode::FORBIDDEN, "This was sent from another site, so it wasn't done.")
            .into_response()
    } else {
        let address = client_address(site, &request);
        request.extensions_mut().insert(address);
        next.run(request).await
    };
    let headers = response.headers_mut();
    // A page may ask for a stricter policy of its own (evidence is sandboxed); none for a laxer one.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| policy.content.clone());
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if policy.https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Whoever changes something does so from a page of ours. Sign-in included: else another site could
/// sign a visitor in as somebody else.
fn from_our_pages(site: &Site, method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said("origin")) {
        (Some(fetched), _) => fetched == "same-origin",
        (None, Some(origin)) => origin == site.origin(),
        (None, None) => false,
    }
}

/// `X-Forwarded-For` counts from its end, and only while a listed proxy says it.
fn client_address(site: &Site, request: &Request) -> ClientAddress {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter();
    let forwarded = forwarded.filter_map(|value| value.to_str().ok()).flat_map(|it| it.split(','));
    let mut hops: Vec<IpAddr> = forwarded.filter_map(|hop| hop.trim().parse().ok()).collect();
    let mut client = peer;
    while client.is_some_and(|client| site.proxies.contains(&client)) {
        match hops.pop() {
            Some(hop) => client = Some(hop),
            None => break,
        }
    }
    ClientAddress(client)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            name: "Maple Ridge".into(),
            public_url: "https://cairn.example".parse().unwrap(),
            evidence_url: None,
            time_zone: "UTC".into(),
            demo: false,
            proxies: vec!["10.0.0.1".parse().unwrap()],
        }
    }

    #[test]
    fn unsafe_methods_come_from_our_own_origin() {
        let may = |pairs: &[(&'static str, &'static str)]| {
            let pairs = pairs.iter().map(|(name, value)| {
                (HeaderName::from_static(name), HeaderValue::from_static(value))
            });
            from_our_pages(&site(), &Method::POST, &pairs.collect())
        };
        assert!(may(&[("sec-fetch-site", "same-origin"), ("origin", "https://cairn.example")]));
        assert!(may(&[("origin", "https://cairn.example")]));
        assert!(!may(&[("sec-fetch-site", "cross-site"), ("origin", "https://cairn.example")]));
        assert!(!may(&[("sec-fetch-site", "same-site")]));
        assert!(!may(&[("origin", "https://cairn.example.evil")]));
        assert!(!may(&[("origin", "null")]));
        assert!(!may(&[]));
    }

    #[test]
    fn only_listed_proxies_say_who_asks() {
        let asked = |peer: &str, forwarded: &str| {
            let mut request = Request::builder().header("x-forwarded-for", forwarded);
            let peer: SocketAddr = format!("{peer}:1").parse().unwrap();
            request.extensions_mut().unwrap().insert(ConnectInfo(peer));
            client_address(&site(), &request.body(axum::body::Body::empty()).unwrap())
                .0
                .unwrap()
                .to_string()
        };
        assert_eq!(asked("10.0.0.1", "6.6.6.6, 7.7.7.7"), "7.7.7.7");
        assert_eq!(asked("8.8.8.8", "6.6.6.6"), "8.8.8.8");
    }

    #[test]
    fn hosts_are_ours_or_unknown() {
        assert!(site().knows("cairn.example") && site().knows("CAIRN.example"));
        assert!(!site().knows("cairn.example:444") && !site().knows("evil.example"));
    }
}
