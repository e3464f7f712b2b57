//! The office accepts or refuses, many at once: all of what was chosen, or nothing.

use foundation::{App, Error, Id, Result, Tx};
use itertools::Itertools;
use people::{Office, Organization, Person, Role};
use vault::Content;

use crate::{
    Claim, MayCount, Refusal,
    claim::{Answer, Answered},
    ledger::{Entry, account_of},
    reasons, store,
};

pub async fn answer_claims(
    app: &App,
    by: &Office,
    ids: &[Id<Claim>],
    answer: &str,
    reason: &str,
) -> Result<()> {
    let answer = Answer::sent(answer)?;
    if ids.is_empty() {
        return Err(Refusal::NothingChosen.into());
    }
    let reason = reasons::typed(reason)?;
    if answer == Answer::Refused && reason.is_none() {
        return Err(Refusal::NoReason.into());
    }
    let mut tx = app.begin().await?;
    let chosen = locked(&mut tx, by, ids).await?;
    let accounts = people::accounts(&mut tx, &[by.id()]).await?;
    if chosen.iter().any(|it| accounts.contains(&it.person)) {
        return Err(Refusal::YourOwn.into());
    }
    for claim in chosen.iter().filter(|_| answer == Answer::Accepted) {
        tx.ask(MayCount { award: claim.award }).await?;
    }
    for (district, claims) in &chosen.iter().into_group_map_by(|it| it.district.to_string()) {
        let district = district.parse().map_err(anyhow::Error::from)?;
        let reason = match reason {
            None => None,
            Some(words) => Some(kept_reason(&mut tx, by, district, claims, words).await?),
        };
        for claim in claims {
            let answered = Answered { answer, reason, by: by.id(), at: tx.now() };
            if !store::claims::answer(&mut tx, claim, &answered).await? {
                return Err(Refusal::AnsweredMeanwhile.into());
            }
            if answer == Answer::Accepted {
                post(&mut tx, claim, by.id()).await?;
            }
        }
    }
    for person in chosen.iter().map(|it| it.person).unique_by(ToString::to_string) {
        tell(&mut tx, person).await?;
    }
    tx.commit().await
}

/// The claims, once nobody else can answer them or add to their chains until this is done.
async fn locked(tx: &mut Tx, by: &Office, ids: &[Id<Claim>]) -> Result<Vec<Claim>> {
    let seen = store::claims::these(tx, by.custodians(), ids).await?;
    if seen.len() != ids.iter().unique_by(|it| it.to_string()).count() {
        return Err(Error::Absent);
    }
    // In one order, so that two who lock the same chains don't wait for each other.
    let districts = seen.iter().map(|it| it.district).unique_by(ToString::to_string);
    for district in districts.sorted_by_key(ToString::to_string) {
        store::ledger::lock(tx, district).await?;
    }
    let chosen = store::claims::these(tx, by.custodians(), ids).await?;
    match chosen.iter().all(|it| it.answered.is_none()) {
        true => Ok(chosen),
        false => Err(Refusal::AnsweredMeanwhile.into()),
    }
}

/// For the educators, and for whoever is at the office.
async fn kept_reason(
    tx: &mut Tx,
    by: &Office,
    district: Id<Organization>,
    claims: &[&Claim],
    words: &str,
) -> Result<Id<Content>> {
    let places = people::kept_by(tx, district).await?;
    let now = tx.now();
    let mut readers = people::of_role(tx, &places, Role::Office, now).await?;
    readers.extend(claims.iter().map(|it| it.person));
    let readers: Vec<Id<Person>> = readers.into_iter().unique_by(ToString::to_string).collect();
    reasons::keep(tx, district, by.id(), words, &readers).await
}

async fn post(tx: &mut Tx, claim: &Claim, by: Id<Person>) -> Result<()> {
    let last = store::ledger::last(tx, claim.district).await?;
    let (epoch, sequence, previous_hash) = store::ledger::next(last);
    let entry = Entry {
        organization: claim.district,
        epoch,
        sequence,
        previous_hash,
        unit: claim.unit,
        from_account: claim.account.clone(),
        to_account: account_of(claim.person),
        amount: claim.amount,
        effect_key: claim.effect_key(),
        effective_on: claim.effective_on.clone(),
        school_year: claim.school_year.clone(),
        acted_by: by,
        recorded_at: tx.now(),
        claim: Some(claim.id),
    };
    store::ledger::post(tx, &entry).await
}

async fn tell(tx: &mut Tx, person: Id<Person>) -> Result<()> {
    let body = format!(
        "Your district’s office answered a request that follows from what you earned.\n\n{}\n",
        tx.site().url("/recognition")
    );
    let subject = "There is news about your pay and credit";
    people::write_to(tx, person, "recognize.claim_answered", subject, body).await
}
