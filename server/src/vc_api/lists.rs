//! The test issuer's status lists: in memory, forgotten when the program ends.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard},
};

use anyhow::Result;
use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{
        StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use openbadges::status::{BitstringStatusList, ENTRIES};
use rand::RngExt;
use serde_json::Value;

use super::{
    TestIssuer,
    answer::{Refused, read},
    issuer::Identity,
};

/// What a list may be for.
pub const PURPOSES: [&str; 2] = ["revocation", "suspension"];

/// Which places are taken, by whose id, and which bits are set.
#[derive(Default)]
pub struct Lists(Mutex<Places>);

#[derive(Default)]
struct Places {
    /// Every place that was given, with the id of the credential that has it.
    taken: HashMap<usize, String>,
    set: HashMap<&'static str, BitstringStatusList>,
}

impl Lists {
    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    /// A random place that nobody has, the same in each list; none once they are nearly full.
    pub fn take(&self, credential: &str) -> Option<usize> {
        let mut places = self.places();
        if places.taken.len() >= ENTRIES / 2 {
            return None;
        }
        loop {
            let index = rand::rng().random_range(0..ENTRIES);
            if let Entry::Vacant(place) = places.taken.entry(index) {
                place.insert(credential.to_owned());
                return Some(index);
            }
        }
    }

    fn list(&self, purpose: &'static str) -> BitstringStatusList {
        self.places().set.get(purpose).cloned().unwrap_or_default()
    }

    fn set(&self, purpose: &'static str, index: usize, to: bool) -> Result<(), openbadges::Error> {
        self.places().set.entry(purpose).or_default().set(index, to)
    }

    fn place_of(&self, credential: &str) -> Option<usize> {
        let places = self.places();
        places.taken.iter().find(|(_, id)| *id == credential).map(|(index, _)| *index)
    }
}

/// The purpose as we name it, if we keep a list for it.
pub fn purpose(said: &str) -> Option<&'static str> {
    PURPOSES.into_iter().find(|it| *it == said)
}

impl TestIssuer {
    pub fn list_url(&self, identity: &Identity, purpose: &str) -> String {
        format!("{}/status/{}/{purpose}", self.origin, identity.name)
    }

    /// The list at this address as it is now, signed by whose it is.
    pub fn list_at(&self, url: &str) -> Option<Result<Value, openbadges::Error>> {
        let path = url.strip_prefix(&self.origin)?.strip_prefix("/status/")?;
        let (name, said) = path.split_once('/')?;
        let identity = self.identities.iter().find(|it| it.name == name)?;
        let purpose = purpose(said)?;
        let list = self.lists.list(purpose).credential(url, &identity.did, purpose, self.began);
        Some(identity.sign(&list, &self.contexts))
    }
}

/// `GET /status/{identity}/{purpose}`
pub async fn show(
    State(issuer): State<Arc<TestIssuer>>,
    Path((name, purpose)): Path<(String, String)>,
) -> Result<Response, StatusCode> {
    let url = format!("{}/status/{name}/{purpose}", issuer.origin);
    let list = issuer.list_at(&url).ok_or(StatusCode::NOT_FOUND)?;
    let list = list.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let headers = [
        (CONTENT_TYPE, "application/vc+ld+json"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Json(list)).into_response())
}

/// `POST /credentials/status`: `{credentialId, credentialStatus: {statusPurpose}, status}`.
pub async fn set(
    State(issuer): State<Arc<TestIssuer>>,
    body: Bytes,
) -> Result<StatusCode, Refused> {
    let body = read(&body)?;
    let said = body["credentialStatus"]["statusPurpose"].as_str().unwrap_or("revocation");
    let purpose =
        purpose(said).ok_or_else(|| Refused::because(format!("There is no list for {said}.")))?;
    let place = body["credentialId"].as_str().and_then(|id| issuer.lists.place_of(id));
    let place = place.ok_or_else(|| Refused::because("No credential of this id was issued."))?;
    let to = body["status"].as_bool().unwrap_or(true);
    let set = issuer.lists.set(purpose, place, to);
    set.map(|()| StatusCode::OK).map_err(|error| Refused::because(error.to_string()))
}
