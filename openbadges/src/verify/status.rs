//! Has a credential been revoked or suspended?

use super::loader::Loader;
use super::look::{Kind, Look};
use super::report::{Check, Outcome};
use super::taken::Taken;
use super::{issuer, proof, validity};
use crate::json::{self, many};
use crate::keys::Standing;
use crate::model::{BitstringStatusListEntry, CredentialStatus};
use crate::status::{Entry, RevocationList, look_up};
use jiff::Timestamp;
use serde_json::Value;

/// Every entry is looked up. The worst outcome decides; where all is well, each is told.
pub(super) fn check(credential: &Value, loader: &dyn Loader, now: Timestamp) -> Check {
    let entries = many(&credential["credentialStatus"]);
    let rank = |it: &Check| match it.outcome {
        Outcome::Failed { .. } => 0,
        Outcome::Unknown { .. } => 1,
        Outcome::Passed => 2,
    };
    let entries = entries.iter().map(|it| check_entry(credential, it, loader, now));
    let checks: Vec<Check> = entries.collect();
    match checks.iter().min_by_key(|it| rank(it)) {
        None => Check::passed("Its issuer keeps no list by which it could be revoked."),
        Some(worst) if !worst.has_passed() => worst.clone(),
        Some(_) => {
            let mut says: Vec<&str> = checks.iter().map(|it| it.says.as_str()).collect();
            says.dedup();
            Check::passed(says.join(" "))
        }
    }
}

fn check_entry(credential: &Value, entry: &Value, loader: &dyn Loader, now: Timestamp) -> Check {
    let known = ["BitstringStatusListEntry", "1EdTechRevocationList"];
    match CredentialStatus::read(entry) {
        Some(CredentialStatus::Bitstring(entry)) => {
            check_bitstring(credential, &entry, loader, now)
        }
        Some(CredentialStatus::RevocationList(entry)) => {
            check_revocation_list(credential, &entry.id, loader)
        }
        _ if known.iter().any(|it| crate::validate::has_type(entry, it)) => {
            Check::failed("Its entry in the status list can't be read.")
        }
        _ => Check::unknown("Its status is told in a way that is not checked here."),
    }
}

/// 1EdTech Revocation List Status Method 1.0. The list is not signed: it counts because it stands
/// at the address that the signed credential names, and that address is its issuer's.
fn check_revocation_list(credential: &Value, url: &str, loader: &dyn Loader) -> Check {
    let list = match loader.status_list(url) {
        Ok(bytes) => json::parse(&bytes).and_then(|it| RevocationList::from_value(&it)),
        Err(why) => return Check::unknown(format!("The status list could not be had. {why}")),
    };
    let list = match list {
        Ok(list) => list,
        Err(why) => return Check::unknown(format!("The status list can't be read. {why}")),
    };
    if list.id != url {
        return Check::unknown("The status list has another id than the credential names.");
    }
    if issuer(credential) != Some(&list.issuer) {
        return Check::failed("The status list is of another issuer.");
    }
    let Some(id) = credential["id"].as_str() else {
        return Check::unknown("It has no id by which its issuer's list could name it.");
    };
    match list.find(id).map(|it| it.revocation_reason.as_deref()) {
        Some(Some(reason)) => Check::failed(format!("Its issuer has revoked it: {reason}")),
        Some(None) => Check::failed("Its issuer has revoked it."),
        None => Check::passed("Its issuer has not revoked it."),
    }
}

fn check_bitstring(
    credential: &Value,
    entry: &BitstringStatusListEntry,
    loader: &dyn Loader,
    now: Timestamp,
) -> Check {
    let bytes = match loader.status_list(&entry.status_list_credential) {
        Ok(bytes) => bytes,
        Err(why) => return Check::unknown(format!("The status list could not be had. {why}")),
    };
    match Taken::read(&bytes, Kind::Credential) {
        Ok(list) => check_list(credential, entry, &list, loader, now),
        Err(why) => Check::unknown(format!("The status list can't be read. {why}")),
    }
}

/// Bitstring Status List 1.0, §3.2; a list that isn't the issuer's own says nothing.
fn check_list(
    credential: &Value,
    entry: &BitstringStatusListEntry,
    taken: &Taken,
    loader: &dyn Loader,
    now: Timestamp,
) -> Check {
    let list = &taken.document;
    let Some(own) = issuer(credential).filter(|it| issuer(list) == Some(it)) else {
        return Check::failed("The status list is of another issuer.");
    };
    let found = taken.examine(&Look::at(Kind::Credential, loader, now));
    let signed = proof::outcome(&found.signatures);
    match signed.outcome {
        Outcome::Passed => {}
        Outcome::Failed { why } => {
            return Check::failed(format!("The status list is not as its issuer signed it. {why}"));
        }
        Outcome::Unknown { why } => {
            return Check::unknown(format!("The status list's signature is unchecked. {why}"));
        }
    }
    let is_own = found.signatures.iter().any(|it| {
        let at = it.created.unwrap_or(now);
        let keys = it.document.as_ref();
        keys.is_ok_and(|keys| keys.standing(&it.method, own, at) == Standing::Valid)
    });
    if !is_own {
        return Check::failed("The status list was signed with a key that is not the issuer's.");
    }
    if !found.schema.has_passed() {
        return Check::unknown(format!(
            "The status list isn't as it should be. {}",
            found.schema.says
        ));
    }
    if !validity(list, now).has_passed() {
        return Check::unknown("The status list is out of date, so it doesn't tell how it is now.");
    }
    match look_up(entry, list) {
        Ok(Entry::Flag { purpose, set }) => flag(&purpose, set),
        Ok(Entry::Message { value: 0, words: None }) => Check::passed("Its status is 0."),
        Ok(Entry::Message { value, words }) => {
            let words = words.unwrap_or_else(|| format!("{value:#x}"));
            Check::passed(format!("Its issuer says of it: {words}."))
        }
        Err(why) => Check::failed(why.to_string()),
    }
}

fn flag(purpose: &str, set: bool) -> Check {
    match (purpose, set) {
        ("revocation", true) => Check::failed("Its issuer has revoked it."),
        ("suspension", true) => Check::failed("Its issuer has suspended it for now."),
        ("refresh", true) => Check::passed("It holds, and its issuer has a newer one."),
        ("revocation", false) => Check::passed("Its issuer has not revoked it."),
        ("suspension", false) => Check::passed("Its issuer has not suspended it."),
        (_, false) => Check::passed(format!("Its issuer has set no {purpose}.")),
        (_, true) => Check::unknown(format!("Its issuer says {purpose} of it.")),
    }
}
