//! The rules for related resources (VC 2.0, §5.3): named once, with digests that fit.

use super::place::{Place, Problems};
use crate::contexts::CREDENTIALS_V2;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::collections::HashSet;

const CLAUSE: &str = "VC 2.0 §5.3";

/// What W3C has published of the base context, the one resource that nobody has to fetch (§B.1):
/// SHA-256 and SHA-384 of the Recommendation's, then of the one before.
const BASE_CONTEXT: [&str; 4] = [
    "WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
    "l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
    "JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k=",
    "NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
];

pub(super) fn check(credential: &Place, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for resource in credential.many("relatedResource") {
        if resource.object().is_none() {
            resource.problem(problems, CLAUSE, "This must be an object.");
            continue;
        }
        if let Some(id) = resource.required("id", problems, CLAUSE) {
            id.url(problems, CLAUSE);
            if !seen.insert(id.value.to_string()) {
                id.problem(problems, CLAUSE, "This resource is named twice.");
            }
        }
        digests(&resource, problems);
    }
}

fn digests(resource: &Place, problems: &mut Problems) {
    let kinds: [(&str, fn(&str) -> Option<Vec<Vec<u8>>>); 2] =
        [("digestSRI", sri), ("digestMultibase", multibase)];
    if kinds.iter().all(|it| resource.get(it.0).is_none()) {
        resource.problem(problems, CLAUSE, "A digest is missing.");
    }
    for (key, read) in kinds {
        let Some(digest) = resource.get(key) else { continue };
        let Some(digests) = digest.value.as_str().and_then(read) else {
            digest.problem(
                problems,
                CLAUSE,
                "This must be a digest of SHA-256, SHA-384 or SHA-512.",
            );
            continue;
        };
        let is_known = |it: &Vec<u8>| BASE_CONTEXT.contains(&STANDARD.encode(it).as_str());
        // Of SHA-512 W3C has published none.
        let is_checked = |it: &&Vec<u8>| it.len() < 64;
        if resource.value["id"] == CREDENTIALS_V2
            && !digests.iter().filter(is_checked).all(is_known)
        {
            digest.problem(problems, CLAUSE, "This is not the digest of that resource.");
        }
    }
}

/// `sha384-…`, or several with spaces between (Subresource Integrity, §3.5).
fn sri(text: &str) -> Option<Vec<Vec<u8>>> {
    let digests = text.split_ascii_whitespace().map(|it| {
        let (name, digest) = it.split_once('-')?;
        let length = match name {
            "sha256" => 32,
            "sha384" => 48,
            "sha512" => 64,
            _ => return None,
        };
        STANDARD.decode(digest).ok().filter(|it| it.len() == length)
    });
    digests.collect::<Option<Vec<_>>>().filter(|it| !it.is_empty())
}

/// `u` and base64url or `z` and base58-btc, of a multihash or, as in W3C's own tests, of the
/// digest alone.
fn multibase(text: &str) -> Option<Vec<Vec<u8>>> {
    // Longer ones are none, and base58 takes its time.
    let text = Some(text).filter(|it| it.len() <= 100)?;
    let bytes = match text.split_at_checked(1)? {
        ("u", digits) => URL_SAFE_NO_PAD.decode(digits).ok()?,
        ("z", digits) => bs58::decode(digits).into_vec().ok()?,
        _ => return None,
    };
    let digest = match &bytes[..] {
        [0x12, 32, digest @ ..] if digest.len() == 32 => digest,
        [0x20, 48, digest @ ..] if digest.len() == 48 => digest,
        [0x13, 64, digest @ ..] if digest.len() == 64 => digest,
        digest if [32, 48, 64].contains(&digest.len()) => digest,
        _ => return None,
    };
    Some(vec![digest.to_vec()])
}
