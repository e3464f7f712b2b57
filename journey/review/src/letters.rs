//! What this room mails. Subjects tell no names, titles or outcomes; nothing that an assessor is sent
//! tells whose work it is.

use askama::Template;
use foundation::{Id, Result, Tx, time};
use people::{Person, Role};

use crate::{Panel, policy::review_due, seat::Turn, work::Work};

#[derive(Template)]
#[template(path = "letters/assigned.txt")]
struct Assigned {
    title: String,
    minutes: u32,
    due: String,
    url: String,
}

/// To an assessor who sat down.
pub async fn assigned(tx: &mut Tx, panel: &Panel, work: &Work, turn: &Turn) -> Result<()> {
    let due = review_due(work.policy(), turn.seated_at, &work.issuer_zone);
    let letter = Assigned {
        title: work.title(),
        minutes: work.minutes(),
        due: time::day(due, &work.issuer_zone),
        url: tx.site().url(&format!("/panels/{}", panel.id)),
    };
    let subject = "A submission waits for your review";
    write(tx, turn.assessor, "review.assigned", subject, &letter).await
}

#[derive(Template)]
#[template(path = "letters/withdrawn.txt")]
struct Withdrawn {
    url: String,
}

/// To an assessor whose work isn't needed any more.
pub async fn withdrawn(tx: &mut Tx, assessor: Id<Person>) -> Result<()> {
    let letter = Withdrawn { url: tx.site().url("/reviews") };
    write(tx, assessor, "review.withdrawn", "A review isn't needed any more", &letter).await
}

#[derive(Template)]
#[template(path = "letters/decided.txt")]
struct DecisionReady {
    url: String,
}

/// To whoever holds the pursuit.
pub async fn decided(tx: &mut Tx, holder: Id<Person>, panel: &Panel) -> Result<()> {
    let url = tx.site().url(&format!("/pursuits/{}/feedback", panel.pursuit));
    let subject = "A decision is ready for you";
    write(tx, holder, "review.decided", subject, &DecisionReady { url }).await
}

#[derive(Template)]
#[template(path = "letters/nobody_free.txt")]
struct NobodyFree {
    title: String,
    missing: usize,
    due: String,
    url: String,
}

/// To the leads of the district and the issuer; to the district's administrators, where there are none.
pub async fn nobody_free(tx: &mut Tx, panel: &Panel, work: &Work) -> Result<()> {
    let letter = NobodyFree {
        title: work.title(),
        missing: panel.empty_seats().len(),
        due: time::day(panel.due_at, &work.zone),
        url: tx.site().url("/panels"),
    };
    let now = tx.now();
    let at = [panel.custodian, panel.issuer];
    let mut told = people::of_role(tx, &at, Role::Lead, now).await?;
    if told.is_empty() {
        told = people::of_role(tx, &at, Role::Administrator, now).await?;
    }
    for lead in told {
        let subject = "A submission waits for an assessor";
        write(tx, lead, "review.nobody_free", subject, &letter).await?;
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    to: Id<Person>,
    kind: &'static str,
    subject: &str,
    letter: &impl Template,
) -> Result<()> {
    let body = letter.render().map_err(anyhow::Error::from)?;
    people::write_to(tx, to, kind, subject, body).await
}
