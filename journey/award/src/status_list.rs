//! Lists of what was revoked: a bit for each credential, at a place that tells nothing.

use std::sync::{Arc, LazyLock};

use foundation::{App, Conn, Id, Result};
use jiff::Timestamp;
use openbadges::{Contexts, Signer, keys::SecretKey, status::BitstringStatusList};
use people::{Key, Organization};
use quick_cache::sync::Cache;

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

/// The list as it stands, signed. The same until something is revoked or the key is another; only
/// then is the issuer's key unsealed.
pub async fn signed(
    conn: &mut Conn,
    app: &App,
    issuer: &Issuer,
    list: Id<StatusList>,
) -> Result<Arc<str>> {
    let (made_at, revoked) = store::revoked(conn, issuer.organization.id, list).await?;
    let changed = revoked.iter().map(|(_, at)| *at).fold(made_at, Timestamp::max);
    let url = address(app, &issuer.organization, list);
    let says = Says { url, key: issuer.key.id, revoked: revoked.len(), changed };
    if let Some(text) = LATELY.get(&says) {
        return Ok(text);
    }
    let secret = issuer.unsealed(conn, app).await?;
    let text: Arc<str> = sign(issuer, &secret, &says, &revoked)?.into();
    LATELY.insert(says, text.clone());
    Ok(text)
}

/// All that tells one signed list from another: nothing that was revoked is ever taken back.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Says {
    url: String,
    key: Id<Key>,
    revoked: usize,
    changed: Timestamp,
}

/// Few issuers fill more than one list.
const MOST: usize = 64;

/// So that a crowd that checks credentials doesn't have the same list signed for each of them.
static LATELY: LazyLock<Cache<Says, Arc<str>>> = LazyLock::new(|| Cache::new(MOST));

fn sign(
    issuer: &Issuer,
    secret: &SecretKey,
    says: &Says,
    revoked: &[(usize, Timestamp)],
) -> Result<String> {
    let mut bits = BitstringStatusList::default();
    for (index, _) in revoked {
        bits.set(*index, true).map_err(anyhow::Error::from)?;
    }
    let changed = says.changed;
    let credential = bits.credential(&says.url, &issuer.did, "revocation", changed);
    let created = changed.max(issuer.key.begins_at);
    let signer = Signer { key: secret, verification_method: &issuer.method, created };
    let signed = signer.sign(&credential, Contexts::built_in()).map_err(anyhow::Error::from)?;
    Ok(signed.to_string())
}
