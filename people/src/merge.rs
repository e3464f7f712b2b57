//! Two accounts of one human become one. What was done under either stays as it is recorded; who is
//! asked about, from then on, is the human.

use foundation::{Error, Id, Result, Tx};

use crate::{
    Person, Refusal,
    appoint::{appoint, relate},
    store,
};

/// Merges `from` into `into`: roles, relations and addresses go on under `into`; `from` is signed in to
/// no more. One hop only: those that were merged into `from` move along.
pub async fn merge_accounts(tx: &mut Tx, from: Id<Person>, into: Id<Person>) -> Result<()> {
    lock_both(tx, from, into).await?;
    let humans = store::people::humans(tx, &[from, into]).await?;
    if humans.len() < 2 {
        return Err(Refusal::WithThemselves.into());
    }
    if humans.iter().any(|(account, human)| account != human) {
        return Err(Refusal::MergedAlready.into());
    }
    store::sessions::end_all(tx, from).await?;
    store::passwords::drop(tx, from).await?;
    let now = tx.now();
    let roles = store::appointments::of(tx, &[from]).await?;
    let relations = store::relations::touching(tx, &[from], now).await?;
    store::appointments::end_all(tx, from).await?;
    store::relations::end_all(tx, from).await?;
    store::people::merge(tx, from, into).await?;
    store::addresses::hand_over(tx, from, into).await?;
    for role in roles.iter().filter(|it| it.holds_at(now)) {
        unless_refused(appoint(tx, into, role.role, role.place, None).await)?;
    }
    for it in relations {
        let moved = |person| if person == from { into } else { person };
        let (one, other) = (moved(it.person), moved(it.toward));
        unless_refused(relate(tx, it.custodian, one, it.kind, other).await)?;
    }
    Ok(())
}

/// In one order, whichever way they are merged: two merges at once don't wait for each other.
async fn lock_both(tx: &mut Tx, one: Id<Person>, other: Id<Person>) -> Result<()> {
    let mut both = [one, other];
    both.sort_by_key(Id::to_string);
    for account in both {
        store::people::lock(tx, account).await?;
    }
    Ok(())
}

/// What the other account holds already needs no second.
fn unless_refused<T>(tried: Result<T>) -> Result<()> {
    match tried {
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
