//! Who does what where, and who is what to whom: said by an administrator, from a day to a day.

use foundation::{Conn, Error, Id, Result, Tx};

use crate::{
    Administrator, Appointment, Organization, Person, Place, Refusal, Related, Relation, Role,
    store,
};

/// Gives a role, from now on.
pub async fn appoint(
    tx: &mut Tx,
    person: Id<Person>,
    role: Role,
    place: Place,
    by: Option<Id<Person>>,
) -> Result<Id<Appointment>> {
    // Two who appoint at once are heard one after the other.
    store::people::lock(tx, person).await?;
    if store::appointments::held(tx, person, role, place).await? {
        return Err(Refusal::RoleHeld.into());
    }
    store::appointments::keep(tx, person, role, place, by).await
}

/// Where an administrator may say who does what.
pub(crate) async fn reach(conn: &mut Conn, by: &Administrator) -> Result<Vec<Organization>> {
    store::organizations::under(conn, by.organizations()).await
}

pub(crate) fn ids(reach: &[Organization]) -> Vec<Id<Organization>> {
    reach.iter().map(|it| it.id).collect()
}

/// Ends a role now. A role that somebody else ended stays as it is.
pub(crate) async fn end_role(
    tx: &mut Tx,
    by: &Administrator,
    person: Id<Person>,
    appointment: Id<Appointment>,
) -> Result<()> {
    let reach = ids(&reach(tx, by).await?);
    let role = store::appointments::end(tx, &reach, person, appointment).await?;
    match role.ok_or(Error::Absent)? {
        Role::Administrator if person == by.id() => Err(Refusal::OwnAdministration.into()),
        _ => Ok(()),
    }
}

/// Says that one is coach, supervisor, teammate or family of the other, from now on. It is kept where
/// the other one's records are.
pub async fn relate(
    tx: &mut Tx,
    custodian: Id<Organization>,
    person: Id<Person>,
    kind: Relation,
    toward: Id<Person>,
) -> Result<Id<Related>> {
    store::people::lock(tx, toward).await?;
    if store::people::human(tx, person).await? == store::people::human(tx, toward).await? {
        return Err(Refusal::WithThemselves.into());
    }
    let now = tx.now();
    let there = store::relations::touching(tx, &[toward], now).await?;
    let same = |it: &Related| it.kind == kind && it.joins(person, toward);
    if there.iter().any(same) {
        return Err(Refusal::RelationHeld.into());
    }
    store::relations::keep(tx, custodian, person, kind, toward).await
}
