//! An administrator's view of who is who: the people of their organizations and of those below.

pub mod invite;
pub mod list;
pub mod one;
pub mod organizations;

use std::collections::HashMap;

use crate::{Appointment, Organization};
use foundation::Id;

/// A role with where it is held: "Coach, Maple Ridge School District".
fn role_words(role: &Appointment, names: &HashMap<Id<Organization>, &str>) -> String {
    let at = names.get(&role.place.at).copied().unwrap_or("another organization");
    format!("{}, {at}", role.role.words())
}

fn names(organizations: &[Organization]) -> HashMap<Id<Organization>, &str> {
    organizations.iter().map(|it| (it.id, it.name.as_str())).collect()
}
