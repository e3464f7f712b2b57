//! A district may let nobody start without approval.

use foundation::{Conn, Result};
use learn::MayStart;

use crate::{approval, policy::Start, store};

pub async fn may_start(conn: &mut Conn, may: MayStart) -> Result<()> {
    let rules =
        store::policies::in_force(conn, Some(may.custodian), &[may.microcredential], None).await?;
    if rules.iter().all(|it| it.document.start == Start::Anyone) {
        return Ok(());
    }
    let accounts = people::accounts(conn, &[may.person]).await?;
    let mut asked = store::approvals::of(conn, &accounts).await?;
    asked.retain(|it| it.district == may.custodian && it.microcredential == may.microcredential);
    Ok(approval::let_start(&asked)?)
}
