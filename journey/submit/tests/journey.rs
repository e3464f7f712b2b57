//! An educator writes, checks, submits, and sees it as it was submitted.
#![allow(clippy::unwrap_used)] // what stories do

mod common;

use axum::http::StatusCode;
use common::{SLUG, announced, contents, id_of, letters, plan, started, world};
use evidence::testing::ShowsEvidence;
use foundation::Id;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::{Relation, Waits, testing::Browser};
use submit::{
    Submission,
    testing::{Submits, hidden},
};

async fn main_of(who: &Browser, path: &str) -> String {
    who.opens(path).await.main()
}

#[tokio::test]
async fn every_place_has_a_page_and_the_list_knows_how_it_stands() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    insta::assert_snapshot!("task_list_begun", main_of(&rosa, &work).await);
    insta::assert_snapshot!("question", main_of(&rosa, &format!("{work}/part_1.setting")).await);
    insta::assert_snapshot!("before", main_of(&rosa, &format!("{work}/before.guess")).await);
    let table = format!("{work}/part_2.tally.template");
    insta::assert_snapshot!("table", main_of(&rosa, &table).await);
    insta::assert_snapshot!("looking_back", main_of(&rosa, &format!("{work}/part_3.change")).await);
    let item = rosa.opens(&format!("{work}/part_2.plan")).await;
    assert_eq!(item.goes_to, Some(format!("{work}/evidence/part_2.plan")));

    for nowhere in ["part_1.nothing", "part_1", "part_9.a", "part_2.plan.template", "check.this"] {
        let seen = rosa.opens(&format!("{work}/{nowhere}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{nowhere}");
        let seen = rosa.posts(&format!("{work}/{nowhere}"), "words=a&revision=0").await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn what_is_typed_is_saved_and_there_again() {
    let world = world().await;
    let (rosa, work) = started(&world).await;

    let saved = rosa.types(&work, "part_1.setting", "Nineteen\r\nfourth graders", 0).await;
    assert_eq!(saved.page, r#"{"saved":"2:02 PM","revision":"1"}"#);
    let page = rosa.opens(&format!("{work}/part_1.setting")).await.page;
    assert!(page.contains("\nNineteen\nfourth graders</textarea>"));
    assert!(page.contains("Saved 2:02 PM"));
    assert!(page.contains("3 words of 3–12"));

    // The button sends lines as browsers do, and that is no change.
    let form = "words=Nineteen%0D%0Afourth+graders&revision=1&then=next";
    let kept = rosa.posts(&format!("{work}/part_1.setting"), form).await;
    assert_eq!(kept.goes_to, Some(format!("{work}/part_1.why")));
}

#[tokio::test]
async fn a_stale_tab_is_refused_and_loses_nothing() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.types(&work, "part_1.setting", "from the phone", 0).await;

    let refused = rosa.types(&work, "part_1.setting", "from the laptop", 0).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("You changed this in another tab"));
    let path = format!("{work}/part_1.setting");
    let both = rosa.posts(&path, "words=from+the+laptop&revision=0").await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    insta::assert_snapshot!("both_texts", both.main());
    assert!(rosa.opens(&path).await.page.contains("from the phone"));

    // She chooses; the page knew what stood there.
    let kept = rosa.posts(&path, "words=from+the+laptop&revision=1").await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(rosa.opens(&path).await.page.contains("\nfrom the laptop</textarea>"));
}

#[tokio::test]
async fn the_same_words_from_two_tabs_are_no_conflict() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.types(&work, "part_1.setting", "the same", 0).await;
    let again = rosa.types(&work, "part_1.setting", "the same", 0).await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn a_stale_table_shows_both() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let path = format!("{work}/part_2.tally.template");
    rosa.fills_in(&work, "part_2.tally.template", &[("0.question", "Why?")]).await;

    let both = rosa.posts(&path, "0.question=How%3F&revision=0").await;

    assert_eq!(both.status, StatusCode::CONFLICT);
    assert!(both.page.contains("value=\"How?\"") && both.page.contains("<td>Why?</td>"));
    assert!(rosa.opens(&path).await.page.contains("value=\"Why?\""));
}

#[tokio::test]
async fn a_table_has_more_rows_for_the_asking() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let path = format!("{work}/part_2.tally.template");

    let more = rosa.posts(&path, "0.question=How%3F&revision=0&then=more").await;

    assert_eq!(more.status, StatusCode::OK);
    assert!(
        more.page.contains("name=\"3.question\"") && !more.page.contains("name=\"4.question\"")
    );
    let filled = "0.question=a&1.question=b&2.question=c&3.question=d&4.question=e&revision=1";
    rosa.posts(&path, filled).await;
    let page = rosa.opens(&path).await.page;
    assert!(page.contains("value=\"e\""), "what is too much is kept, too, and told by the check");
}

#[tokio::test]
async fn nonsense_is_refused() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let path = format!("{work}/part_1.setting");
    for nonsense in ["words=a", "words=a&revision=x", "revision=0", "words=a%00&revision=0"] {
        let seen = rosa.posts(&path, nonsense).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{nonsense}");
    }
    let table = format!("{work}/part_2.tally.template");
    for nonsense in ["9999.question=a&revision=0", "0.unknown=a&revision=0", "x.y=a&revision=0"] {
        let seen = rosa.posts(&table, nonsense).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{nonsense}");
    }
    let long = rosa.writes(&work, "part_1.setting", &"long ".repeat(30_000)).await;
    assert_eq!(long.status, StatusCode::CONFLICT);
    assert!(long.page.contains("That is more than fits here."));
    assert!(long.page.contains("long long long"));
    let submission = rosa.posts(&format!("{work}/submissions"), "number=x&seen=").await;
    assert_eq!(submission.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_work_is_nobody_elses() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    let submission = rosa.submits(&work).await.goes_to.unwrap();
    let ben = world.educator("Ben").await;

    for path in ["part_1.setting", "part_2.tally.template", "check", "looks"] {
        let seen = ben.opens(&format!("{work}/{path}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ben.opens(&submission).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.types(&work, "part_1.setting", "a", 0).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.submits(&work).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn everything_missing_is_listed_with_the_field_where_it_is_mended() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes(&work, "part_1.setting", "Short").await;
    let cells = [("0.question", "Why?"), ("0.seconds", "three"), ("0.lesson", "first")];
    rosa.fills_in(&work, "part_2.tally.template", &cells).await;
    rosa.writes(&work, "part_3.change", "Much").await;

    insta::assert_snapshot!("missing", main_of(&rosa, &format!("{work}/check")).await);
    let refused = rosa.submits(&work).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("Something is still missing."));
}

#[tokio::test]
async fn she_submits_what_she_saw_and_it_stays_so() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    rosa.writes(&work, "before.guess", "A second, maybe").await;
    insta::assert_snapshot!("check", main_of(&rosa, &format!("{work}/check")).await);

    let submitted = rosa.submits(&work).await;
    world.settle().await;

    let place = submitted.goes_to.unwrap();
    assert!(place.starts_with("/submissions/"));
    let shown = main_of(&rosa, &place).await;
    assert!(shown.contains("It arrived on December 3, 2026, 2:02 PM."));
    assert!(shown.contains("A decision is promised by December 24, 2026."));
    assert!(shown.contains("Nineteen fourth graders in a small town."));
    assert!(!shown.contains("A second, maybe"), "a reflection is hers alone");
    assert_eq!(announced(&work), [1]);
    insta::assert_snapshot!("task_list_submitted", main_of(&rosa, &work).await);
    let letters = letters(&world).await;
    assert_eq!(letters.len(), 1);
    let masked = letters[0].replace(&place, "/submissions/…");
    insta::assert_snapshot!("receipt", masked.split_once("change:").unwrap().0);

    let after = rosa.types(&work, "part_1.setting", "Otherwise", 1).await;
    assert_eq!(after.status, StatusCode::CONFLICT);
    assert!(after.page.contains("What you submitted doesn’t change."));
    let path = format!("{work}/part_1.setting");
    let page = rosa.opens(&path).await.page;
    assert!(page.contains("Nineteen fourth graders in a small town."));
    assert!(!page.contains("<textarea"));
    let lost = rosa.posts(&path, "words=Typed+too+late&revision=1").await;
    assert!(lost.page.contains("Typed too late"), "what she typed is still on the page");
}

#[tokio::test]
async fn the_same_rows_are_sealed_and_named_by_the_manifest() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    let before = contents(&world).await;
    let id: Id<Submission> = id_of(&rosa.submits(&work).await.goes_to.unwrap());

    let mut read = world.app.read().await.unwrap();
    let submission = submit::submission(&mut read, id).await.unwrap();
    let of = submit::of_pursuits(&mut read, &[submission.pursuit]).await.unwrap();
    drop(read);

    assert_eq!(before, contents(&world).await, "no copy was made");
    assert_eq!(submission.digest, submission.manifest_digest());
    let places: Vec<_> = submission.items.iter().map(|it| it.place.to_string()).collect();
    assert_eq!(
        places,
        [
            "part_1.setting",
            "part_1.why",
            "part_2.plan",
            "part_2.plan",
            "part_2.tally.template",
            "part_3.change",
            "part_3.next"
        ]
    );
    assert!(submission.items.iter().all(|it| it.commitment.len() == 64));
    assert_eq!(submission.criteria.len(), 4);
    assert_eq!(of[&submission.pursuit], [submission]);
}

#[tokio::test]
async fn both_statements_are_ticked_and_what_she_saw_is_what_she_submits() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    let page = rosa.opens(&format!("{work}/check")).await.page;
    let form = format!("number=1&seen={}", hidden(&page, "seen").unwrap());
    let path = format!("{work}/submissions");

    let not_own = rosa.posts(&path, &format!("{form}&privacy=yes")).await;
    assert!(not_own.page.contains("Tick that it is your own work."));
    let unticked = rosa.posts(&path, &format!("{form}&own=yes")).await;
    assert!(unticked.page.contains("Tick that no student can be recognized"));
    assert!(unticked.page.contains("name=\"own\" value=\"yes\" checked"));
    rosa.writes(&work, "part_1.why", "Because they think longer.").await;
    let changed = rosa.posts(&path, &format!("{form}&own=yes&privacy=yes")).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(changed.page.contains("Something was changed since you looked"));
    assert!(changed.page.contains("Because they think longer."));
    assert_eq!(rosa.submits(&work).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_double_click_submits_once() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;

    let clicks = futures::future::join_all((0..6).map(|_| rosa.submits(&work))).await;
    world.settle().await;

    assert_eq!(clicks.iter().filter(|it| it.goes_to.is_some()).count(), 1);
    let again = rosa.submits(&work).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    insta::assert_snapshot!("submitted_already", again.main());
    assert_eq!(announced(&work), [1]);
    assert_eq!(letters(&world).await.len(), 1);
}

/// What is sealed is what was read: no word slips in between.
#[tokio::test]
async fn typing_on_while_it_is_submitted_changes_nothing_that_was_submitted() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    let typing = async {
        let typed = (1..8).map(|i| rosa.types(&work, "part_1.why", "Because I hear more.", i));
        futures::future::join_all(typed).await
    };

    let (submitted, _) = futures::future::join(rosa.submits(&work), typing).await;

    let submitted = match submitted.goes_to {
        Some(place) => place,
        None => rosa.submits(&work).await.goes_to.unwrap(),
    };
    let mut read = world.app.read().await.unwrap();
    let submission = submit::submission(&mut read, id_of(&submitted)).await.unwrap();
    let why = submission.items.iter().find(|it| it.place.to_string() == "part_1.why").unwrap();
    let (salt, body) = common::sealed(&mut read, why.content).await;
    assert_eq!(vault::Commitment::to(&salt, body.as_bytes()).as_str(), why.commitment);
}

#[tokio::test]
async fn nothing_is_submitted_once_she_has_withdrawn() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    rosa.withdraws(&work).await;

    assert_eq!(rosa.submits(&work).await.status, StatusCode::CONFLICT);
    assert_eq!(rosa.types(&work, "part_1.why", "More", 1).await.status, StatusCode::CONFLICT);
    assert_eq!(rosa.types(&work, "before.guess", "More", 0).await.status, StatusCode::CONFLICT);
    let page = rosa.opens(&format!("{work}/part_1.why")).await.page;
    assert!(page.contains("You withdrew from this."));
    assert!(page.contains("The same five hands go up."));
}

#[tokio::test]
async fn the_last_reflection_opens_when_she_has_submitted_and_stays_open() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let early = rosa.types(&work, "after.self", "Early", 0).await;
    assert!(early.page.contains("This opens when you have submitted."));
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    rosa.submits(&work).await;

    assert_eq!(rosa.types(&work, "after.self", "I listen.", 0).await.status, StatusCode::OK);
    assert_eq!(rosa.types(&work, "before.guess", "Still mine.", 0).await.status, StatusCode::OK);
    let mut tx = world.app.begin().await.unwrap();
    learn::note_earned(&mut tx, id_of(&work)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rosa.types(&work, "after.self", "I wait.", 1).await.status, StatusCode::OK);
    let refused = rosa.types(&work, "part_1.why", "No", 1).await;
    assert!(refused.page.contains("You have earned this."));
}

#[tokio::test]
async fn part_3_may_be_a_recording() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    for place in ["part_3.change", "part_3.next"] {
        rosa.writes(&work, place, "").await;
    }
    let lacking = rosa.opens(&format!("{work}/check")).await.page;
    assert!(lacking.contains("Looking back 1 of 2</a> is not answered yet"));

    rosa.adds_link(&work, "part_3", "https://films.example/mine", "My film").await;

    let whole = rosa.opens(&format!("{work}/check")).await.page;
    assert!(whole.contains("https://films.example/mine"));
    assert_eq!(rosa.submits(&work).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_coach_reads_what_is_shown_to_them_and_she_sees_it() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let (okafor, lee) = (world.coach("D. Okafor").await, world.coach("Lee").await);
    world.relate(&okafor, Relation::CoachOf, &rosa).await;
    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    rosa.shows_to_coach(&work, okafor.id, "part_1.setting").await;
    rosa.shows_to_coach(&work, okafor.id, "part_2.plan").await;
    let cohort = okafor.opens("/cohort").await.page;
    let links: Vec<String> = cohort
        .match_indices("/cohort/drafts/")
        .map(|(at, _)| cohort[at..].split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(links.len(), 2);

    let pages = [okafor.opens(&links[0]).await, okafor.opens(&links[1]).await];
    let both = format!("{}{}", pages[0].page, pages[1].page);
    assert!(both.contains("Nineteen fourth graders in a small town."));
    assert!(both.contains("First: why? Second: how? Third: what if?"));
    assert!(!both.contains("The same five hands"), "what isn't shown isn't shown");
    assert_eq!(lee.opens(&links[0]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.opens(&links[0]).await.status, StatusCode::NOT_FOUND);

    let log = main_of(&rosa, &format!("{work}/looks")).await;
    assert!(log.contains("D. Okafor") && log.contains("as you showed it to them"));
    let page = rosa.opens(&format!("{work}/sharing")).await.page;
    for (at, _) in page.match_indices("/shared-drafts/") {
        let end = page[at..].split('"').next().unwrap();
        rosa.posts(&format!("{work}{end}"), "").await;
    }
    assert_eq!(okafor.opens(&links[0]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn today_reopens_the_field_she_left() {
    let world = world().await;
    let (rosa, work) = started(&world).await;
    let moves = async || {
        let mut read = world.app.read().await.unwrap();
        submit::moves(&mut read, rosa.id, world.app.clock.now()).await.unwrap()
    };
    assert_eq!(moves().await[0].words, "Go on with Before you begin");
    world.app.clock.advance(SignedDuration::from_mins(5));
    rosa.writes(&work, "part_1.why", "Because").await;

    let left = moves().await;
    assert_eq!(left[0].words, "Go on with Part 1 · Question 2 of 2");
    assert_eq!(left[0].link, format!("{work}/part_1.why#words"));
    assert_eq!(left[0].detail.as_deref(), Some("Three seconds"));

    rosa.writes_everything(&work).await;
    plan(&rosa, &work).await;
    rosa.submits(&work).await;
    let waits = moves().await;
    assert_eq!(waits[0].words, "Your first submission is in");
    assert_eq!(waits[0].waits, Waits::ForOthers);
    assert!(waits[0].due_at.is_some());
    assert!(rosa.tries_to_start(SLUG).await.status.is_client_error());
}
