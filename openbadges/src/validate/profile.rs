//! The rules of Open Badges 3.0 for people and organizations, and by what they are known.

use super::endorsement::endorsements;
use super::place::{Place, Problems};
use super::words::IDENTIFIER_TYPES;
use serde_json::Value;

const PROFILE: &str = "OB 3.0 Profile";

/// Who issued it: an address, or a profile (OB 3.0 ProfileRef).
pub(super) fn issuer(credential: &Place, problems: &mut Problems) {
    if let Some(issuer) = credential.get("issuer").filter(|it| it.object().is_some()) {
        check(&issuer, problems);
    }
}

/// Whose something is: an id, or identifiers, or both (OB 3.0 AchievementSubject, CLR 2.0
/// ClrSubject).
pub(super) fn whose(subject: &Place, problems: &mut Problems, clause: &'static str) {
    let identifiers = subject.many("identifier");
    if subject.get("id").is_none() && identifiers.len() == 0 {
        subject.problem(problems, clause, "An id or an identifier must say whose this is.");
    }
    for identifier in identifiers {
        identity(&identifier, problems);
    }
}

pub(super) fn check(profile: &Place, problems: &mut Problems) {
    if !profile.of_type("Profile", problems, PROFILE) {
        return;
    }
    if let Some(id) = profile.required("id", problems, PROFILE) {
        id.url(problems, PROFILE);
    }
    if let Some(url) = profile.get("url") {
        url.url(problems, PROFILE);
    }
    let words = [
        "name",
        "email",
        "description",
        "phone",
        "official",
        "familyName",
        "givenName",
        "additionalName",
        "patronymicName",
        "honorificPrefix",
        "honorificSuffix",
        "familyNamePrefix",
    ];
    profile.texts(&words, problems);
    if let Some(day) = profile.get("dateOfBirth") {
        let is_day = day.value.as_str().is_some_and(|it| it.parse::<jiff::civil::Date>().is_ok());
        if !is_day {
            day.problem(problems, PROFILE, "This must be a day: 1990-01-31.");
        }
    }
    if let Some(image) = profile.get("image") {
        self::image(&image, problems);
    }
    if let Some(address) = profile.get("address") {
        self::address(&address, problems);
    }
    for entry in profile.many("otherIdentifier") {
        identifier_entry(&entry, problems);
    }
    if let Some(parent) = profile.get("parentOrg") {
        check(&parent, problems);
    }
    endorsements(profile, problems);
}

fn address(address: &Place, problems: &mut Problems) {
    if !address.of_type("Address", problems, "OB 3.0 Address") {
        return;
    }
    let words = [
        "addressCountry",
        "addressCountryCode",
        "addressRegion",
        "addressLocality",
        "streetAddress",
        "postOfficeBoxNumber",
        "postalCode",
    ];
    address.texts(&words, problems);
    const GEO: &str = "OB 3.0 GeoCoordinates";
    if let Some(geo) = address.get("geo")
        && geo.of_type("GeoCoordinates", problems, GEO)
    {
        for key in ["latitude", "longitude"] {
            geo.required(key, problems, GEO);
            geo.number(key, problems, GEO);
        }
    }
}

pub(super) fn identifier_entry(entry: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 IdentifierEntry";
    if !entry.of_type("IdentifierEntry", problems, CLAUSE) {
        return;
    }
    if let Some(text) = entry.required("identifier", problems, CLAUSE) {
        text.text(problems, CLAUSE);
    }
    entry.required("identifierType", problems, CLAUSE);
    entry.one_of("identifierType", IDENTIFIER_TYPES, problems, "OB 3.0 IdentifierTypeEnum");
    entry.only(&["type", "identifier", "identifierType"], problems, CLAUSE);
}

pub(super) fn identity(identity: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 IdentityObject";
    if !identity.of_type("IdentityObject", problems, CLAUSE) {
        return;
    }
    if let Some(hashed) = identity.required("hashed", problems, CLAUSE) {
        match hashed.value {
            Value::Bool(true) => {
                let hash = identity.value["identityHash"].as_str().unwrap_or_default();
                if !hash.starts_with("sha256$") && !hash.starts_with("md5$") {
                    let message = "What is hashed must start with sha256$.";
                    identity.problem(problems, "OB 3.0 IdentityHash", message);
                }
            }
            Value::Bool(false) => {}
            _ => hashed.problem(problems, CLAUSE, "hashed must be true or false."),
        }
    }
    for key in ["identityHash", "identityType"] {
        if let Some(text) = identity.required(key, problems, CLAUSE) {
            text.text(problems, CLAUSE);
        }
    }
    let clause = "OB 3.0 IdentifierTypeEnum";
    identity.one_of("identityType", IDENTIFIER_TYPES, problems, clause);
    identity.texts(&["salt"], problems);
    identity.only(&["type", "hashed", "identityHash", "identityType", "salt"], problems, CLAUSE);
}

pub(super) fn image(image: &Place, problems: &mut Problems) {
    const CLAUSE: &str = "OB 3.0 Image";
    if !image.of_type("Image", problems, CLAUSE) {
        return;
    }
    if let Some(id) = image.required("id", problems, CLAUSE) {
        id.url(problems, CLAUSE);
    }
    image.texts(&["caption"], problems);
    image.only(&["id", "type", "caption"], problems, CLAUSE);
}
