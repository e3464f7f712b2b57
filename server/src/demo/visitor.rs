//! Someone of the sample district at a browser without scripts: what they do goes through the same
//! pages, checks and forms as yours.

use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use foundation::{App, Id};
use people::Person;
use tower::ServiceExt;

pub struct Visitor {
    pub name: &'static str,
    router: Router,
    origin: String,
    host: String,
    id: Id<Person>,
    cookie: Mutex<String>,
}

/// What came back.
pub struct Seen {
    pub page: String,
    /// Where the browser is sent.
    pub goes_to: String,
}

impl Visitor {
    pub fn new(app: &App, router: &Router, name: &'static str, id: Id<Person>) -> Visitor {
        let origin = app.site().origin();
        let host = origin.trim_start_matches("http://").to_owned();
        Visitor { name, router: router.clone(), origin, host, id, cookie: Mutex::default() }
    }

    /// Through the demo's own door; again when hours have passed.
    async fn sign_in(&self) -> Result<()> {
        let sent = self.request("POST", "/demo/sessions", "application/x-www-form-urlencoded");
        let form = format!("person={}", self.id);
        let response = self.router.clone().oneshot(sent.body(Body::from(form))?).await?;
        let cookie = response.headers().get(header::SET_COOKIE).context("signing in")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
        cookie.clone_into(&mut self.cookie.lock().expect("nobody panics with it"));
        Ok(())
    }

    pub async fn opens(&self, path: &str) -> Result<String> {
        let seen = self.sends(self.request("GET", path, "text/plain"), Body::empty()).await?;
        if !seen.goes_to.starts_with("/sign-in") {
            return Ok(seen.page);
        }
        self.sign_in().await?;
        Ok(self.sends(self.request("GET", path, "text/plain"), Body::empty()).await?.page)
    }

    /// Fills in a form: what is hidden in the page that it stands on, and these.
    pub async fn fills_in(&self, on: &str, to: &str, fields: &[(&str, &str)]) -> Result<Seen> {
        let page = self.opens(on).await?;
        let form = form_to(&page, to).with_context(|| format!("{on} has no form to {to}"))?;
        let mut sent = hidden(form);
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.posts(to, &sent).await
    }

    pub async fn posts(&self, to: &str, fields: &[(String, String)]) -> Result<Seen> {
        let body = encoded(fields);
        let request = self.request("POST", to, "application/x-www-form-urlencoded");
        self.sends(request, Body::from(body)).await
    }

    /// A form with one file in it.
    pub async fn uploads(
        &self,
        to: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Result<Seen> {
        const BOUNDARY: &str = "cairn-demo-boundary";
        let mut body = vec![];
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let (field, name, bytes) = file;
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let request =
            self.request("POST", to, &format!("multipart/form-data; boundary={BOUNDARY}"));
        self.sends(request, Body::from(body)).await
    }

    fn request(&self, method: &str, path: &str, kind: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ORIGIN, &self.origin)
            .header(header::COOKIE, self.cookie.lock().expect("nobody panics with it").as_str())
            .header(header::CONTENT_TYPE, kind)
    }

    async fn sends(&self, request: axum::http::request::Builder, body: Body) -> Result<Seen> {
        let request = request.body(body)?;
        let what = format!("{} {} by {}", request.method(), request.uri(), self.name);
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let goes_to = response.headers().get(header::LOCATION);
        let goes_to =
            goes_to.map(|it| it.to_str().unwrap_or_default().to_owned()).unwrap_or_default();
        let page =
            String::from_utf8_lossy(&to_bytes(response.into_body(), 16 << 20).await?).into_owned();
        if status == StatusCode::OK || status.is_redirection() {
            return Ok(Seen { page, goes_to });
        }
        let alert = between(&page, "role=\"alert\"", "</").unwrap_or_default();
        bail!("{what}: {status} {alert}")
    }
}

/// The form that is sent to this address.
fn form_to<'a>(page: &'a str, to: &str) -> Option<&'a str> {
    page.split("<form ")
        .skip(1)
        .find(|form| form.contains(&format!("action=\"{to}\"")))
        .map(|form| form.split("</form>").next().unwrap_or(form))
}

fn hidden(form: &str) -> Vec<(String, String)> {
    let hidden = inputs(form, "type=\"hidden\"");
    hidden.into_iter().map(|(name, value)| (name, unescaped(&value))).collect()
}

/// Name and value of each choice in a form: `level.goal` and `demonstrated`.
pub fn choices(page: &str) -> Vec<(String, String)> {
    inputs(page, "type=\"radio\"")
}

/// Name and value of each box to tick.
pub fn checkboxes(page: &str) -> Vec<(String, String)> {
    inputs(page, "type=\"checkbox\"")
}

fn inputs(page: &str, kind: &str) -> Vec<(String, String)> {
    let inputs = page.split("<input ").skip(1).filter(|it| it.starts_with(kind));
    let named = |it| Some((between(it, "name=\"", "\"")?, between(it, "value=\"", "\"")?));
    inputs.filter_map(named).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Every address that the page leads to and that begins so, each once, in order.
pub fn links(page: &str, beginning: &str) -> Vec<String> {
    quoted(page, "href=\"", beginning)
}

/// Every address that a form of the page is sent to and that begins so.
pub fn actions(page: &str, beginning: &str) -> Vec<String> {
    quoted(page, "action=\"", beginning)
}

fn quoted(page: &str, attribute: &str, beginning: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for link in page.split(attribute).skip(1).filter_map(|it| it.split('"').next()) {
        if link.starts_with(beginning) && !found.iter().any(|it| it == link) {
            found.push(link.to_owned());
        }
    }
    found
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|it| it.0)
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

fn encoded(fields: &[(String, String)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}
