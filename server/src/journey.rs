//! The journey on one page: what follows from what, who may say no, and who adds to a page.

use std::collections::HashMap;

use award::{Awarded, Ways};
use design::Published;
use discover::{CatalogEntry, Listed};
use foundation::{Conn, Id, Journey, Read, Result, Tx};
use learn::{MayChange, MayStart, Notices, OpenNow, StartPage, TaskList, Withdrawn};
use people::{Bearers, DemoCredential, DemoCredentials, DemoPeople};
use recognize::{Earned, MayCount, Proof, Proofs};
use review::Decided;
use submit::Submitted;

use crate::demo;

pub fn journey() -> Journey {
    Journey::default()
        // A designer publishes, and educators find it, with what it counts for.
        .when::<Published>("discover.list", discover::list)
        .when::<Listed>("recognize.note_listed", recognize::note_listed)
        .slot::<CatalogEntry>(recognize::catalog_said)
        // An educator starts: not what she holds, and not before her district says so.
        .gate::<MayStart>(award::once)
        .gate::<MayStart>(recognize::may_start)
        .slot::<StartPage>(recognize::start_piece)
        // She works on what is open to be worked on…
        .gate::<MayChange>(submit::may_change)
        .slot::<OpenNow>(submit::open_now)
        .slot::<TaskList>(submit::steps)
        .slot::<Notices>(submit::notices)
        // …and submits, or withdraws.
        .when::<Submitted>("review.convene", review::convene)
        .when::<Withdrawn>("review.disband", review::disband)
        .job(review::fill_seats)
        .job(review::seat_lapses)
        .slot::<TaskList>(review::steps)
        .slot::<Notices>(review::notices)
        // It is decided: what is outstanding is asked for again; what is demonstrated is awarded.
        .when::<Decided>("submit.open_again", open_again)
        .when::<Decided>("award.by_rule", award::by_rule)
        .jobs(award::sign)
        .slot::<TaskList>(award::steps)
        .slot::<Notices>(award::notices)
        // It counts.
        .when::<Awarded>("learn.note_earned", note_earned)
        .when::<Awarded>("recognize.claim", claim)
        .gate::<MayCount>(may_count)
        .slot::<Proofs>(proofs)
        // Other programs come with what she gave them.
        .slot::<Bearers>(share::bearers)
        .slot::<Ways>(share::ways)
        // What ended is swept out, and what was destroyed is gone from the disk.
        .job(people::send_link)
        .job(people::tidy)
        .job(vault::remove_object)
        .job(vault::remove_unnamed)
        // In a demo anyone may be anyone, and check what was earned.
        .slot::<DemoPeople>(demo::people)
        .slot::<DemoCredentials>(demo_credentials)
}

/// An earlier room is told in its own words.
async fn open_again(tx: &mut Tx, what: Decided) -> Result<()> {
    match what.outstanding.as_slice() {
        [] => Ok(()),
        criteria => submit::open_again(tx, what.pursuit, criteria).await,
    }
}

async fn note_earned(tx: &mut Tx, what: Awarded) -> Result<()> {
    learn::note_earned(tx, what.pursuit).await
}

async fn claim(tx: &mut Tx, what: Awarded) -> Result<()> {
    // What was taken back in the meantime counts for nothing.
    if award::is_revoked(tx, what.award).await? {
        return Ok(());
    }
    let Awarded { pursuit, person, issuer, custodian, awarded_at, .. } = what;
    let award = Id::of(what.award);
    let earned = Earned { award, pursuit, person, issuer, custodian, awarded_at };
    recognize::claim(tx, earned).await
}

async fn may_count(conn: &mut Conn, may: MayCount) -> Result<()> {
    match award::is_revoked(conn, Id::of(may.award)).await? {
        true => Err(recognize::Refusal::Revoked.into()),
        false => Ok(()),
    }
}

async fn proofs(
    read: &mut Read,
    ids: &[Id<recognize::Award>],
) -> Result<HashMap<Id<recognize::Award>, Proof>> {
    let awards: Vec<_> = ids.iter().map(|id| Id::of(*id)).collect();
    let named = award::named(read, &awards).await?.into_iter();
    Ok(named.map(|(id, it)| (Id::of(id), Proof { title: it.title, link: it.path })).collect())
}

async fn demo_credentials(read: &mut Read, _: &[()]) -> Result<HashMap<(), Vec<DemoCredential>>> {
    let newest = award::newest(read, 10).await?.into_iter();
    let all = newest.rev().map(|it| DemoCredential { title: it.title, path: it.path });
    Ok(HashMap::from([((), all.collect())]))
}
