//! The door: who comes is looked up once for a request, and each route opens for whom it says.

use std::{collections::BTreeSet, sync::Arc};

use askama::Template;
use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, StatusCode, Uri,
        header::{self, ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE},
    },
    middleware::{self, Next, map_response},
    response::{IntoResponse, Redirect, Response},
    routing,
};
use foundation::{App, Error, Page, Result, Shell, web};

use crate::{
    TokenRefused, Visitor, bearer,
    local::Local,
    routes::{Elsewhere, Fallback, Routes, Signpost, Who},
    session::{self, Arrival, Token},
};

/// Put on a request by the door when it opened, with what its route asks.
#[derive(Clone, Copy)]
pub(crate) struct Admitted(pub Who);

impl Routes {
    /// The router: everything that a request passes on its way to a page, and back.
    pub fn open(self, app: &App) -> Router {
        let open: BTreeSet<&'static str> = self.open_to_other_sites().collect();
        let hall = Hall { app: app.clone(), places: self.nav.into() };
        let programs = self.routes.iter().filter(|it| it.who.is_program()).map(|it| it.path);
        let programs: BTreeSet<&'static str> = programs.collect();
        let fallbacks: Arc<[Fallback]> = self.fallbacks.into();
        let doors = self.routes.into_iter().fold(Router::new(), |doors, route| {
            let threshold = Threshold { app: app.clone(), who: route.who, refuse: route.refuse };
            let page = match route.who.is_program() {
                true => route.page.route_layer(middleware::from_fn_with_state(threshold, let_in)),
                false => route.page.route_layer(middleware::from_fn_with_state(route.who, admit)),
            };
            let page = match route.elsewhere {
                Elsewhere::Read => page.route_layer(map_response(open_to_other_sites)),
                Elsewhere::Hidden => page,
            };
            doors.route(route.path, page)
        });
        let asks_first = || routing::options(preflight);
        let doors = open.iter().fold(doors, |doors, path| doors.route(path, asks_first()));
        let (nowhere, not_so, covered) = (fallbacks.clone(), fallbacks.clone(), fallbacks);
        let doors = doors
            .fallback(async move |uri: Uri| absent(&nowhere, &uri, StatusCode::NOT_FOUND))
            .method_not_allowed_fallback(async move |uri: Uri| {
                absent(&not_so, &uri, StatusCode::METHOD_NOT_ALLOWED)
            })
            .layer(middleware::from_fn_with_state(hall, welcome))
            .with_state(app.clone());
        let is_covered = move |path: &str| covered.iter().any(|it| it.covers(path));
        web::guarded(doors, app, move |path| programs.contains(path) || is_covered(path))
    }
}

/// People see the same page for both.
fn absent(fallbacks: &[Fallback], uri: &Uri, status: StatusCode) -> Response {
    match fallbacks.iter().find(|it| it.covers(uri.path())) {
        Some(fallback) => (fallback.tell)(status),
        None => Error::Absent.into_response(),
    }
}

/// What a program meets at a route.
#[derive(Clone)]
struct Threshold {
    app: App,
    who: Who,
    refuse: fn(TokenRefused) -> Response,
}

/// What is on the way to every page.
#[derive(Clone)]
struct Hall {
    app: App,
    places: Arc<[Signpost]>,
}

/// Looks who comes, once; lets them on; and puts the shell around the page that they are shown.
async fn welcome(State(hall): State<Hall>, mut request: Request, next: Next) -> Result<Response> {
    let path = request.uri().path().to_owned();
    let mut visitor = Visitor::default();
    let response = match hall.look(&mut request).await {
        Ok(None) => next.run(request).await,
        Ok(Some(arrival)) => {
            visitor = arrival.visitor;
            let mut response = next.run(request).await;
            // A page that signs in or out has the last word.
            if let Some(renewed) = arrival.renewed
                && !response.headers().contains_key(SET_COOKIE)
            {
                response.headers_mut().insert(SET_COOKIE, renewed.cookie(&hall.app));
            }
            response
        }
        Err(error) => error.into_response(),
    };
    hall.shell_around(response, &visitor, &path)
}

impl Hall {
    async fn look(&self, request: &mut Request) -> Result<Option<Arrival>> {
        let Some(token) = Token::of_request(&self.app, request.headers()) else { return Ok(None) };
        let arrival = session::arrival(&self.app, &token).await?;
        request.extensions_mut().insert(arrival.visitor.clone());
        request.extensions_mut().insert(token);
        Ok(Some(arrival))
    }

    fn shell_around(&self, mut bare: Response, visitor: &Visitor, path: &str) -> Result<Response> {
        let Some(page) = bare.extensions_mut().remove::<Page>() else { return Ok(bare) };
        let site = self.app.site();
        let shown = self.places.iter().filter(|place| place.who.admits(visitor));
        let shell = Shell {
            site: site.name.clone(),
            visitor: visitor.person().map(|it| it.name.clone()),
            places: shown.map(|place| place.link(path)).collect(),
            demo: site.demo,
        };
        let mut whole = page.in_shell(&shell)?;
        *whole.status_mut() = bare.status();
        let of_the_page = |name: &HeaderName| name != CONTENT_TYPE && name != CONTENT_LENGTH;
        for (name, value) in bare.headers().iter().filter(|(name, _)| of_the_page(name)) {
            whole.headers_mut().append(name, value.clone());
        }
        Ok(whole)
    }
}

async fn admit(State(who): State<Who>, mut request: Request, next: Next) -> Result<Response> {
    let visitor: Visitor = request.extensions().get().cloned().unwrap_or_default();
    if who.admits(&visitor) {
        request.extensions_mut().insert(Admitted(who));
        return Ok(next.run(request).await);
    }
    match visitor.person() {
        // Not theirs and not there look alike.
        Some(_) => Err(Error::Absent),
        None => sign_in_first(&request),
    }
}

/// A program is nobody but who its token says, whatever cookies came along.
async fn let_in(State(at): State<Threshold>, mut request: Request, next: Next) -> Result<Response> {
    request.extensions_mut().remove::<Visitor>();
    request.extensions_mut().insert(Admitted(at.who));
    match at.who {
        Who::Token(scope) => match bearer::look(&at.app, request.headers(), scope).await? {
            Ok(bearer) => {
                request.extensions_mut().insert(bearer);
                Ok(next.run(request).await)
            }
            Err(why) => {
                let mut refused = (at.refuse)(why);
                refused.headers_mut().insert(header::WWW_AUTHENTICATE, why.challenge());
                Ok(refused)
            }
        },
        _ => Ok(next.run(request).await),
    }
}

/// A program may run in a page of another site. Browsers send no cookie along with that, and none
/// would be looked at.
async fn open_to_other_sites(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let told = HeaderValue::from_static("ETag, Link, WWW-Authenticate, X-Total-Count");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, told);
    response
}

/// What a browser asks before it sends what such a program asks for.
async fn preflight() -> Response {
    let mut response = open_to_other_sites(StatusCode::NO_CONTENT.into_response()).await;
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Accept, Authorization, Content-Type, If-None-Match",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What was to be opened is opened after signing in. What was to be sent can't be: it is still in the
/// page that it was typed in.
fn sign_in_first(request: &Request) -> Result<Response> {
    if request.method().is_safe() {
        let way = request.uri().path_and_query().map_or("/", |it| it.as_str());
        return Ok(Redirect::to(&Local::of(way).to_sign_in()).into_response());
    }
    let accepts = request.headers().get(ACCEPT).and_then(|it| it.to_str().ok());
    if accepts.is_some_and(|it| it.starts_with("application/json")) {
        let refused = "You are signed out. Your words are still here: sign in in another tab.";
        let told = axum::Json(serde_json::json!({ "refused": refused }));
        return Ok((StatusCode::FORBIDDEN, told).into_response());
    }
    Ok(Page::new("You are signed out", &SignedOut)?.with_status(StatusCode::FORBIDDEN))
}

#[derive(Template)]
#[template(path = "signed_out.html")]
struct SignedOut;
