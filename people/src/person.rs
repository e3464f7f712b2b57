//! A person is one, whatever organizations they work for, and belongs to none of them.

use foundation::Id;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Organization, Refusal};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: Id<Person>,
    pub name: String,
}

impl Person {
    /// A name as it is kept.
    pub fn called(typed: &str) -> Result<String, Refusal> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(Refusal::NameMissing),
            length if length > 100 => Err(Refusal::NameTooLong),
            _ if name.chars().any(char::is_control) => Err(Refusal::NameMissing),
            _ => Ok(name),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Educator,
    Coach,
    Assessor,
    Designer,
    Lead,
    Approver,
    Supervisor,
    Office,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 9] = [
        Role::Educator,
        Role::Coach,
        Role::Assessor,
        Role::Designer,
        Role::Lead,
        Role::Approver,
        Role::Supervisor,
        Role::Office,
        Role::Administrator,
    ];

    /// As it is kept and sent: `educator`.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The role that a document names: one of these by its own word, or as schools say it.
    pub fn named(name: &str) -> Option<Role> {
        match name {
            "building_administrator" | "principal" => Some(Role::Supervisor),
            "program_lead" => Some(Role::Lead),
            "district_office" => Some(Role::Office),
            word => serde_json::from_value(word.into()).ok(),
        }
    }

    /// As a page says it.
    pub fn words(self) -> &'static str {
        match self {
            Role::Educator => "Educator",
            Role::Coach => "Coach",
            Role::Assessor => "Assessor",
            Role::Designer => "Designer",
            Role::Lead => "Program lead",
            Role::Approver => "Approver",
            Role::Supervisor => "Supervisor",
            Role::Office => "District office",
            Role::Administrator => "Administrator",
        }
    }
}

/// A role that somebody holds at an organization, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub id: Id<Appointment>,
    pub person: Id<Person>,
    pub role: Role,
    pub place: Place,
    pub begins_at: Timestamp,
    pub ends_at: Option<Timestamp>,
}

/// Where a role is held, and who keeps the records there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub at: Id<Organization>,
    pub custodian: Id<Organization>,
}

impl Place {
    pub fn of(organization: &Organization) -> Place {
        Place { at: organization.id, custodian: organization.custodian }
    }
}

impl Appointment {
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.begins_at <= now && self.ends_at.is_none_or(|end| now < end)
    }

    /// Did it begin or end after `then`, until `now`?
    pub(crate) fn changed_between(&self, then: Timestamp, now: Timestamp) -> bool {
        let between = |moment: Timestamp| then < moment && moment <= now;
        between(self.begins_at) || self.ends_at.is_some_and(between)
    }
}
