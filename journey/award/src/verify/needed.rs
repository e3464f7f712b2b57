//! What a check needs beside the badge: the keys of its issuer and its status list. Ours are given from
//! here; others' are fetched with care, a few, and not too often for one visitor.

use std::collections::{BTreeMap, btree_map::Entry};

use foundation::{App, Error, NotHad, Result, web::ClientAddress};
use openbadges::{
    keys::did_web_url,
    ob2::{self, Answer},
    verify::{Given, Loaded, needs},
};
use people::Tries;

use crate::{
    issuer::Issuer,
    issuer_page::{document, issuing},
    status_list,
};

/// A badge needs two or three; who names more tries something.
const MOST: usize = 6;
const BADGES: &str = "application/vc, application/vc+ld+json, application/ld+json, \
                      application/json, application/vc+jwt, image/png, image/svg+xml";
const DOCUMENTS: &str = "application/did+ld+json, application/did+json, application/json, \
                         application/vc+ld+json, application/vc";

/// One visitor's look around.
pub struct Look<'a> {
    app: &'a App,
    from: ClientAddress,
    left: usize,
}

impl Look<'_> {
    pub fn begin(app: &App, from: ClientAddress) -> Look<'_> {
        Look { app, from, left: MOST }
    }

    /// A badge at an address that somebody typed.
    pub async fn badge(&mut self, address: &str) -> Result<Loaded> {
        Ok(self.fetched(address, BADGES).await?.map_err(|why| why.to_string()))
    }

    /// What an assertion of Open Badges 2.0 leads to, from one address to the next.
    pub async fn answers(&mut self, assertion: &str) -> Result<BTreeMap<String, Answer>> {
        let mut answers = BTreeMap::new();
        loop {
            let needs = ob2::needs(assertion, &answers, self.app.clock.now());
            if needs.is_empty() {
                return Ok(answers);
            }
            for url in needs {
                let answer = match self.fetched(&url, DOCUMENTS).await? {
                    Ok(bytes) => Answer::Found(bytes),
                    Err(NotHad::Gone) => Answer::Gone,
                    Err(NotHad::Because(why)) => Answer::Failed(why),
                };
                answers.insert(url, answer);
            }
        }
    }

    /// All that the badge names, and then what its status lists name.
    pub async fn given(&mut self, badge: &[u8]) -> Result<Given> {
        let mut given = Given::default();
        let mut asked = vec![badge.to_vec()];
        while let Some(bytes) = asked.pop() {
            let needs = needs(&bytes);
            for id in needs.key_documents {
                if let Entry::Vacant(place) = given.key_documents.entry(id) {
                    let found = self.key_document(place.key()).await?;
                    place.insert(found);
                }
            }
            for url in needs.status_lists {
                if let Entry::Vacant(place) = given.status_lists.entry(url) {
                    let list = self.found(place.key()).await?;
                    asked.extend(list.clone());
                    place.insert(list);
                }
            }
        }
        Ok(given)
    }

    async fn key_document(&mut self, id: &str) -> Result<Loaded> {
        match id.starts_with("did:web:") {
            true => match did_web_url(id) {
                Ok(address) => self.found(&address).await,
                Err(why) => Ok(Err(why.to_string())),
            },
            false if id.starts_with("did:") => {
                Ok(Err("Its issuer’s kind of identity isn’t known here.".into()))
            }
            false => self.found(id).await,
        }
    }

    async fn found(&mut self, address: &str) -> Result<Loaded> {
        match self.ours(address).await {
            Ok(Some(text)) => Ok(Ok(text.into_bytes())),
            Ok(None) => Ok(self.fetched(address, DOCUMENTS).await?.map_err(|why| why.to_string())),
            Err(Error::Absent) => Ok(Err("There is nothing at this address of ours.".into())),
            Err(other) => Err(other),
        }
    }

    /// What stands at an address of this very instance, without asking the network.
    async fn ours(&self, address: &str) -> Result<Option<String>> {
        // Another's name may begin with ours.
        let path = address.strip_prefix(&self.app.site().origin());
        let Some(path) = path.filter(|it| it.starts_with('/')) else { return Ok(None) };
        let mut read = self.app.read().await?;
        let parts: Vec<&str> = path.split('/').collect();
        match parts[..] {
            ["", "issuers", slug, "did.json"] => {
                let organization = issuing(&mut read, slug).await?;
                Ok(Some(document(self.app, &mut read, organization).await?.to_string()))
            }
            ["", "issuers", slug, "status", list] => {
                let organization = issuing(&mut read, slug).await?;
                let list = list.parse().map_err(|_| Error::Absent)?;
                let issuer = Issuer::current(&mut read, self.app, organization).await?;
                let issuer = issuer.ok_or(Error::Absent)?;
                let signed = status_list::signed(&mut read, self.app, &issuer, list).await?;
                Ok(Some(signed.to_string()))
            }
            _ => Err(Error::Absent),
        }
    }

    async fn fetched(&mut self, address: &str, accept: &str) -> Result<Result<Vec<u8>, NotHad>> {
        if self.left == 0 {
            let many = "It names more addresses than a badge needs.";
            return Ok(Err(NotHad::Because(many.into())));
        }
        if self.left == MOST && !self.app.outside().is_shut() {
            Tries::elsewhere(self.from).count(self.app).await?;
        }
        self.left -= 1;
        Ok(self.app.outside().get(address, accept).await)
    }
}
