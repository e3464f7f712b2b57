//! The door: who comes is looked up once for a request, and each route opens for whom it says.

use axum::{
    Router,
    extract::{Request, State},
    http::{Method, header::SET_COOKIE},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Result};

use crate::{
    Visitor,
    local::Local,
    routes::{Routes, Who},
    session::{self, Token},
};

/// Put on a request by the door when it opened, with what its route asks.
#[derive(Clone, Copy)]
pub(crate) struct Admitted(pub Who);

impl Routes {
    /// The router: everything that a request passes on its way to a page.
    pub fn open(self, app: &App) -> Router {
        let doors = self.routes.into_iter().fold(Router::new(), |doors, route| {
            let door = middleware::from_fn_with_state(route.who, admit);
            doors.route(route.path, route.page.route_layer(door))
        });
        doors
            .fallback(async || Error::Absent)
            .method_not_allowed_fallback(async || Error::Absent)
            .layer(middleware::from_fn_with_state(app.clone(), welcome))
            .with_state(app.clone())
    }
}

/// Looks who comes, once, and gives them a new token where theirs has had its time.
async fn welcome(State(app): State<App>, mut request: Request, next: Next) -> Result<Response> {
    let Some(token) = Token::of_request(&app, request.headers()) else {
        request.extensions_mut().insert(Visitor::default());
        return Ok(next.run(request).await);
    };
    let (visitor, renewed) = session::visitor(&app, &token).await?;
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(token);
    let mut response = next.run(request).await;
    // A page that signs in or out has the last word.
    if let Some(renewed) = renewed
        && !response.headers().contains_key(SET_COOKIE)
    {
        response.headers_mut().insert(SET_COOKIE, renewed.cookie(&app));
    }
    Ok(response)
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
        None => Ok(sign_in_first(&request)),
    }
}

/// What was to be opened is opened after signing in. What was to be sent can't be.
fn sign_in_first(request: &Request) -> Response {
    let way = request.uri().path_and_query().map_or("/", |it| it.as_str());
    match *request.method() {
        Method::GET | Method::HEAD => Redirect::to(&Local::of(way).to_sign_in()).into_response(),
        _ => Error::Absent.into_response(),
    }
}
