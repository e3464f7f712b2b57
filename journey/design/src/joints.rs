//! What this room announces.

use foundation::{Announcement, Id};
use people::Organization;
use serde::{Deserialize, Serialize};

use crate::{Microcredential, Version};

/// The catalog shows another version of this from now on, or, without one, none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Published {
    pub issuer: Id<Organization>,
    pub microcredential: Id<Microcredential>,
    pub version: Option<Id<Version>>,
}

impl Announcement for Published {
    const NAME: &'static str = "design.published";
}
