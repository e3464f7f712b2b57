//! What has ended long ago is swept out, once a day: sessions, links and throttles. They hold
//! addresses and where people were; nothing refers to them.

use foundation::{App, Job, Result, Tx};
use jiff::{SignedDuration, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::store;

/// The job of sweeping on one day.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tidy {
    day: String,
}

impl Job for Tidy {
    const NAME: &'static str = "people.tidy";

    fn effect_key(&self) -> String {
        self.day.clone()
    }
}

/// Long enough to see what happened; a throttle's window is shorter.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whoever signs in sees to it that it is done today.
pub(crate) async fn see_to_it(tx: &mut Tx) -> Result<()> {
    let day = tx.now().to_zoned(TimeZone::UTC).date().to_string();
    tx.queue(&Tidy { day }).await
}

pub async fn tidy(app: App, _: Tidy) -> Result<()> {
    let mut tx = app.begin().await?;
    let before = tx.now() - KEPT;
    store::sessions::sweep(&mut tx, before).await?;
    store::links::sweep(&mut tx, before).await?;
    store::throttles::sweep(&mut tx, before).await?;
    tx.commit().await
}
