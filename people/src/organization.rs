//! Organizations, in a tree (state, district, school) and across it (issuer, network, pool).

use foundation::Id;
use serde::{Deserialize, Serialize};

use crate::{Person, Refusal};

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

impl Kind {
    /// As it is sent: `school`.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub fn words(self) -> &'static str {
        match self {
            Kind::State => "State",
            Kind::District => "District",
            Kind::School => "School",
            Kind::Issuer => "Issuer",
            Kind::Network => "Network",
            Kind::Pool => "Pool of assessors",
        }
    }

    /// What can stand below one of this kind.
    pub fn below(self) -> &'static [Kind] {
        match self {
            Kind::State => &[Kind::District, Kind::Issuer],
            Kind::District => &[Kind::School],
            Kind::Network => &[Kind::Issuer],
            Kind::School | Kind::Issuer | Kind::Pool => &[],
        }
    }
}

/// Whether one of this kind can belong to one of that.
pub fn may_stand_below(kind: Kind, parent: Kind) -> Result<Kind, Refusal> {
    match parent.below().contains(&kind) {
        true => Ok(kind),
        false => Err(Refusal::NotBelow(kind.words(), parent.words())),
    }
}

/// What names an organization in addresses, for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slug(String);

impl Slug {
    pub fn read(typed: &str) -> Result<Slug, Refusal> {
        let typed = typed.trim();
        let of_a_slug = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
        let parts = typed.split('-').all(|it| !it.is_empty() && it.chars().all(of_a_slug));
        match parts && typed.len() <= 80 {
            true => Ok(Slug(typed.to_owned())),
            false => Err(Refusal::NotASlug),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
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

    /// A name as it is kept.
    pub fn called(typed: &str) -> Result<String, Refusal> {
        Person::called(typed).map_err(|why| match why {
            Refusal::NameMissing => Refusal::OrganizationUnnamed,
            other => other,
        })
    }

    pub fn in_zone(self, time_zone: &str) -> Organization {
        Organization { time_zone: time_zone.into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_it_in_addresses_is_plain() {
        for right in ["hershey", "maple-ridge-2"] {
            assert_eq!(Slug::read(right).unwrap().as_str(), right);
        }
        for wrong in ["", "-", "a--b", "Hershey", "a/b", "a b", "é", &"a".repeat(81)] {
            assert_eq!(Slug::read(wrong), Err(Refusal::NotASlug), "{wrong}");
        }
    }

    #[test]
    fn a_school_belongs_to_a_district() {
        assert_eq!(may_stand_below(Kind::School, Kind::District), Ok(Kind::School));
        assert!(may_stand_below(Kind::School, Kind::School).is_err());
        assert!(may_stand_below(Kind::State, Kind::District).is_err());
    }

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
