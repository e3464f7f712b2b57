//! People in stories: they open pages and post forms, as in a browser without scripts.

use std::{collections::BTreeMap, ops::Deref, sync::Mutex};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{
        HeaderMap, Request, StatusCode,
        header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE},
    },
};
use foundation::{
    App, Id, Journey,
    testing::{self, Database, database},
};
use tower::ServiceExt;

use crate::{Kind, Organization, Person, Place, Relation, Role, Routes, session, store};

/// One small world a story: its own database, its own time, and a district in a state.
pub struct World {
    pub app: App,
    pub state: Organization,
    pub district: Organization,
    pub school: Organization,
    pub other_school: Organization,
    pub issuer: Organization,
    router: Router,
    pub database: Database,
}

impl World {
    pub async fn new(journey: Journey, routes: Routes) -> World {
        let database = database().await;
        let app = testing::app(&database, journey);
        let router = routes.open(&app);
        let state = Organization::new(Kind::State, "the-state", "The State", None);
        let district = Organization::new(
            Kind::District,
            "maple-ridge",
            "Maple Ridge School District",
            Some(&state),
        );
        let school = Organization::new(
            Kind::School,
            "maple-high",
            "Maple Ridge High School",
            Some(&district),
        );
        let other_school = Organization::new(
            Kind::School,
            "elm-middle",
            "Elm Street Middle School",
            Some(&district),
        );
        let issuer = Organization::new(Kind::Issuer, "institute", "The Institute", None);
        let mut tx = app.begin().await.expect("a transaction");
        for organization in [&state, &district, &school, &other_school, &issuer] {
            store::organizations::keep(&mut tx, organization).await.expect("kept");
        }
        tx.commit().await.expect("committed");
        World { app, state, district, school, other_school, issuer, router, database }
    }

    /// Teaches at `school`.
    pub async fn educator(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Educator, &self.school)]).await
    }

    /// At `district`.
    pub async fn coach(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Coach, &self.district)]).await
    }

    /// At `issuer`.
    pub async fn assessor(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Assessor, &self.issuer)]).await
    }

    /// At `issuer`.
    pub async fn designer(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Designer, &self.issuer)]).await
    }

    /// At `district`.
    pub async fn lead(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Lead, &self.district)]).await
    }

    /// At `district` and at `issuer`.
    pub async fn approver(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Approver, &self.district), (Role::Approver, &self.issuer)])
            .await
    }

    /// At `school`.
    pub async fn supervisor(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Supervisor, &self.school)]).await
    }

    /// At `district`.
    pub async fn office(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Office, &self.district)]).await
    }

    /// At `district`.
    pub async fn administrator(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Administrator, &self.district)]).await
    }

    /// Somebody with these roles, already signed in.
    pub async fn someone(&self, name: &str, roles: &[(Role, &Organization)]) -> Someone {
        let person = Person { id: Id::fresh(), name: name.into() };
        let mut tx = self.app.begin().await.expect("a transaction");
        store::people::keep(&mut tx, &person).await.expect("kept");
        for (role, organization) in roles {
            let place = Place { at: organization.id, custodian: organization.custodian };
            store::people::appoint(&mut tx, person.id, *role, place, None)
                .await
                .expect("appointed");
        }
        let token = session::begin(&mut tx, person.id).await.expect("a session");
        tx.commit().await.expect("committed");
        let browser = self.stranger();
        browser.takes(token.cookie(&self.app).to_str().expect("text"));
        Someone { id: person.id, name: name.into(), browser }
    }

    /// Gives somebody one more role.
    pub async fn appoint(&self, who: &Someone, role: Role, at: &Organization) {
        let mut tx = self.app.begin().await.expect("a transaction");
        let place = Place { at: at.id, custodian: at.custodian };
        store::people::appoint(&mut tx, who.id, role, place, None).await.expect("appointed");
        tx.commit().await.expect("committed");
    }

    /// From now on `who` coaches them, supervises them…
    pub async fn relate(&self, who: &Someone, kind: Relation, toward: &Someone) {
        let mut tx = self.app.begin().await.expect("a transaction");
        store::relations::relate(&mut tx, self.district.id, who.id, kind, toward.id)
            .await
            .expect("related");
        tx.commit().await.expect("committed");
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser { cookies: Mutex::default(), router: self.router.clone() }
    }

    /// Lets everything that follows from what was done happen.
    pub async fn settle(&self) {
        let mut happened = 1;
        while happened > 0 {
            happened = self.app.deliver().await.expect("the courier works");
            happened += self.app.work().await.expect("the worker works");
        }
    }
}

/// Someone in front of a browser of their own.
pub struct Someone {
    pub id: Id<Person>,
    pub name: String,
    browser: Browser,
}

impl Deref for Someone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// Keeps cookies, follows nothing by itself.
pub struct Browser {
    cookies: Mutex<BTreeMap<String, String>>,
    router: Router,
}

impl Browser {
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
            .header(HOST, "cairn.test")
            .header(ORIGIN, "http://cairn.test")
            .header(COOKIE, cookies.join("; "))
    }

    pub async fn sends(&self, request: axum::http::request::Builder, body: Body) -> Seen {
        let request = request.body(body).expect("a request");
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

    fn takes(&self, cookie: &str) {
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

/// Ids and tokens differ from run to run.
fn masked(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|it: char| it.is_ascii_alphanumeric()) {
        let (before, word_on) = rest.split_at(at);
        kept.push_str(before);
        let inner = |it: char| !(it.is_ascii_alphanumeric() || it == '-' || it == '_');
        let end = word_on.find(inner).unwrap_or(word_on.len());
        let (word, after) = word_on.split_at(end);
        let is_id = word.len() == 36 && word.parse::<Id<()>>().is_ok();
        kept.push_str(if is_id || word.len() == 43 { "…" } else { word });
        rest = after;
    }
    kept + rest
}
