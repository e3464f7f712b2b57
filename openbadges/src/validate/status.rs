//! The rules for status: entries in credentials (VC 2.0, §4.10), and lists of Bitstring Status
//! List 1.0.

use super::place::{Place, Problems};

pub(super) fn entry(entry: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "VC 2.0 §4.10";
    if !entry.typed(problems, CLAUSE) {
        return;
    }
    if let Some(id) = entry.get("id") {
        id.url(problems, CLAUSE);
    }
    if entry.has_type("BitstringStatusListEntry") {
        bitstring_entry(entry, problems);
    }
}

fn bitstring_entry(entry: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "Bitstring Status List 1.0 §2.1";
    let purpose = entry.required("statusPurpose", problems, CLAUSE);
    let purpose = purpose.and_then(|it| it.text(problems, CLAUSE));
    if let Some(index) = entry.required("statusListIndex", problems, CLAUSE) {
        let digits = index.value.as_str().unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            index.problem(problems, CLAUSE, "The index must be digits, as text.");
        }
    }
    if let Some(list) = entry.required("statusListCredential", problems, CLAUSE) {
        list.url(problems, CLAUSE);
        if entry.value.get("id") == Some(list.value) {
            entry.problem(problems, CLAUSE, "Its id must not be that of the list.");
        }
    }
    for reference in entry.many("statusReference") {
        reference.url(problems, CLAUSE);
    }
    let size = entry.get("statusSize");
    let bits = size.as_ref().map_or(Some(1), |it| it.value.as_u64()).filter(|it| *it > 0);
    let Some(bits) = bits else {
        entry.problem(problems, CLAUSE, "statusSize must be a whole number above 0.");
        return;
    };
    let messages = entry.many("statusMessage");
    let needs_messages = bits > 1 || purpose == Some("message");
    let wanted = 1_u64.checked_shl(u32::try_from(bits).unwrap_or(u32::MAX));
    if needs_messages && wanted != Some(messages.len() as u64) {
        let message = format!("{bits} bits have 2^{bits} values, and statusMessage must say each.");
        entry.problem(problems, CLAUSE, message);
    }
    for message in messages {
        if let Some(words) = message.required("message", problems, CLAUSE) {
            words.text(problems, CLAUSE);
        }
        if let Some(value) = message.required("status", problems, CLAUSE) {
            let digits = value.value.as_str().and_then(|it| it.strip_prefix("0x"));
            let is_hex = |it: &str| it.bytes().all(|it| it.is_ascii_hexdigit());
            if digits.is_none_or(|it| it.is_empty() || !is_hex(it)) {
                value.problem(problems, CLAUSE, "This must be a value in hex: 0x1.");
            }
        }
    }
}

pub(super) fn is_list(credential: &Place) -> bool {
    credential.has_type("BitstringStatusListCredential")
}

pub(super) fn list(credential: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "Bitstring Status List 1.0 §2.2";
    for subject in credential.many("credentialSubject") {
        if !subject.of_type("BitstringStatusList", problems, CLAUSE) {
            continue;
        }
        subject.required("statusPurpose", problems, CLAUSE);
        for purpose in subject.many("statusPurpose") {
            purpose.text(problems, CLAUSE);
        }
        if let Some(list) = subject.required("encodedList", problems, CLAUSE)
            && !list.value.as_str().is_some_and(|it| it.starts_with('u'))
        {
            list.problem(
                problems,
                CLAUSE,
                "This must be base64url in multibase, which starts with u.",
            );
        }
        if let Some(ttl) = subject.get("ttl")
            && ttl.value.as_u64().is_none_or(|it| it == 0)
        {
            ttl.problem(problems, CLAUSE, "This must be a whole number of milliseconds.");
        }
    }
}
