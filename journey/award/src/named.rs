//! Awards by their titles and public addresses, for later rooms.

use std::collections::HashMap;

use foundation::{Conn, Id, Result};

use crate::{Award, Credential, store};

/// An award as anyone may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub title: String,
    /// Of its public page.
    pub path: String,
}

pub async fn named(conn: &mut Conn, ids: &[Id<Award>]) -> Result<HashMap<Id<Award>, Named>> {
    let awards = store::of_awards(conn, ids).await?;
    let pursuits: Vec<_> = awards.iter().map(|(_, _, pursuit)| *pursuit).collect();
    let pursuits = learn::pursuits(conn, &pursuits).await?;
    let versions: Vec<_> = pursuits.values().map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    let named = awards.into_iter().filter_map(|(award, credential, pursuit)| {
        let version = versions.get(&pursuits.get(&pursuit)?.version)?;
        Some((award, Named { title: version.document.title.to_string(), path: path(credential) }))
    });
    Ok(named.collect())
}

/// The credentials that were signed last.
pub async fn newest(conn: &mut Conn, most: i64) -> Result<Vec<Named>> {
    let awards = store::newest(conn, most).await?;
    let mut named = named(conn, &awards).await?;
    Ok(awards.iter().filter_map(|award| named.remove(award)).collect())
}

fn path(credential: Id<Credential>) -> String {
    format!("/credentials/{credential}")
}
