//! JSON-LD contexts: built in byte for byte, or given by the caller; never fetched.
//!
//! A context says what a term means, so whoever can change it changes what was signed.

use crate::{Error, json};
use foldhash::HashMap;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

/// Verifiable Credentials 1.1: what badges of before Open Badges 3.0.3 are written in.
pub const CREDENTIALS_V1: &str = "https://www.w3.org/2018/credentials/v1";
/// Verifiable Credentials 2.0.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// Open Badges 3.0, in its version 3.0.3.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Open Badges 3.0 in its versions 3.0.1 and 3.0.2: read, never written.
pub const OLDER_OPEN_BADGES: [&str; 2] = [
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
];
/// What Open Badges leaves out of its context: `1EdTechRevocationList` and its like.
pub const OPEN_BADGES_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
/// Comprehensive Learner Record 2.0, in its version 2.0.1.
pub const LEARNER_RECORD: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
/// Data Integrity 1.0.
pub const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v2";
/// Multikey, of Controlled Identifiers 1.0.
pub const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";
/// Decentralized identifiers 1.0.
pub const DID: &str = "https://www.w3.org/ns/did/v1";
/// Ed25519 Signature 2020, of before Data Integrity: read, never written.
pub const ED25519_SIGNATURE_2020: &str = "https://w3id.org/security/suites/ed25519-2020/v1";
/// Bitstring Status List 1.0 (its terms are in `CREDENTIALS_V2`, too).
pub const STATUS_LIST: &str = "https://www.w3.org/ns/credentials/status/v1";

/// The examples of VC 2.0, not among the built-in: see [`Contexts::with_examples`].
pub const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";
const EXAMPLES_CONTEXT: &str =
    r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#;

/// Each built-in context: its URL, and the file that `contexts/README.md` tells more of.
pub const BUILT_IN: [(&str, &str); 12] = [
    (CREDENTIALS_V1, include_str!("../contexts/credentials-v1.json")),
    (CREDENTIALS_V2, include_str!("../contexts/credentials-v2.json")),
    (OPEN_BADGES, include_str!("../contexts/open-badges-3.0.3.json")),
    (OLDER_OPEN_BADGES[0], include_str!("../contexts/open-badges-3.0.1.json")),
    (OLDER_OPEN_BADGES[1], include_str!("../contexts/open-badges-3.0.2.json")),
    (OPEN_BADGES_EXTENSIONS, include_str!("../contexts/open-badges-extensions.json")),
    (LEARNER_RECORD, include_str!("../contexts/learner-record-2.0.1.json")),
    (DATA_INTEGRITY, include_str!("../contexts/data-integrity-v2.json")),
    (MULTIKEY, include_str!("../contexts/multikey-v1.json")),
    (DID, include_str!("../contexts/did-v1.json")),
    (ED25519_SIGNATURE_2020, include_str!("../contexts/ed25519-2020-v1.json")),
    (STATUS_LIST, include_str!("../contexts/status-list-v1.json")),
];

/// A number that no other context in this process has, nor any set of them.
pub(crate) fn next_number() -> u64 {
    static NUMBERS: AtomicU64 = AtomicU64::new(1);
    NUMBERS.fetch_add(1, Ordering::Relaxed)
}

/// A context document; its number tells it from any other in the process.
#[derive(Debug)]
pub(crate) struct Document {
    pub number: u64,
    pub context: Value,
}

/// The contexts that documents may name.
#[derive(Debug, Clone)]
pub struct Contexts {
    /// Tells this set from any other in the process.
    pub(crate) number: u64,
    documents: HashMap<String, Arc<Document>>,
}

impl Default for Contexts {
    fn default() -> Self {
        Contexts::built_in().clone()
    }
}

impl Contexts {
    /// Those that this library brings along.
    pub fn built_in() -> &'static Contexts {
        static CONTEXTS: LazyLock<Contexts> = LazyLock::new(|| {
            let mut contexts = Contexts { number: next_number(), documents: HashMap::default() };
            for (url, text) in BUILT_IN {
                contexts = contexts.with(url, text.as_bytes()).expect("a test reads each of them");
            }
            contexts
        });
        &CONTEXTS
    }

    /// These and what the examples and tests of the W3C name, whose every word has a meaning
    /// without being defined: for a server under test, never for real credentials.
    pub fn with_examples(self) -> Contexts {
        self.with(EXAMPLES, EXAMPLES_CONTEXT.as_bytes()).expect("a test reads it")
    }

    /// Knows one more context, as it stands in a document that the caller vouches for.
    pub fn with(mut self, url: &str, document: &[u8]) -> Result<Contexts, Error> {
        let Value::Object(mut document) = json::parse(document)? else {
            return Err(Error::JsonLd(format!("the context {url} is no object")));
        };
        let context = document
            .remove("@context")
            .ok_or_else(|| Error::JsonLd(format!("the document {url} has no @context")))?;
        let document = Document { number: next_number(), context };
        self.documents.insert(url.to_owned(), Arc::new(document));
        self.number = next_number();
        Ok(self)
    }

    pub(crate) fn get(&self, url: &str) -> Result<&Arc<Document>, Error> {
        self.documents.get(url).ok_or_else(|| Error::UnknownContext(url.to_owned()))
    }
}
