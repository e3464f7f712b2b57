//! What a verifier needs beside the credential, and how it gets it.

use super::key;
use super::taken::{Kind, Taken};
use crate::contexts::Contexts;
use crate::model::CredentialStatus;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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

/// What to fetch before a credential is verified, for those who fetch while they wait.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Identifiers for [`Loader::key_document`].
    pub key_documents: BTreeSet<String>,
    /// Addresses for [`Loader::status_list`].
    pub status_lists: BTreeSet<String>,
}

/// Reads from a credential what has to be fetched. A status list is signed by the same issuer,
/// whose key document may still have to be fetched for it: ask again with the list's bytes.
pub fn needs(credential: &[u8]) -> Needs {
    match Taken::read(credential, Kind::Credential) {
        Ok(taken) => needs_of(&taken, Kind::Credential),
        Err(_) => Needs::default(),
    }
}

pub(super) fn needs_of(taken: &Taken, kind: Kind) -> Needs {
    let mut needs = Needs::default();
    let credential = &taken.document;
    if let Some(jws) = &taken.jws {
        needs.key_documents.extend(key::needed(jws, kind.controller(credential)));
    }
    for proof in many(&credential["proof"]) {
        if let Some(method) = proof["verificationMethod"].as_str() {
            let id = document_of(method);
            if !id.starts_with("did:key:") {
                needs.key_documents.insert(id.to_owned());
            }
        }
    }
    for entry in many(&credential["credentialStatus"]) {
        let url = match CredentialStatus::read(entry) {
            Some(CredentialStatus::Bitstring(entry)) => entry.status_list_credential,
            Some(CredentialStatus::RevocationList(entry)) => entry.id,
            _ => continue,
        };
        needs.status_lists.insert(url);
    }
    needs
}

/// The document that names a verification method: all before `#`.
pub(super) fn document_of(method: &str) -> &str {
    method.split_once('#').map_or(method, |it| it.0)
}

pub(super) fn many(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}
