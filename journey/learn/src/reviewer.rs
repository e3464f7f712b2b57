//! The one person who reviews it, where the policy names a role: chosen by the educator, and accepted.

use design::{Version, document::Key};
use foundation::{Conn, Id, Result};
use jiff::Timestamp;
use people::{Educator, Organization, Person, Relation, Role};

use crate::{Refusal, start::Start};

/// Who there is to choose from in her district: never she herself, nor a coach of hers.
pub async fn candidates(
    conn: &mut Conn,
    by: &Educator,
    role: &Key,
    custodian: Id<Organization>,
    now: Timestamp,
) -> Result<Vec<Person>> {
    let Some(role) = Role::named(role.as_str()) else { return Ok(vec![]) };
    let district = people::kept_by(conn, custodian).await?;
    let mut ids = people::of_role(conn, &district, role, now).await?;
    let coaches = people::related_to(conn, by.id(), Relation::CoachOf, now).await?;
    ids.retain(|id| *id != by.id() && !coaches.contains(id));
    let names = people::names(conn, &ids).await?;
    let person = |id: Id<Person>| Some(Person { id, name: names.get(&id)?.clone() });
    Ok(ids.into_iter().filter_map(person).collect())
}

/// None where the policy names no role.
pub async fn chosen(
    conn: &mut Conn,
    by: &Educator,
    version: &Version,
    custodian: Id<Organization>,
    start: &Start,
    now: Timestamp,
) -> Result<Option<Id<Person>>> {
    let Some(role) = &version.document.review.reviewer_role else { return Ok(None) };
    let chosen = start.named_reviewer.ok_or(Refusal::NobodyChosen)?;
    let candidates = candidates(conn, by, role, custodian, now).await?;
    if candidates.iter().all(|it| it.id != chosen) {
        return Err(Refusal::NotOfThatRole.into());
    }
    if !start.accepted {
        return Err(Refusal::NotAccepted.into());
    }
    Ok(Some(chosen))
}
