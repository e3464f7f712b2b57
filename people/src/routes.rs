//! A room's routes: no route can be added without saying who may use it.

use axum::{
    extract::DefaultBodyLimit,
    handler::Handler,
    http::StatusCode,
    response::Response,
    routing::{self, MethodRouter},
};
use foundation::{App, Link};

use crate::{Role, TokenRefused, Visitor};

/// Who may use a route.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    Anyone,
    SignedIn,
    /// Who teaches, or did: for what they began.
    Holder,
    Educator,
    Coach,
    Assessor,
    Designer,
    Lead,
    Approver,
    Supervisor,
    Office,
    Administrator,
    /// Whoever holds one of these; the page takes a `SignedIn` and asks for an `Option<Coach>`.
    AnyOf(&'static [Role]),
    /// Any program, from anywhere: no cookie is looked at, so nobody is signed in.
    Program,
    /// A program whose bearer token has this scope; the page takes a `Bearer`.
    Token(&'static str),
}

impl Who {
    pub(crate) fn admits(self, visitor: &Visitor) -> bool {
        match self {
            Who::Anyone => true,
            Who::SignedIn => visitor.person().is_some(),
            Who::Holder => visitor.holder().is_some(),
            Who::Educator => visitor.holds(Role::Educator),
            Who::Coach => visitor.holds(Role::Coach),
            Who::Assessor => visitor.holds(Role::Assessor),
            Who::Designer => visitor.holds(Role::Designer),
            Who::Lead => visitor.holds(Role::Lead),
            Who::Approver => visitor.holds(Role::Approver),
            Who::Supervisor => visitor.holds(Role::Supervisor),
            Who::Office => visitor.holds(Role::Office),
            Who::Administrator => visitor.holds(Role::Administrator),
            Who::AnyOf(roles) => roles.iter().any(|role| visitor.holds(*role)),
            Who::Program => true,
            Who::Token(_) => false, // whoever comes is nobody until the token is looked at
        }
    }

    /// Is it for programs, which have no cookies and come from anywhere?
    pub(crate) fn is_program(self) -> bool {
        matches!(self, Who::Program | Who::Token(_))
    }
}

/// A room's routes, and what of them stands in the navigation.
#[derive(Default)]
pub struct Routes {
    pub(crate) routes: Vec<Route>,
    pub(crate) nav: Vec<Signpost>,
    pub(crate) fallbacks: Vec<Fallback>,
}

pub struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) who: Who,
    pub(crate) page: MethodRouter<App>,
    pub(crate) refuse: fn(TokenRefused) -> Response,
    pub(crate) elsewhere: Elsewhere,
}

/// Whether programs in pages of other sites may read what a route answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    Hidden,
    Read,
}

/// How programs, who alone come to a path and below it, are told that nothing is there (404), or that
/// it isn't asked so (405).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fallback {
    pub path: &'static str,
    pub tell: fn(StatusCode) -> Response,
}

impl Fallback {
    pub fn covers(&self, path: &str) -> bool {
        is_below(path, self.path)
    }
}

/// A place in the navigation, for those whom it concerns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signpost {
    pub words: &'static str,
    pub path: &'static str,
    pub who: Who,
}

impl Signpost {
    /// As a link, from where the visitor is.
    pub fn link(&self, from: &str) -> Link {
        Link { words: self.words, path: self.path, here: is_below(from, self.path) }
    }
}

/// Is it that place, or one inside?
fn is_below(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub fn get<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, page: H) -> Route {
    Route::of("GET", path, who, routing::get(page))
}

pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, page: H) -> Route {
    Route::of("POST", path, who, routing::post(page))
}

/// For programs: browsers' forms know no PUT.
pub fn put<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, page: H) -> Route {
    Route::of("PUT", path, who, routing::put(page))
}

impl Route {
    fn of(method: &'static str, path: &'static str, who: Who, page: MethodRouter<App>) -> Route {
        let elsewhere = if who.is_program() { Elsewhere::Read } else { Elsewhere::Hidden };
        Route { method, path, who, page, refuse: TokenRefused::plainly, elsewhere }
    }

    /// Programs in pages of other sites may read it, errors too (Fetch, CORS). They come without
    /// cookies, so they see what a stranger sees.
    pub fn read_from_anywhere(self) -> Route {
        Route { elsewhere: Elsewhere::Read, ..self }
    }

    /// Takes more than a form does: files, up to so many bytes.
    pub fn up_to(self, bytes: usize) -> Route {
        Route { page: self.page.layer(DefaultBodyLimit::max(bytes)), ..self }
    }

    /// Method, path and who may use it.
    pub fn rule(&self) -> (&'static str, &'static str, Who) {
        (self.method, self.path, self.who)
    }

    /// Says no to a token as its standard asks.
    pub fn refusing(self, refuse: fn(TokenRefused) -> Response) -> Route {
        Route { refuse, ..self }
    }
}

impl Routes {
    pub fn of(routes: impl Into<Vec<Route>>) -> Routes {
        Routes { routes: routes.into(), ..Routes::default() }
    }

    /// Shown in the navigation to whom `who` admits.
    pub fn nav(mut self, words: &'static str, path: &'static str, who: Who) -> Routes {
        self.nav.push(Signpost { words, path, who });
        self
    }

    /// Only programs come to this path and below it: what isn't there, or isn't asked so, is told as
    /// their standard has it, by its status.
    pub fn telling(mut self, path: &'static str, tell: fn(StatusCode) -> Response) -> Routes {
        self.fallbacks.push(Fallback { path, tell });
        self
    }

    pub fn merge(mut self, others: Routes) -> Routes {
        self.fallbacks.extend(others.fallbacks);
        self.routes.extend(others.routes);
        self.nav.extend(others.nav);
        self
    }

    /// Method, path and who may use it, of each.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, &'static str, Who)> {
        self.routes.iter().map(Route::rule)
    }

    /// What programs in pages of other sites may read, or send.
    pub fn open_to_other_sites(&self) -> impl Iterator<Item = &'static str> {
        self.routes.iter().filter(|it| it.elsewhere == Elsewhere::Read).map(|it| it.path)
    }

    /// Where only programs come, and what stands there for others nevertheless: nothing, or cookies
    /// would be looked at that another site had sent.
    pub fn misplaced(&self) -> impl Iterator<Item = &'static str> {
        let people = self.routes.iter().filter(|it| !it.who.is_program()).map(|it| it.path);
        people.filter(|path| self.fallbacks.iter().any(|it| it.covers(path)))
    }

    /// Words, path and who sees it, of each place in the navigation.
    pub fn navigation(&self) -> impl Iterator<Item = (&'static str, &'static str, Who)> {
        self.nav.iter().map(|it| (it.words, it.path, it.who))
    }

    /// One line a route, for the test that shows them all.
    pub fn table(&self) -> String {
        let line = |(method, path, who)| format!("{method:<5}{path:<39} {who:?}\n");
        self.rules().map(line).collect()
    }
}
