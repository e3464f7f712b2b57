//! A license to score one rubric: nobody is asked, or heard, without.

use foundation::{Id, Result, Tx};
use jiff::{SignedDuration, Timestamp};
use people::{Organization, Person};

use crate::{fill::FillSeats, store::qualifications};

/// Whoever is named for one pursuit is so for as long as that may take.
const NAMED: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Who may score a rubric, since when, and why.
#[derive(Debug, Clone)]
pub struct Qualification {
    pub id: Id<Qualification>,
    pub issuer: Id<Organization>,
    pub person: Id<Person>,
    /// Versions with the same rubric share it.
    pub rubric_digest: String,
    pub because: String,
    pub granted_at: Timestamp,
    pub granted_by: Option<Id<Person>>,
    pub expires_at: Timestamp,
}

/// Lets this person score this rubric from now on; seats that waited for someone are filled.
pub async fn qualify(
    tx: &mut Tx,
    issuer: Id<Organization>,
    person: Id<Person>,
    rubric_digest: &str,
    because: &str,
    until: Timestamp,
) -> Result<Id<Qualification>> {
    qualify_by(tx, None, (issuer, person, rubric_digest), because, until).await
}

/// The same, by somebody.
pub(crate) async fn qualify_by(
    tx: &mut Tx,
    by: Option<Id<Person>>,
    (issuer, person, rubric_digest): (Id<Organization>, Id<Person>, &str),
    because: &str,
    until: Timestamp,
) -> Result<Id<Qualification>> {
    let qualification = Qualification {
        id: Id::fresh(),
        issuer,
        person,
        rubric_digest: rubric_digest.to_owned(),
        because: because.to_owned(),
        granted_at: tx.now(),
        granted_by: by,
        expires_at: until,
    };
    qualifications::keep(tx, &qualification).await?;
    tx.queue(&FillSeats { after: format!("qualification {}", qualification.id) }).await?;
    Ok(qualification.id)
}

/// The one under which this person scores this rubric now, if any.
pub(crate) async fn qualification_of(
    tx: &mut Tx,
    issuer: Id<Organization>,
    person: Id<Person>,
    rubric_digest: &str,
) -> Result<Option<Id<Qualification>>> {
    let now = tx.now();
    let all = qualifications::for_rubric(tx, issuer, rubric_digest, now).await?;
    Ok(all.into_iter().filter(|it| it.person == person).map(|it| it.id).next_back())
}

/// The educator accepted this person, in the role that the policy names, before she started: that is
/// what qualifies them for this rubric.
pub(crate) async fn qualify_named(
    tx: &mut Tx,
    issuer: Id<Organization>,
    person: Id<Person>,
    rubric_digest: &str,
) -> Result<Id<Qualification>> {
    if let Some(there) = qualification_of(tx, issuer, person, rubric_digest).await? {
        return Ok(there);
    }
    let until = tx.now() + NAMED;
    let because = "Named by the review policy's role, and accepted by the educator before starting";
    qualify(tx, issuer, person, rubric_digest, because, until).await
}
