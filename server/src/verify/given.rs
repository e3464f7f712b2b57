//! Asks for what a check needs, once for all credentials that need it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use openbadges::{
    ob2::{Answer, Web},
    verify::{Given, Loaded, Loader},
};

use crate::whole;

/// In all these forms a credential may be; the first ones hold most.
const FORMS: &str = "application/vc, application/vc+ld+json, application/ld+json, \
    application/json, application/vc+jwt;q=0.9, application/jwt;q=0.9, image/svg+xml;q=0.8, \
    image/png;q=0.8, */*;q=0.1";

/// What was handed over, and what issuers answer; each address is asked once.
pub struct Asking {
    given: Given,
    agent: ureq::Agent,
    answers: Mutex<HashMap<String, Arc<OnceLock<Answer>>>>,
}

impl Asking {
    pub fn with(given: Given) -> Asking {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(20)))
            .user_agent(concat!("cairn/", env!("CARGO_PKG_VERSION")))
            .build();
        Asking { given, agent: agent.into(), answers: Mutex::default() }
    }

    /// What stands at an address, asked once for everyone who wants it.
    fn asked(&self, address: &str) -> Answer {
        let cell = {
            let mut answers = self.answers.lock().unwrap_or_else(|broken| broken.into_inner());
            answers.entry(address.to_owned()).or_default().clone()
        };
        cell.get_or_init(|| fetched(&self.agent, address)).clone()
    }

    /// What stands at an address now, for whoever alone wants it: nothing is remembered.
    pub fn fetch(&self, address: &str) -> Loaded {
        loaded(address, fetched(&self.agent, address))
    }
}

fn loaded(address: &str, answer: Answer) -> Loaded {
    match answer {
        Answer::Found(bytes) => Ok(bytes),
        Answer::Failed(why) => Err(why),
        Answer::Gone | Answer::NotAsked => Err(format!("{address} was taken back.")),
    }
}

fn fetched(agent: &ureq::Agent, address: &str) -> Answer {
    let answer = match agent.get(address).header("Accept", FORMS).call() {
        Ok(answer) => answer,
        Err(ureq::Error::StatusCode(410)) => return Answer::Gone,
        Err(error) => return Answer::Failed(format!("{address} didn't answer: {error}.")),
    };
    match whole::read(answer.into_body().into_reader(), address) {
        Ok(bytes) => Answer::Found(bytes),
        Err(why) => Answer::Failed(why),
    }
}

impl Web for Asking {
    fn get(&self, address: &str) -> Answer {
        self.asked(address)
    }
}

impl Loader for Asking {
    fn key_document(&self, id: &str) -> Loaded {
        if let Some(given) = self.given.key_documents.get(id) {
            return given.clone();
        }
        match id.strip_prefix("did:web:") {
            Some(_) => {
                let address = openbadges::keys::did_web_url(id);
                let address = address.map_err(|error| error.to_string())?;
                loaded(&address, self.asked(&address))
            }
            None => loaded(id, self.asked(id)),
        }
    }

    fn status_list(&self, url: &str) -> Loaded {
        match self.given.status_lists.get(url) {
            Some(given) => given.clone(),
            None => loaded(url, self.asked(url)),
        }
    }
}
