//! The Open Badges 3.0 API (its §6): a host reads what a person holds, and adds what she earned
//! elsewhere. One table makes both the routes and the document that describes them.

mod credentials;
mod document;
pub mod elsewhere;
mod profile;
mod status_info;
mod upsert;

use people::{Route, Routes, Who, get, post, put};

pub use document::service_description;

use crate::oauth::{READ_CREDENTIALS, READ_PROFILE, UPDATE_PROFILE, UPSERT_CREDENTIALS};
use status_info::StatusInfo;

const BASE: &str = "/ims/ob/v3p0";
/// A rich credential has some tens of kilobytes; one with a picture in it, more.
const MOST_BYTES: usize = 512 << 10;

/// What the standard calls it, and how it is told of.
struct Operation {
    id: &'static str,
    scope: Option<&'static str>,
    summary: &'static str,
    /// What is good news, and what comes with it.
    answers: &'static [(u16, &'static str, Option<&'static str>)],
    takes: Option<&'static str>,
    route: Route,
}

/// What a profile, a page of credentials or one credential is called in the document.
const CREDENTIALS: Option<&str> = Some("GetOpenBadgeCredentialsResponse");
const CREDENTIAL: Option<&str> = Some("AchievementCredential");
const PROFILE: Option<&str> = Some("Profile");

fn operations() -> Vec<Operation> {
    vec![
        Operation {
            id: "getServiceDescription",
            scope: None,
            summary: "This document.",
            answers: &[(200, "The service description document.", None)],
            takes: None,
            route: get("/ims/ob/v3p0/discovery", Who::Program, document::show),
        },
        Operation {
            id: "getCredentials",
            scope: Some(READ_CREDENTIALS),
            summary: "What the person holds: what was awarded here and stands, then what was added from elsewhere.",
            answers: &[(200, "A page of credentials.", CREDENTIALS)],
            takes: None,
            route: get("/ims/ob/v3p0/credentials", Who::Token(READ_CREDENTIALS), credentials::read),
        },
        Operation {
            id: "upsertCredential",
            scope: Some(UPSERT_CREDENTIALS),
            summary: "Adds a credential of another issuer, or replaces the one with the same issuer and id.",
            answers: &[
                (200, "It took the place of the one before.", CREDENTIAL),
                (201, "It is new here.", CREDENTIAL),
            ],
            takes: CREDENTIAL,
            route: post("/ims/ob/v3p0/credentials", Who::Token(UPSERT_CREDENTIALS), upsert::keep)
                .up_to(MOST_BYTES),
        },
        Operation {
            id: "getProfile",
            scope: Some(READ_PROFILE),
            summary: "Who the person is.",
            answers: &[(200, "The profile.", PROFILE)],
            takes: None,
            route: get("/ims/ob/v3p0/profile", Who::Token(READ_PROFILE), profile::read),
        },
        Operation {
            id: "putProfile",
            scope: Some(UPDATE_PROFILE),
            summary: "Adds to the profile. Name and e-mail address are changed by the person alone.",
            answers: &[(200, "The profile as it is now.", PROFILE)],
            takes: PROFILE,
            route: put("/ims/ob/v3p0/profile", Who::Token(UPDATE_PROFILE), profile::update)
                .up_to(profile::MOST_BYTES),
        },
    ]
}

pub fn routes() -> Routes {
    let routes = operations().into_iter().map(|it| it.route.refusing(StatusInfo::token_refused));
    Routes::of(routes.collect::<Vec<_>>()).telling(BASE, StatusInfo::absent)
}
