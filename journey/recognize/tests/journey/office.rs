//! The district's office answers, and what it accepts is posted.

use axum::http::StatusCode;
use futures::future::join_all;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::{
    Kind, Organization, Role,
    testing::{Seen, Someone, World},
};
use recognize::SAMPLE;

use crate::{
    SLUG,
    before::{answers, asks},
    earns::{earns, is_awarded},
    world, world_with,
};

/// A world where nothing needs approval, and these have earned something.
async fn earned(names: &[&str]) -> (World, Vec<Someone>) {
    let world = world_with(&SAMPLE.replace("approval: before_start", "approval: not_needed")).await;
    let mut people = vec![];
    for name in names {
        let who = world.educator(name).await;
        let work = who.starts(SLUG).await;
        earns(&world, &who, &work).await;
        people.push(who);
    }
    (world, people)
}

/// The ids of the claims on a page.
async fn waiting(office: &Someone) -> Vec<String> {
    let page = office.opens("/claims").await.page;
    let boxes = page.split("name=\"claim\" value=\"").skip(1);
    boxes.map(|it| it.split_once('"').unwrap().0.to_owned()).collect()
}

async fn sends(office: &Someone, claims: &[String], answer: &str, reason: &str) -> Seen {
    let claims: String = claims.iter().map(|it| format!("claim={it}&")).collect();
    office.posts("/claims/answers", &format!("{claims}answer={answer}&reason={reason}")).await
}

#[tokio::test]
async fn from_approval_to_the_ledger() {
    let world = world().await;
    let (rosa, maya) = (world.educator("Rosa").await, world.approver("Maya").await);
    let noor = world.office("Noor").await;
    insta::assert_snapshot!("nothing_waits", noor.opens("/claims").await.main());
    insta::assert_snapshot!("nothing_posted", noor.opens("/ledger").await.main());
    asks(&rosa).await;
    answers(&maya, "answer=yes&reason=It+fits+our+goals.").await;
    let work = rosa.starts(SLUG).await;
    earns(&world, &rosa, &work).await;

    insta::assert_snapshot!("claims", noor.opens("/claims").await.main());
    let claims = waiting(&noor).await;
    let sent = sends(&noor, &claims, "accepted", "").await;

    assert_eq!(sent.goes_to.unwrap(), "/claims?show=accepted");
    insta::assert_snapshot!("accepted", noor.opens("/claims?show=accepted").await.main());
    insta::assert_snapshot!("ledger", noor.opens("/ledger").await.main());
    insta::assert_snapshot!("hers", rosa.opens("/recognition").await.main());
    let letters = world.letters(&rosa.address, "recognize.claim_answered").await;
    assert_eq!(letters[0].subject, "There is news about your pay and credit");
}

#[tokio::test]
async fn many_are_accepted_at_once_in_one_chain() {
    let (world, _people) = earned(&["Ana", "Ben", "Cho"]).await;
    let noor = world.office("Noor").await;
    let claims = waiting(&noor).await;

    sends(&noor, &claims[..2], "accepted", "").await;
    sends(&noor, &claims[2..], "accepted", "").await;

    let page = noor.opens("/ledger").await.page;
    assert!(page.contains("The chain holds.") && page.contains("Each of the 3 entries"));
    let file = noor.opens("/ledger.csv").await;
    assert_eq!(file.page.lines().count(), 4);
    assert!(file.page.contains("200.00,dollars,yearly,2027-07-01,2027–28"));
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
}

#[tokio::test]
async fn two_who_accept_at_once_post_once() {
    let (world, _people) = earned(&["Ana", "Ben"]).await;
    let (noor, omar) = (world.office("Noor").await, world.office("Omar").await);
    let claims = waiting(&noor).await;

    let clicks = (0..3).flat_map(|_| [&noor, &omar]).map(|it| sends(it, &claims, "accepted", ""));
    let sent = join_all(clicks).await;

    assert_eq!(sent.iter().filter(|it| it.goes_to.is_some()).count(), 1);
    assert_eq!(sent.iter().filter(|it| it.status == StatusCode::CONFLICT).count(), 5);
    assert_eq!(noor.opens("/ledger.csv").await.page.lines().count(), 3);
    assert!(noor.opens("/ledger").await.page.contains("Each of the 2 entries"));
}

#[tokio::test]
async fn one_accepts_while_another_refuses_and_one_of_them_is_heard() {
    let (world, _people) = earned(&["Ana"]).await;
    let (noor, omar) = (world.office("Noor").await, world.office("Omar").await);
    let claims = waiting(&noor).await;

    let (yes, no) = tokio::join!(
        sends(&noor, &claims, "accepted", ""),
        sends(&omar, &claims, "refused", "Counted+already.")
    );

    let posted = noor.opens("/ledger.csv").await.page.lines().count() - 1;
    assert_ne!(yes.goes_to.is_some(), no.goes_to.is_some());
    assert_eq!(posted, usize::from(yes.goes_to.is_some()));
}

#[tokio::test]
async fn a_refusal_says_why_and_nothing_typed_is_lost() {
    let (world, people) = earned(&["Ana", "Ben"]).await;
    let noor = world.office("Noor").await;
    let claims = waiting(&noor).await;

    let unsaid = sends(&noor, &claims[..1], "refused", "++").await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT);
    insta::assert_snapshot!("refused_without_a_reason", unsaid.main());
    let none = sends(&noor, &[], "refused", "Counted+already.").await;
    assert!(none.page.contains("Choose at least one request."));
    assert!(none.page.contains("Counted already.</textarea>"));

    sends(&noor, &claims[..1], "refused", "Counted+already.").await;
    let first = if people[0].opens("/recognition").await.page.contains("Refused") { 0 } else { 1 };
    assert!(people[first].opens("/recognition").await.page.contains("Counted already."));
    assert!(!people[1 - first].opens("/recognition").await.page.contains("Counted already."));
    assert!(noor.opens("/claims?show=refused").await.page.contains("Counted already."));
    assert!(noor.opens("/ledger").await.page.contains("Nothing is posted yet."));
}

#[tokio::test]
async fn no_cell_of_a_file_is_run_by_a_spreadsheet() {
    let (world, _people) = earned(&["Ana"]).await;
    let noor = world.office("Noor").await;
    let claims = waiting(&noor).await;
    sends(&noor, &claims, "refused", "%3DHYPERLINK(%22http%3A%2F%2Fx%22)").await;

    let file = noor.opens("/claims.csv?show=refused").await;

    assert!(file.page.contains(",\"'=HYPERLINK(\"\"http://x\"\")\"\r\n"), "{}", file.page);
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[tokio::test]
async fn another_district_s_office_sees_nothing_of_it() {
    let (world, _people) = earned(&["Ana"]).await;
    let noor = world.office("Noor").await;
    let claims = waiting(&noor).await;
    let elsewhere = Organization::new(Kind::District, "elsewhere", "Elsewhere", None);
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &elsewhere).await.unwrap();
    tx.commit().await.unwrap();
    let other = world.someone("Other", &[(Role::Office, &elsewhere)]).await;

    let tried = sends(&other, &claims, "accepted", "").await;
    let absent = other.opens(&format!("/ledger?of={}", world.district.id)).await;

    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    assert!(other.opens("/claims").await.page.contains("Nothing waits."));
    assert!(waiting(&noor).await == claims);
}

#[tokio::test]
async fn nobody_answers_their_own() {
    let (world, people) = earned(&["Ana"]).await;
    let ana = &people[0];
    world.appoint(ana, Role::Office, &world.district).await;
    let claims = waiting(ana).await;

    let tried = sends(ana, &claims, "accepted", "").await;

    assert_eq!(tried.status, StatusCode::CONFLICT);
    assert!(tried.page.contains("One of these is your own."));
}

#[tokio::test]
async fn the_office_is_told_what_waits_and_nobody_else_is() {
    let (world, people) = earned(&["Ana"]).await;
    let noor = world.office("Noor").await;
    let now = world.app.clock.now();
    let mut read = world.app.read().await.unwrap();

    let office = recognize::moves(&mut read, noor.id, now).await.unwrap();
    let hers = recognize::moves(&mut read, people[0].id, now).await.unwrap();

    assert_eq!(office[0].words, "A request for pay or credit waits");
    assert!(hers.is_empty());
    let shut = people[0].opens("/claims").await;
    assert_eq!(shut.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_same_award_is_claimed_once() {
    let world = world_with(&SAMPLE.replace("approval: before_start", "approval: not_needed")).await;
    let (ana, noor) = (world.educator("Ana").await, world.office("Noor").await);
    let work = ana.starts(SLUG).await;
    let earned = earns(&world, &ana, &work).await;

    let mut tx = world.app.begin().await.unwrap();
    recognize::claim(&mut tx, earned).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(waiting(&noor).await.len(), 1);
}

#[tokio::test]
async fn it_counts_from_when_it_was_awarded_however_late_the_office_hears_of_it() {
    let policy = SAMPLE
        .replace("approval: before_start", "approval: not_needed")
        .replace("effective: next_school_year", "effective: at_once");
    let world = world_with(&policy).await;
    let (ana, noor) = (world.educator("Ana").await, world.office("Noor").await);
    let work = ana.starts(SLUG).await;
    let earned = is_awarded(&world, &ana, &work).await;
    let day = earned.awarded_at.strftime("%F").to_string();

    world.app.clock.advance(SignedDuration::from_hours(40 * 24));
    let mut tx = world.app.begin().await.unwrap();
    recognize::claim(&mut tx, earned).await.unwrap();
    tx.commit().await.unwrap();

    world.comes_back(&noor).await;
    let file = noor.opens("/claims.csv?show=waiting").await.page;
    assert!(file.contains(&format!(",{day},")), "{day} isn't in {file}");
}

#[tokio::test]
async fn a_long_ledger_is_read_page_by_page_and_checked_whole() {
    let names: Vec<String> = (1..=52).map(|it| format!("Teacher {it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (world, _people) = earned(&names).await;
    let noor = world.office("Noor").await;
    for _ in 0..2 {
        let claims = waiting(&noor).await;
        sends(&noor, &claims, "accepted", "").await;
    }

    let newest = noor.opens("/ledger").await.page;
    let (_, older) = newest.split_once("aria-label=\"Pages\"><a href=\"").unwrap();
    let older = older.split_once('"').unwrap().0.replace("&amp;", "&");
    let oldest = noor.opens(&older).await.page;

    assert!(newest.contains("Each of the 52 entries was computed anew"));
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!((rows(&newest), rows(&oldest)), (50, 2));
    assert!(!oldest.contains("aria-label=\"Pages\""));
    assert_eq!(noor.opens("/ledger.csv").await.page.lines().count(), 53);
}
