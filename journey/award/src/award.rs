//! The issuer's act, and the credential that records it.

use foundation::{Id, Refuse, Result, Tx};
use learn::Pursuit;
use people::{Organization, Person};
use review::Panel;

use crate::{Awarded, sign::Sign, store};

/// One pursuit, awarded to one of those who hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    pub id: Id<Award>,
    pub issuer: Id<Organization>,
    pub custodian: Id<Organization>,
    pub pursuit: Id<Pursuit>,
    pub person: Id<Person>,
    /// The decision that allows it.
    pub panel: Id<Panel>,
    pub approved_by: Option<Id<Person>>,
}

/// What the public sees of an award: keeps its id through its editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub id: Id<Credential>,
    pub issuer: Id<Organization>,
    pub award: Id<Award>,
    /// The opaque name of whom it is about.
    pub subject: Id<Subject>,
    pub salt: String,
    pub status_list: Id<crate::status_list::StatusList>,
    pub status_index: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Subject;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This was awarded already, so nothing was done a second time.")]
    AlreadyAwarded,
    #[error("This can’t be awarded: its decision isn’t “demonstrated”, or it was withdrawn.")]
    NotAllowed,
    #[error("You hold this one yourself. Somebody else approves it.")]
    YourOwn,
    #[error("This credential was revoked already.")]
    AlreadyRevoked,
    #[error("Say why it is revoked. Whoever checks the credential won’t read it; its holder will.")]
    NoReason,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        matches!(self, Refusal::NoReason).then_some("reason")
    }
}

/// Awards it to everyone who holds the pursuit; each once. The signature follows as a job.
pub async fn award(
    tx: &mut Tx,
    pursuit: &Pursuit,
    panel: Id<Panel>,
    approved_by: Option<Id<Person>>,
) -> Result<()> {
    for person in &pursuit.holders {
        let award = Award {
            id: Id::random(),
            issuer: pursuit.issuer,
            custodian: pursuit.custodian,
            pursuit: pursuit.id,
            person: *person,
            panel,
            approved_by,
        };
        if !store::keep_award(tx, &award).await? {
            return Err(Refusal::AlreadyAwarded.into());
        }
        let credential = store::make_credential(tx, &award).await?;
        tx.queue(&Sign { credential, edition: 1 }).await?;
        tx.announce(Awarded {
            award: award.id,
            credential,
            pursuit: pursuit.id,
            person: *person,
            issuer: award.issuer,
            custodian: award.custodian,
            awarded_at: tx.now(),
        })
        .await?;
        let subject = "There is news about your work";
        let address = tx.site().url(&format!("/credentials/{credential}"));
        let body =
            format!("Your credential has been awarded. It is yours for life:\n\n{address}\n");
        people::write_to(tx, *person, "award.awarded", subject, &body).await?;
    }
    Ok(())
}
