//! How a document is looked at.

use super::key::Keys;
use super::loader::Loader;
use crate::keys::Purpose;
use crate::model::id_of;
use crate::validate::{self, Rules};
use jiff::Timestamp;
use serde_json::Value;

/// What the reader takes it for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Credential,
    Presentation,
}

/// How something is looked at: what it is taken for, whose word is taken for a key, and when.
pub(super) struct Look<'a> {
    pub kind: Kind,
    pub keys: Keys,
    pub loader: &'a dyn Loader,
    pub now: Timestamp,
}

impl<'a> Look<'a> {
    /// As everyone should who wants to know who issued or presents it.
    pub fn at(kind: Kind, loader: &'a dyn Loader, now: Timestamp) -> Look<'a> {
        Look { kind, keys: Keys::Published, loader, now }
    }
}

impl Kind {
    pub fn purpose(self) -> Purpose {
        match self {
            Kind::Credential => Purpose::AssertionMethod,
            Kind::Presentation => Purpose::Authentication,
        }
    }

    /// The type of an object that only holds the other (VC 2.0, §4.12.2, §4.13.3).
    pub fn envelope(self) -> &'static str {
        match self {
            Kind::Credential => "EnvelopedVerifiableCredential",
            Kind::Presentation => "EnvelopedVerifiablePresentation",
        }
    }

    /// Who answers for it.
    pub fn controller(self, document: &Value) -> Option<&str> {
        id_of(match self {
            Kind::Credential => &document["issuer"],
            Kind::Presentation => &document["holder"],
        })
    }

    pub fn controller_word(self) -> &'static str {
        match self {
            Kind::Credential => "issuer",
            Kind::Presentation => "holder",
        }
    }

    /// What its standards ask of it.
    pub fn rules(self) -> Rules {
        match self {
            Kind::Credential => validate::credential,
            Kind::Presentation => validate::presentation,
        }
    }

    /// The media type of a JWS with it (VC-JOSE-COSE, §6.1).
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Credential => "vc+jwt",
            Kind::Presentation => "vp+jwt",
        }
    }
}
