//! A credential's page says how it stands: checked as anyone could, and when a crowd looks at it, once
//! a minute.

use std::sync::{Arc, LazyLock};

use foundation::{App, Read, Result};
use openbadges::verify::{Given, Report};
use people::Organization;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use crate::{
    Credential,
    issuer::{self, Issuer},
    status_list,
};

const MOST: usize = 1_024;

/// By everything that the outcome hangs on: the credential, the keys, the list, and the minute.
static LATELY: LazyLock<Cache<[u8; 32], Arc<Report>>> = LazyLock::new(|| Cache::new(MOST));

/// The issuer's keys and its list are ours to give.
pub async fn report(
    app: &App,
    read: &mut Read,
    organization: &Organization,
    credential: &Credential,
    text: &str,
) -> Result<Arc<Report>> {
    let now = app.clock.now();
    let mut given = Given::default();
    let mut key = Sha256::new();
    key.update((now.as_second() / 60).to_be_bytes());
    key.update(text);
    if let Some(issuer) = Issuer::current(read, app, organization.clone()).await? {
        let keys = people::keys(read, &[organization.id]).await?;
        let document = issuer::document(&issuer.did, &keys)?.write().to_string();
        let did = issuer.did.clone();
        let list = status_list::signed(read, app, &issuer, credential.status_list).await?;
        key.update(&document);
        key.update(list.as_bytes());
        given.key_documents.insert(did, Ok(document.into_bytes()));
        let url = status_list::address(app, organization, credential.status_list);
        given.status_lists.insert(url, Ok(list.as_bytes().to_vec()));
    }
    let key = key.finalize().into();
    if let Some(report) = LATELY.get(&key) {
        return Ok(report);
    }
    let report = Arc::new(openbadges::verify(text.as_bytes(), &given, now));
    LATELY.insert(key, report.clone());
    Ok(report)
}
