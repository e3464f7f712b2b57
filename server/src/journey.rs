//! The journey on one page: what follows from what, who may say no, and who adds to a page.

use foundation::Journey;

pub fn journey() -> Journey {
    Journey::default()
        // What ends, ends on the disk too.
        .job(vault::remove_object)
}
