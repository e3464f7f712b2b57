//! The journey on one page: what follows from what, who may say no, and who adds to a page.

use design::Published;
use foundation::Journey;
use people::DemoPeople;

use crate::demo;

pub fn journey() -> Journey {
    Journey::default()
        // A designer publishes…
        .when::<Published>("discover.list", discover::list)
        // In a demo anyone may be anyone.
        .slot::<DemoPeople>(demo::people)
        // Whose address it is that a password was forgotten for, is looked up after the answer.
        .job(people::send_link)
        // What ended long ago is swept out.
        .job(people::tidy)
        // What ends, ends on the disk too.
        .job(vault::remove_object)
        // What was uploaded, and the power failed before it was kept.
        .job(vault::remove_unnamed)
}
