//! Whoever stands at the door, and what the door makes of them. A page trusts an `Educator` or an
//! `Office` because nothing but the door and `acting`, both after the check, can make one.

use std::{ops::Deref, sync::Arc};

use anyhow::anyhow;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use foundation::{Conn, Error, Id, Result};
use jiff::Timestamp;

use crate::{Appointment, Organization, Person, Place, Role, door::Admitted, routes::Who, store};

/// Anyone: signed in or not.
#[derive(Debug, Clone, Default)]
pub struct Visitor(Option<Arc<Present>>);

#[derive(Debug)]
struct Present {
    person: Person,
    /// Those that hold now, the longest held first.
    appointments: Vec<Appointment>,
    /// They teach, or did.
    taught: bool,
}

impl Visitor {
    /// With every role that they hold or have held.
    pub(crate) fn present(person: Person, all: Vec<Appointment>, now: Timestamp) -> Visitor {
        let taught = all.iter().any(|it| it.role == Role::Educator && it.begins_at <= now);
        let appointments = all.into_iter().filter(|it| it.holds_at(now)).collect();
        Visitor(Some(Arc::new(Present { person, appointments, taught })))
    }

    /// Who it is, if they signed in.
    pub fn person(&self) -> Option<&Person> {
        self.0.as_ref().map(|it| &it.person)
    }

    pub fn holds(&self, role: Role) -> bool {
        self.0.as_ref().is_some_and(|it| it.appointments.iter().any(|a| a.role == role))
    }

    /// What they began as an educator is theirs.
    pub(crate) fn holder(&self) -> Option<Holder> {
        let present = self.0.as_ref().filter(|it| it.taught)?;
        Some(Holder { person: present.person.clone(), teaches: self.holds(Role::Educator) })
    }

    fn acting(&self, role: Role) -> Option<Acting> {
        let present = self.0.as_ref()?;
        let held = present.appointments.iter().filter(|it| it.role == role);
        let places: Vec<Place> = held.map(|it| it.place).collect();
        let organizations = places.iter().map(|it| it.at).collect();
        let mut custodians: Vec<Id<Organization>> = vec![];
        for place in &places {
            if !custodians.contains(&place.custodian) {
                custodians.push(place.custodian);
            }
        }
        let teaches = self.holds(Role::Educator);
        let holder = Holder { person: present.person.clone(), teaches };
        (!places.is_empty()).then_some(Acting { holder, places, organizations, custodians })
    }
}

#[derive(Debug, Clone)]
struct Acting {
    holder: Holder,
    places: Vec<Place>,
    organizations: Vec<Id<Organization>>,
    custodians: Vec<Id<Organization>>,
}

/// Someone who teaches, or did: what they began stays theirs to read when they have left.
#[derive(Debug, Clone)]
pub struct Holder {
    person: Person,
    teaches: bool,
}

impl Holder {
    pub fn id(&self) -> Id<Person> {
        self.person.id
    }

    pub fn name(&self) -> &str {
        &self.person.name
    }

    /// Do they still? Whoever has left reads, and changes nothing.
    pub fn teaches(&self) -> bool {
        self.teaches
    }
}

/// An educator may do whatever one who has left may.
impl Deref for Educator {
    type Target = Holder;

    fn deref(&self) -> &Holder {
        &self.0.holder
    }
}

/// Somebody who signed in, whatever they may do.
#[derive(Debug, Clone)]
pub struct SignedIn(Person);

impl SignedIn {
    pub fn id(&self) -> Id<Person> {
        self.0.id
    }

    pub fn name(&self) -> &str {
        &self.0.name
    }
}

/// One type for each role: whoever has one in hand may trust it.
macro_rules! actors {
    ($($(#[$what:meta])* $Actor:ident;)*) => {$(
        $(#[$what])*
        #[derive(Debug, Clone)]
        pub struct $Actor(Acting);

        impl $Actor {
            pub fn id(&self) -> Id<Person> {
                self.0.holder.person.id
            }

            pub fn name(&self) -> &str {
                &self.0.holder.person.name
            }

            /// Where they hold this role now, the longest held first; never empty.
            pub fn places(&self) -> &[Place] {
                &self.0.places
            }

            /// The organizations that they hold this role at.
            pub fn organizations(&self) -> &[Id<Organization>] {
                &self.0.organizations
            }

            /// Who keeps the records of those, each once.
            pub fn custodians(&self) -> &[Id<Organization>] {
                &self.0.custodians
            }

            /// For what isn't a request (a command, a job): this person, if they hold the role now.
            pub async fn acting(conn: &mut Conn, id: Id<Person>, now: Timestamp) -> Result<Self> {
                let visitor = store::sessions::visitor(conn, id, now).await?;
                visitor.acting(Role::$Actor).map($Actor).ok_or(Error::Absent)
            }
        }

        impl<S: Sync> FromRequestParts<S> for $Actor {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
                // The route must ask for this very role, or the page would break for others.
                let asked = matches!(admitted(parts)?.0, Who::$Actor);
                let actor = visitor(parts).acting(Role::$Actor).filter(|_| asked);
                actor.map($Actor).ok_or_else(|| asks_for_another(parts))
            }
        }

        impl<S: Sync> OptionalFromRequestParts<S> for $Actor {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>> {
                Ok(visitor(parts).acting(Role::$Actor).map($Actor))
            }
        }
    )*};
}

actors! {
    /// Someone who may pursue.
    Educator;
    /// Someone who supports others in it, and never scores them.
    Coach;
    /// Someone who may score what others submitted.
    Assessor;
    /// An issuer's author.
    Designer;
    /// Someone who runs a program.
    Lead;
    /// Someone who may say yes or no, where a policy names them.
    Approver;
    /// Someone whose growth plans and evaluations others answer to.
    Supervisor;
    /// The district's office: personnel, payroll.
    Office;
    /// Someone who says who may do what, at their organization and those under it.
    Administrator;
}

/// Where what an educator begins is kept: their first school, unless a page asks which.
impl Educator {
    pub fn school(&self) -> Id<Organization> {
        self.first().at
    }

    pub fn employer(&self) -> Id<Organization> {
        self.first().custodian
    }

    pub fn custodian(&self) -> Id<Organization> {
        self.first().custodian
    }

    fn first(&self) -> Place {
        *self.0.places.first().expect("nobody acts at no place")
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(visitor(parts))
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let asked = !matches!(admitted(parts)?.0, Who::Anyone | Who::Program | Who::Token(_));
        let person = visitor(parts).person().filter(|_| asked).cloned();
        person.map(SignedIn).ok_or_else(|| asks_for_another(parts))
    }
}

impl<S: Sync> FromRequestParts<S> for Holder {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let asked = matches!(admitted(parts)?.0, Who::Holder);
        let holder = visitor(parts).holder().filter(|_| asked);
        holder.ok_or_else(|| asks_for_another(parts))
    }
}

fn visitor(parts: &Parts) -> Visitor {
    parts.extensions.get().cloned().unwrap_or_default()
}

fn admitted(parts: &Parts) -> Result<Admitted> {
    parts.extensions.get().copied().ok_or_else(|| asks_for_another(parts))
}

/// A page that asks for another kind of person than its route admits is our fault, and stays shut.
pub(crate) fn asks_for_another(parts: &Parts) -> Error {
    anyhow!("{} asks for someone else than its route admits", parts.uri.path()).into()
}
