//! The person who was asked says yes or no, with a reason.

use foundation::{App, Error, Id, Result, Tx};
use people::{Person, SignedIn};

use crate::{
    Preapproval, Refusal,
    approval::{Answer, Answered},
    reasons, store,
};

pub async fn answer(
    app: &App,
    by: &SignedIn,
    id: Id<Preapproval>,
    answer: &str,
    reason: &str,
) -> Result<()> {
    let mut tx = app.begin().await?;
    let asked = store::approvals::one_asked_of(&mut tx, by.id(), id).await?.ok_or(Error::Absent)?;
    still_named(&mut tx, by.id(), &asked).await?;
    if asked.answered.is_some() {
        return Err(Refusal::AnsweredAlready.into());
    }
    let answer = Answer::sent(answer)?;
    let reason = reasons::typed(reason)?.ok_or(Refusal::NoReason)?;
    let reason = reasons::keep(&mut tx, asked.district, by.id(), reason, &[asked.person]).await?;
    let answered = Answered { answer, reason: Some(reason), by: by.id(), at: tx.now() };
    if !store::approvals::answer(&mut tx, &asked, &answered).await? {
        return Err(Refusal::AnsweredAlready.into());
    }
    tell(&mut tx, asked.person).await?;
    tx.commit().await
}

/// Whoever was asked may have another role by now.
async fn still_named(tx: &mut Tx, person: Id<Person>, asked: &Preapproval) -> Result<()> {
    let policies = store::policies::versions(tx, &[asked.policy]).await?;
    let policy = policies.get(&asked.policy).ok_or(Error::Absent)?;
    let role = policy.document.approver.role();
    let now = tx.now();
    let appointments = people::appointments(tx, &[person]).await?;
    let holds = appointments
        .iter()
        .any(|it| it.role == role && it.place.custodian == asked.district && it.holds_at(now));
    if holds { Ok(()) } else { Err(Error::Absent) }
}

async fn tell(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let body = format!(
        "There is an answer to your request for approval before you start, with its reason.\n\n{}\n",
        tx.site().url("/recognition")
    );
    people::write_to(tx, person, "recognize.answered", "Your request was answered", body).await
}
