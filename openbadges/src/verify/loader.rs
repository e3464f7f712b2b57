//! How a verifier gets what it needs beside the credential.

use crate::contexts::Contexts;
use std::collections::BTreeMap;

/// A document's bytes, or why they couldn't be had, as a sentence.
pub type Loaded = Result<Vec<u8>, String>;

/// Gives what a verifier needs; `did:key` needs nothing.
pub trait Loader {
    /// The controller document of an issuer: `did:web:…` or an https address; for a JWS also a JWK
    /// at an address of its own.
    fn key_document(&self, id: &str) -> Loaded;

    /// The credential that holds a status list, or 1EdTech's list of the revoked. It may be kept
    /// for [`crate::status::ttl`].
    fn status_list(&self, url: &str) -> Loaded;

    /// The contexts that credentials may name.
    fn contexts(&self) -> &Contexts {
        Contexts::built_in()
    }
}

/// Documents that were fetched or read beforehand; an empty one gives nothing.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub key_documents: BTreeMap<String, Loaded>,
    pub status_lists: BTreeMap<String, Loaded>,
    pub contexts: Option<Contexts>,
}

impl Loader for Given {
    fn key_document(&self, id: &str) -> Loaded {
        find(&self.key_documents, id, "The issuer's key document was not given.")
    }

    fn status_list(&self, url: &str) -> Loaded {
        find(&self.status_lists, url, "The status list was not given.")
    }

    fn contexts(&self) -> &Contexts {
        match &self.contexts {
            Some(contexts) => contexts,
            None => Contexts::built_in(),
        }
    }
}

fn find(documents: &BTreeMap<String, Loaded>, name: &str, absent: &str) -> Loaded {
    documents.get(name).cloned().unwrap_or_else(|| Err(absent.to_owned()))
}
