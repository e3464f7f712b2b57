//! A browser without scripts.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    sync::Mutex,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{
        HeaderMap, Request, StatusCode,
        header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE},
    },
};
use foundation::{Id, Site};
use tower::ServiceExt;
use url::form_urlencoded;

/// Keeps cookies, follows nothing by itself.
pub struct Browser {
    cookies: Mutex<BTreeMap<String, String>>,
    /// Where the pages are that it looks at.
    host: String,
    origin: String,
    from: Option<IpAddr>,
    router: Router,
}

impl Browser {
    pub(super) fn new(site: &Site, router: Router, from: Option<IpAddr>) -> Browser {
        let host = site.public_url.authority().to_owned();
        Browser { cookies: Mutex::default(), host, origin: site.origin(), from, router }
    }

    pub async fn opens(&self, path: &str) -> Seen {
        self.sends(self.request("GET", path), Body::empty()).await
    }

    /// A form, as `name=value&…`.
    pub async fn posts(&self, path: &str, form: &str) -> Seen {
        let request = self.request("POST", path);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.sends(request, Body::from(form.to_owned())).await
    }

    /// A form with files.
    pub async fn uploads(&self, path: &str, parts: &[Part<'_>]) -> Seen {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.request("POST", path).header(CONTENT_TYPE, kind);
        let mut body: Vec<u8> = parts.iter().flat_map(Part::bytes).collect();
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        self.sends(request, Body::from(body)).await
    }

    /// Begins a request of any kind, to be sent by `sends`.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies = self.cookies.lock().expect("nobody panicked with it");
        let cookies: Vec<_> =
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            .header(ORIGIN, &self.origin)
            .header(COOKIE, cookies.join("; "))
    }

    pub async fn sends(&self, request: axum::http::request::Builder, body: Body) -> Seen {
        let mut request = request.body(body).expect("a request");
        if let Some(from) = self.from {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from, 40_000)));
        }
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.takes(cookie.to_str().expect("text"));
        }
        let goes_to = parts.headers.get(LOCATION).map(|it| it.to_str().expect("text").to_owned());
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Seen {
            status: parts.status,
            goes_to,
            page: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
            bytes,
        }
    }

    /// As if this browser's cookies had been stolen from the other.
    pub fn has_the_cookies_of(&self, other: &Browser) {
        let theirs = other.cookies.lock().expect("nobody panicked with it").clone();
        *self.cookies.lock().expect("nobody panicked with it") = theirs;
    }

    pub(super) fn takes(&self, cookie: &str) {
        let pair = cookie.split(';').next().expect("the first is there");
        let (name, value) = pair.split_once('=').expect("a name and a value");
        let mut cookies = self.cookies.lock().expect("nobody panicked with it");
        match value {
            "" => cookies.remove(name),
            value => cookies.insert(name.into(), value.into()),
        };
    }
}

const BOUNDARY: &str = "between-the-parts-of-a-story";

/// One part of a form with files.
pub enum Part<'a> {
    Text { name: &'a str, value: &'a str },
    File { name: &'a str, file_name: &'a str, media_type: &'a str, bytes: &'a [u8] },
}

impl Part<'_> {
    fn bytes(&self) -> Vec<u8> {
        let (head, body) = match self {
            Part::Text { name, value } => (format!("name=\"{name}\"\r\n"), value.as_bytes()),
            Part::File { name, file_name, media_type, bytes } => (
                format!(
                    "name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}\r\n"
                ),
                *bytes,
            ),
        };
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n");
        [head.as_bytes(), body, b"\r\n"].concat()
    }
}

/// What came back.
#[derive(Debug)]
pub struct Seen {
    pub status: StatusCode,
    pub goes_to: Option<String>,
    /// The body as text.
    pub page: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Seen {
    /// What a page says, without its shell, ids masked: for snapshots.
    pub fn main(&self) -> String {
        let from = self.page.find("<main").expect("a page has a main part");
        let to = self.page.find("</main>").expect("it ends") + "</main>".len();
        masked(&self.page[from..to])
    }
}

/// Ids, tokens (43 letters, 45 after `%2F`) and digests (64) differ from run to run.
fn masked(text: &str) -> String {
    let of_a_word = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(of_a_word) {
        let (before, word_on) = rest.split_at(at);
        kept.push_str(before);
        let end = word_on.find(|it| !of_a_word(it)).unwrap_or(word_on.len());
        let (word, after) = word_on.split_at(end);
        let is_id = word.len() == 36 && word.parse::<Id<()>>().is_ok();
        let differs = is_id || [43, 45, 64].contains(&word.len());
        kept.push_str(if differs { "…" } else { word });
        rest = after;
    }
    kept + rest
}

/// A form's fields, as they are sent.
pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
