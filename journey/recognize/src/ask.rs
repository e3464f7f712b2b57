//! An educator asks for approval before she starts, of the person whom the policy names.

use design::Version;
use foundation::{App, Conn, Id, Result, Tx};
use jiff::Timestamp;
use learn::Stage;
use people::{Educator, Organization, Person, Relation, Role};

use crate::{
    Preapproval, Refusal, approval, reasons,
    store::{
        self,
        policies::{Kept, in_force},
    },
};

/// What she could ask for, and all that bears on it.
pub struct Offer {
    pub version: Version,
    pub rules: Vec<Kept>,
    /// Who may answer; the first is asked.
    approvers: Vec<Id<Person>>,
    asked: Vec<Preapproval>,
    started: bool,
}

pub async fn offer(conn: &mut Conn, by: &Educator, slug: &str, now: Timestamp) -> Result<Offer> {
    let version = design::published_by_slug(conn, slug).await?;
    let microcredential = version.microcredential;
    let district = by.custodian();
    let rules = in_force(conn, Some(district), &[microcredential], None).await?;
    let approvers = match rules.first() {
        None => vec![],
        Some(kept) => approvers(conn, by, kept.document.approver.role(), district, now).await?,
    };
    let accounts = people::accounts(conn, &[by.id()]).await?;
    let mut asked = store::approvals::of(conn, &accounts).await?;
    asked.retain(|it| it.district == district && it.microcredential == microcredential);
    let started = has_started(conn, by.id(), &version).await?;
    Ok(Offer { version, rules, approvers, asked, started })
}

impl Offer {
    /// The rule's version that she would be approved under, and who would say so; or why not.
    pub fn open(&self) -> Result<(&Kept, Id<Person>), Refusal> {
        let rule = self.rules.first().ok_or(Refusal::NoRule)?;
        if !self.rules.iter().any(Kept::wants_approval) {
            return Err(Refusal::NotNeeded);
        }
        if self.started {
            return Err(Refusal::StartedAlready);
        }
        approval::let_ask(&self.asked, &self.approvers)?;
        Ok((rule, *self.approvers.first().ok_or(Refusal::NobodyToAsk)?))
    }
}

pub async fn ask(app: &App, by: &Educator, slug: &str, why: &str) -> Result<Id<Preapproval>> {
    let mut tx = app.begin().await?;
    let district = by.custodian();
    // So that a double click asks once.
    store::ledger::lock(&mut tx, district).await?;
    let now = tx.now();
    let offer = offer(&mut tx, by, slug, now).await?;
    let (rule, approver) = offer.open()?;
    let why = match reasons::typed(why)? {
        None => None,
        Some(why) => Some(reasons::keep(&mut tx, district, by.id(), why, &[approver]).await?),
    };
    let asked = Preapproval {
        id: Id::fresh(),
        district,
        person: by.id(),
        issuer: offer.version.issuer,
        microcredential: offer.version.microcredential,
        policy: rule.policy,
        approver,
        why,
        asked_at: now,
        answered: None,
        served: false,
    };
    store::approvals::keep(&mut tx, &asked).await?;
    tell(&mut tx, approver).await?;
    tx.commit().await?;
    Ok(asked.id)
}

async fn tell(tx: &mut Tx, approver: Id<Person>) -> Result<()> {
    let body = format!(
        "Someone asks for your approval before starting a microcredential, under your district’s rules \
         for pay and credit. They can’t be sure of it until you answer.\n\n{}\n",
        tx.site().url("/approvals")
    );
    let subject = "A request waits for your answer";
    people::write_to(tx, approver, "recognize.asked", subject, body).await
}

/// Whoever holds the role at her school, else at her district; never she herself. Of supervisors, hers
/// come first.
async fn approvers(
    conn: &mut Conn,
    by: &Educator,
    role: Role,
    district: Id<Organization>,
    now: Timestamp,
) -> Result<Vec<Id<Person>>> {
    let hers = match role {
        Role::Supervisor => people::related_to(conn, by.id(), Relation::Supervises, now).await?,
        _ => vec![],
    };
    let accounts = people::accounts(conn, &[by.id()]).await?;
    for place in [by.school(), district] {
        let mut found = people::of_role(conn, &[place], role, now).await?;
        found.retain(|it| !accounts.contains(it));
        found.sort_by_key(|it| !hers.contains(it));
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(vec![])
}

/// Is she at work on this microcredential, in any version?
async fn has_started(conn: &mut Conn, person: Id<Person>, version: &Version) -> Result<bool> {
    let pursuits = learn::of_person(conn, person).await?;
    let running = pursuits.iter().filter(|it| it.stage == Stage::Practicing);
    let versions: Vec<_> = running.map(|it| it.version).collect();
    let versions = design::versions(conn, &versions).await?;
    Ok(versions.values().any(|it| it.microcredential == version.microcredential))
}
