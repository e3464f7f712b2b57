//! Nobody starts again on what they hold and what is valid.

use foundation::{Conn, Refuse, Result};
use learn::MayStart;

use crate::store;

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("You have earned this one already. It is yours.")]
    AlreadyHeld,
}

impl Refuse for Refusal {}

pub async fn once(conn: &mut Conn, may: MayStart) -> Result<()> {
    let held = store::held(conn, may.person).await?;
    let held: Vec<_> =
        learn::pursuits(conn, &held).await?.into_values().map(|it| it.version).collect();
    let versions = design::versions(conn, &held).await?;
    match versions.values().any(|version| version.microcredential == may.microcredential) {
        true => Err(Refusal::AlreadyHeld.into()),
        false => Ok(()),
    }
}
