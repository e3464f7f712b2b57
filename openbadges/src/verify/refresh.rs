//! A newer edition of a credential, where its issuer keeps one (1EdTech Credential Refresh 1.0).
//!
//! Nothing is fetched here. Whoever fetches does so once, even if what comes names another; and
//! keeps the original when nothing better comes (OB 3.0, OpenBadgeCredential Verification).

use super::loader::Loader;
use super::look::Kind;
use super::report::Report;
use super::taken::Taken;
use super::{issuer, verify_taken};
use crate::dates;
use crate::json::many;
use crate::model::CREDENTIAL_REFRESH;
use crate::validate::has_type;
use jiff::Timestamp;
use serde_json::Value;

/// The address to ask for a newer one. Only of a credential whose proof holds, by its issuer's own
/// key: else anyone could have us fetch what they like.
pub fn refresh_url(credential: &[u8], report: &Report) -> Option<String> {
    if !report.proof.has_passed() || !report.key.has_passed() {
        return None;
    }
    let taken = Taken::read(credential, Kind::Credential).ok()?;
    let services = many(&taken.document["refreshService"]);
    let service = services.iter().find(|it| has_type(it, CREDENTIAL_REFRESH))?;
    service["id"].as_str().map(str::to_owned)
}

/// The report of what was fetched, if it takes the original's place: well-formed, signed by the
/// same issuer's key, of the same id, and not older. `None`: the original stays.
pub fn refreshed(
    original: &[u8],
    fetched: &[u8],
    loader: &dyn Loader,
    now: Timestamp,
) -> Option<Report> {
    let original = Taken::read(original, Kind::Credential).ok()?.document;
    let taken = Taken::read(fetched, Kind::Credential).ok()?;
    let newer = &taken.document;
    let begins = |it: &Value| it["validFrom"].as_str().and_then(dates::parse);
    let takes_its_place = original["id"].is_string()
        && newer["id"] == original["id"]
        && issuer(newer) == issuer(&original)
        && begins(newer)? >= begins(&original)?;
    if !takes_its_place {
        return None;
    }
    let report = verify_taken(&taken, loader, now);
    let holds = [&report.schema, &report.proof, &report.key].iter().all(|it| it.has_passed());
    holds.then_some(report)
}
