//! Organizations, in a tree (state, district, school) and across it (issuer, network, pool).

use foundation::Id;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    pub id: Id<Organization>,
    pub parent: Option<Id<Organization>>,
    /// Who keeps this organization's records: its district for a school, else itself.
    pub custodian: Id<Organization>,
    pub kind: Kind,
    /// Names it in addresses: `maple-ridge`.
    pub slug: String,
    pub name: String,
    /// By its IANA name: deadlines and school years are meant in it.
    pub time_zone: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    State,
    District,
    School,
    Issuer,
    Network,
    Pool,
}

impl Organization {
    /// A new one. A school's records are kept by what it belongs to; any other keeps its own.
    pub fn new(kind: Kind, slug: &str, name: &str, parent: Option<&Organization>) -> Organization {
        let id = Id::fresh();
        let custodian = match (kind, parent) {
            (Kind::School, Some(parent)) => parent.custodian,
            _ => id,
        };
        Organization {
            id,
            parent: parent.map(|it| it.id),
            custodian,
            kind,
            slug: slug.into(),
            name: name.into(),
            time_zone: parent.map_or("America/New_York", |it| &it.time_zone).into(),
        }
    }

    pub fn in_zone(self, time_zone: &str) -> Organization {
        Organization { time_zone: time_zone.into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_s_records_are_kept_by_its_district() {
        let state = Organization::new(Kind::State, "pa", "Pennsylvania", None);
        let district = Organization::new(Kind::District, "derry", "Derry Township", Some(&state));
        let school = Organization::new(Kind::School, "hershey", "Hershey High", Some(&district));

        assert_eq!(state.custodian, state.id);
        assert_eq!(district.custodian, district.id);
        assert_eq!(school.custodian, district.id);
    }
}
