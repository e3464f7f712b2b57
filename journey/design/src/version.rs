//! A version: what a document said when it was imported, for good.

use foundation::{Conn, Error, Id, Result};
use jiff::Timestamp;
use people::Organization;

use crate::{Microcredential, store};

#[derive(Debug, Clone)]
pub struct Version {
    pub issuer: Id<Organization>,
    pub microcredential: Id<Microcredential>,
    pub id: Id<Version>,
    /// 1 for the first.
    pub number: i64,
    /// The very text that was imported.
    pub text: String,
    /// Of that text.
    pub digest: String,
    pub rubric_digest: String,
    /// No award without so many independent reviews.
    pub reviews_min: i64,
    pub imported_at: Timestamp,
    /// What the text says.
    pub document: Microcredential,
}

/// The version of this id, published or not: those who started with it keep it.
pub async fn version(conn: &mut Conn, id: Id<Version>) -> Result<Version> {
    store::versions(conn, &[id]).await?.remove(&id).ok_or(Error::Absent)
}

/// The version that the catalog shows under this slug.
pub async fn published_by_slug(conn: &mut Conn, slug: &str) -> Result<Version> {
    store::published(conn, store::Which::Slug(slug)).await?.pop().ok_or(Error::Absent)
}

/// The version of this slug and number, which the catalog shows or once did.
pub async fn once_published(conn: &mut Conn, slug: &str, number: i64) -> Result<Version> {
    store::once_published(conn, slug, number).await?.ok_or(Error::Absent)
}

/// The versions of these that the catalog shows, in the order of their titles.
pub async fn published_of(conn: &mut Conn, ids: &[Id<Microcredential>]) -> Result<Vec<Version>> {
    store::published(conn, store::Which::These(ids)).await
}

/// All that the catalog shows, in the order of their titles.
pub async fn published(conn: &mut Conn) -> Result<Vec<Version>> {
    store::published(conn, store::Which::All).await
}
