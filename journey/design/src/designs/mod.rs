//! The designer's pages.

pub mod begin;
pub mod copy;
pub mod desk;
pub mod editor;
pub mod one;
pub mod papers;
pub mod preview;
mod sent;

use foundation::{Conn, Error, Result};
use people::{Designer, Organization};

/// Whom they design for, by name.
async fn issuers(conn: &mut Conn, by: &Designer) -> Result<Vec<Organization>> {
    people::organizations(conn, by.custodians()).await
}

/// One of those, as a form names it; the only one, where there is but one.
fn chosen(issuers: Vec<Organization>, said: Option<&str>) -> Result<Organization> {
    let mut fitting = issuers
        .into_iter()
        .filter(|it| said.is_none_or(|said| it.slug == said))
        .collect::<Vec<_>>();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(crate::draft::Refusal::Whose.into()),
        (None, _) => Err(Error::Absent),
    }
}
