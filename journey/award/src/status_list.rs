//! Lists of what was revoked: a bit for each credential, at a place that tells nothing.

use foundation::{App, Conn, Id, Result};
use jiff::Timestamp;
use openbadges::{Contexts, Signer, status::BitstringStatusList};
use people::Organization;
use serde_json::Value;

use crate::{
    issuer::{self, Issuer},
    store,
};

/// How many credentials one list has room for (Bitstring Status List 1.0, §3: at least so many, so
/// that nobody learns from the place).
pub const ENTRIES: usize = 131_072;

#[derive(Debug, PartialEq, Eq)]
pub struct StatusList;

/// Where a list is.
pub fn address(app: &App, organization: &Organization, list: Id<StatusList>) -> String {
    format!("{}/status/{list}", issuer::address(app, organization))
}

/// The list as it stands, signed. The same until something is revoked or the key is another.
pub async fn signed(
    conn: &mut Conn,
    app: &App,
    issuer: Issuer,
    list: Id<StatusList>,
) -> Result<Value> {
    let (made_at, revoked) = store::revoked(conn, issuer.organization.id, list).await?;
    let mut bits = BitstringStatusList::default();
    let mut changed: Timestamp = made_at;
    for (index, at) in revoked {
        bits.set(index, true).map_err(anyhow::Error::from)?;
        changed = changed.max(at);
    }
    let url = address(app, &issuer.organization, list);
    let credential = bits.credential(&url, &issuer.did, "revocation", changed);
    let created = changed.max(issuer.key.begins_at);
    let signer = Signer { key: &issuer.secret, verification_method: &issuer.method, created };
    Ok(signer.sign(&credential, Contexts::built_in()).map_err(anyhow::Error::from)?)
}
