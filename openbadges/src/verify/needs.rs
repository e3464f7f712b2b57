//! What a verifier needs beside the credential.

use super::key;
use super::look::Kind;
use super::taken::Taken;
use crate::json::many;
use crate::model::CredentialStatus;
use std::collections::BTreeSet;

/// What to fetch before a credential is verified, for those who fetch while they wait.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Identifiers for [`super::Loader::key_document`].
    pub key_documents: BTreeSet<String>,
    /// Addresses for [`super::Loader::status_list`].
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
            let id = key::document_of(method);
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
