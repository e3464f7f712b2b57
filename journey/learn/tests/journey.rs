//! An educator starts, sees what comes next, and may end it.
#![allow(clippy::unwrap_used)] // what stories do

use std::collections::HashMap;

use axum::http::StatusCode;
use design::testing::{published, samples};
use foundation::{At, Conn, Id, Journey, Read, Refuse, Result, Tx};
use jiff::SignedDuration;
use learn::{
    MayStart, Pursuit, Started, Step, StepState, TaskList, Withdrawn,
    testing::{Learns, named_supervisor},
};
use people::{
    Organization, Relation, Role, Waits,
    testing::{Someone, World},
};

const SLUG: &str = "wait-time-and-questioning";

async fn anyone(_: &mut Conn, _: MayStart) -> Result<()> {
    Ok(())
}

#[derive(Debug, thiserror::Error)]
#[error("Your district asks for approval first.")]
struct ApprovalFirst;

impl Refuse for ApprovalFirst {}

async fn nobody(_: &mut Conn, _: MayStart) -> Result<()> {
    Err(ApprovalFirst.into())
}

/// As a later room would fill it.
async fn parts(_: &mut Read, ids: &[Id<Pursuit>]) -> Result<HashMap<Id<Pursuit>, Vec<Step>>> {
    let step = |id: Id<Pursuit>, order, words: &str, state| Step {
        order,
        key: words.into(),
        words: words.into(),
        detail: Some("150–300 words".into()),
        minutes: Some(40),
        link: Some(format!("/pursuits/{id}/part_1.a")),
        state,
    };
    let steps = |id: Id<Pursuit>| {
        let second = step(id, 200, "Part 2 · A plan", StepState::ToDo);
        vec![second, step(id, 100, "Part 1 · Questions", StepState::Complete)]
    };
    Ok(ids.iter().map(|id| (*id, steps(*id))).collect())
}

async fn heard_start(tx: &mut Tx, what: Started) -> Result<()> {
    learn::hold(tx, what.pursuit).await.map(|_| ())
}

async fn heard_end(tx: &mut Tx, what: Withdrawn) -> Result<()> {
    let pursuit = learn::hold(tx, what.pursuit).await?;
    assert!(pursuit.is_withdrawn());
    Ok(())
}

fn journey() -> Journey {
    Journey::default()
        .gate::<MayStart>(anyone)
        .slot::<TaskList>(parts)
        .when::<Started>("story.started", heard_start)
        .when::<Withdrawn>("story.withdrawn", heard_end)
}

async fn world() -> World {
    let world = World::new(journey(), learn::routes()).await;
    samples(&world).await;
    world
}

#[tokio::test]
async fn before_she_starts_she_reads_what_she_enters_into() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    insta::assert_snapshot!(rosa.opens(&format!("/catalog/{SLUG}/start")).await.main());
    assert_eq!(rosa.opens("/catalog/nothing/start").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_pursuit_is_a_list_of_steps_with_the_next_one_first() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let okafor = world.coach("D. Okafor").await;
    world.relate(&okafor, Relation::CoachOf, &rosa).await;

    insta::assert_snapshot!("nothing_begun", rosa.opens("/pursuits").await.main());
    let work = rosa.starts(SLUG).await;
    world.settle().await;

    insta::assert_snapshot!("task_list", rosa.opens(&work).await.main());
    insta::assert_snapshot!("my_work", rosa.opens("/pursuits").await.main());
}

#[tokio::test]
async fn what_she_holds_is_nobody_elses_business() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let work = rosa.starts(SLUG).await;

    for page in ["", "/withdrawal", "/name", "/sharing"] {
        let seen = ben.opens(&format!("{work}{page}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(ben.withdraws(&work).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.says_of_the_name(&work, "shown").await.status, StatusCode::NOT_FOUND);
    let page = ben.opens("/pursuits").await.page;
    assert!(page.contains("What you start stands here"));
}

#[tokio::test]
async fn one_runs_at_a_time_and_the_refusal_leads_to_it() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;

    let again = rosa.tries_to_start(SLUG).await;

    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.page.contains("You are working on this already."));
    assert!(again.page.contains(&format!("href=\"{work}\"")));
    assert!(!again.page.contains(">Start</button>"));
}

#[tokio::test]
async fn two_who_press_at_once_start_once() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let starts = (0..6).map(|_| rosa.tries_to_start(SLUG));

    let seen = futures::future::join_all(starts).await;

    assert_eq!(seen.iter().filter(|it| it.goes_to.is_some()).count(), 1);
    assert_eq!(seen.iter().filter(|it| it.status == StatusCode::CONFLICT).count(), 5);
}

#[tokio::test]
async fn a_later_room_may_say_no() {
    let journey = Journey::default().gate::<MayStart>(nobody);
    let world = World::new(journey, learn::routes()).await;
    samples(&world).await;
    let rosa = world.educator("Rosa").await;

    let page = rosa.opens(&format!("/catalog/{SLUG}/start")).await.page;
    let refused = rosa.tries_to_start(SLUG).await;

    assert!(page.contains("Your district asks for approval first."));
    assert!(!page.contains(">Start</button>"));
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(rosa.opens("/pursuits").await.page.contains("What you start stands here"));
}

#[tokio::test]
async fn what_is_published_meanwhile_is_looked_at_first() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let shown = rosa.opens(&format!("/catalog/{SLUG}/start")).await.page;
    let newer = design::testing::sample(&format!("lakeshore-university/{SLUG}.md"))
        .replace("title: Wait time and questioning", "title: Wait time and better questions");
    published(&world, &newer).await;
    let (_, rest) = shown.split_once("name=\"version\" value=\"").unwrap();
    let form = format!("slug={SLUG}&version={}", rest.split_once('"').unwrap().0);

    let refused = rosa.posts("/pursuits", &form).await;

    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.page.contains("A newer version was published while you read."));
    assert!(refused.page.contains("Wait time and better questions"));
}

#[tokio::test]
async fn nonsense_is_refused() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;

    let unread = rosa.posts("/pursuits", &format!("slug={SLUG}&version=third")).await;
    let absent = rosa.posts("/pursuits", &format!("slug=No!&version={}", Id::<()>::random())).await;
    let elsewhere = rosa
        .posts(
            "/pursuits",
            &format!(
                "slug={SLUG}&school={}&version={}",
                world.other_school.id,
                version(&world).await
            ),
        )
        .await;

    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.status, StatusCode::CONFLICT);
    assert!(elsewhere.page.contains("Choose one of the schools that you work at."));
}

async fn version(world: &World) -> Id<design::Version> {
    let mut read = world.app.read().await.unwrap();
    design::published_by_slug(&mut read, SLUG).await.unwrap().id
}

#[tokio::test]
async fn who_teaches_at_two_schools_says_for_which() {
    let world = world().await;
    let schools = [(Role::Educator, &world.school), (Role::Educator, &world.other_school)];
    let rosa = world.someone("Rosa", &schools).await;

    let page = rosa.opens(&format!("/catalog/{SLUG}/start")).await.page;
    assert!(page.contains("At which school is this?"));
    let form =
        format!("slug={SLUG}&version={}&school={}", version(&world).await, world.other_school.id);
    let work = rosa.posts("/pursuits", &form).await.goes_to.unwrap();

    let id = work.rsplit('/').next().unwrap().parse().unwrap();
    let mut read = world.app.read().await.unwrap();
    let pursuit = learn::pursuit(&mut read, id).await.unwrap();
    assert_eq!((pursuit.school, pursuit.employer), (world.other_school.id, world.district.id));
}

#[tokio::test]
async fn a_named_reviewer_is_chosen_and_accepted_before_the_start() {
    let world = world().await;
    let slug = named_supervisor(&world).await;
    let (rosa, lee) = (world.educator("Rosa").await, world.supervisor("Lee").await);
    let stranger = world.educator("Ben").await;
    let page = format!("/catalog/{slug}/start");
    insta::assert_snapshot!("named_reviewer", rosa.opens(&page).await.main());

    let nobody = rosa.tries_to_start(&slug).await;
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    assert!(nobody.page.contains("Choose who is to review your work."));

    let form = |who: &Someone, more: &str| {
        let shown = nobody.page.split_once("name=\"version\" value=\"").unwrap().1;
        let version = shown.split_once('"').unwrap().0;
        format!("slug={slug}&version={version}&named_reviewer={}{more}", who.id)
    };
    let wrong = rosa.posts("/pursuits", &form(&stranger, "&accepted=yes")).await;
    assert!(wrong.page.contains("Choose someone from the list"));
    let unaccepted = rosa.posts("/pursuits", &form(&lee, "")).await;
    assert!(unaccepted.page.contains("Tick that you accept this person"));
    assert!(unaccepted.page.contains("checked> Lee"));

    let work = rosa.starts_with(&slug, lee.id).await;
    let id = work.rsplit('/').next().unwrap().parse().unwrap();
    assert!(rosa.opens(&work).await.page.contains("Lee, whom you accepted before you started"));
    let mut read = world.app.read().await.unwrap();
    assert_eq!(learn::pursuit(&mut read, id).await.unwrap().named_reviewer, Some(lee.id));
}

#[tokio::test]
async fn her_coach_is_nobody_to_review_her() {
    let world = world().await;
    let slug = named_supervisor(&world).await;
    let (rosa, lee) = (world.educator("Rosa").await, world.supervisor("Lee").await);
    world.relate(&lee, Relation::CoachOf, &rosa).await;

    let page = rosa.opens(&format!("/catalog/{slug}/start")).await.page;

    assert!(page.contains("nobody in your district holds that role now"));
    assert!(!page.contains(">Start</button>"));
}

#[tokio::test]
async fn withdrawing_ends_it_and_nothing_else() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    insta::assert_snapshot!("withdraw", rosa.opens(&format!("{work}/withdrawal")).await.main());

    let gone = rosa.withdraws(&work).await;
    world.settle().await;

    assert_eq!(gone.goes_to.as_deref(), Some(work.as_str()));
    let page = rosa.opens(&work).await.page;
    assert!(page.contains("You withdrew from this on December 3, 2026."));
    let again = rosa.withdraws(&work).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.page.contains("You withdrew from this."));
    assert_eq!(rosa.says_of_the_name(&work, "shown").await.status, StatusCode::CONFLICT);
    assert_ne!(rosa.starts(SLUG).await, work);
}

#[tokio::test]
async fn what_is_earned_is_not_withdrawn_and_can_be_started_anew() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    let id: Id<Pursuit> = work.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = world.app.begin().await.unwrap();
    learn::note_earned(&mut tx, id).await.unwrap();
    learn::note_earned(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(rosa.withdraws(&work).await.status, StatusCode::CONFLICT);
    assert!(rosa.opens(&work).await.page.contains("You earned this on December 3, 2026."));
    assert_ne!(rosa.starts(SLUG).await, work);
}

#[tokio::test]
async fn her_name_is_asked_for_once() {
    let world = world().await;
    let rosa = world.educator("Rosa Marín").await;
    let work = rosa.starts(SLUG).await;
    insta::assert_snapshot!("name_choice", rosa.opens(&format!("{work}/name")).await.main());

    let nothing = rosa.posts(&format!("{work}/name"), "").await;
    assert!(nothing.page.contains("Choose one of the two."));
    rosa.says_of_the_name(&work, "shown").await;
    let again = rosa.says_of_the_name(&work, "withheld").await;

    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(rosa.opens(&format!("{work}/name")).await.page.contains("You said yes"));
    let id = work.rsplit('/').next().unwrap().parse().unwrap();
    let mut read = world.app.read().await.unwrap();
    let choice = learn::name_choice(&mut read, id, rosa.id).await.unwrap();
    assert_eq!(choice, Some(learn::NameChoice::Shown));
}

#[tokio::test]
async fn a_coach_sees_who_is_quiet_and_what_is_shown_and_no_more() {
    let world = world().await;
    let (rosa, ben) = (world.educator("Rosa").await, world.educator("Ben").await);
    let okafor = world.coach("D. Okafor").await;
    insta::assert_snapshot!("cohort_empty", okafor.opens("/cohort").await.main());
    for coached in [&rosa, &ben] {
        world.relate(&okafor, Relation::CoachOf, coached).await;
    }
    let work = rosa.starts(SLUG).await;
    let mut tx = world.app.begin().await.unwrap();
    let then = tx.now() - SignedDuration::from_hours(16 * 24);
    let update = sqlx::query("UPDATE pursuits SET touched_at = $1");
    tx.run_one(update.bind(At(then))).await.unwrap();
    tx.commit().await.unwrap();
    ben.starts(SLUG).await;

    insta::assert_snapshot!("cohort", okafor.opens("/cohort").await.main());
    let mut read = world.app.read().await.unwrap();
    let now = world.app.clock.now();
    let moves = learn::moves(&mut read, okafor.id, now).await.unwrap();
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0].words, "Someone whom you coach has gone quiet");
    assert_eq!(moves[0].waits, Waits::ForOthers);
    assert!(learn::moves(&mut read, rosa.id, now).await.unwrap().is_empty());
    drop(read);

    let shown = rosa.shows_to_coach(&work, okafor.id, "part_1.setting").await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER);
    insta::assert_snapshot!("sharing", rosa.opens(&format!("{work}/sharing")).await.main());
    let page = okafor.opens("/cohort").await.page;
    assert!(page.contains("Rosa: Part 1 · Question 1 of 2"));
    assert!(!page.contains("Quiet</span>"));
}

#[tokio::test]
async fn what_is_shown_can_be_ended_and_the_rest_can_t_be_shown() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let (okafor, lee) = (world.coach("D. Okafor").await, world.coach("Lee").await);
    world.relate(&okafor, Relation::CoachOf, &rosa).await;
    let work = rosa.starts(SLUG).await;

    for (coach, place) in [
        (&lee, "part_1.setting"),
        (&okafor, "before.guess"),
        (&okafor, "part_1.nothing"),
        (&okafor, "elsewhere"),
    ] {
        let refused = rosa.shows_to_coach(&work, coach.id, place).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{place}");
    }
    rosa.shows_to_coach(&work, okafor.id, "part_1.setting").await;
    rosa.shows_to_coach(&work, okafor.id, "part_1.setting").await;
    let page = rosa.opens(&format!("{work}/sharing")).await.page;
    let ends: Vec<_> = page.match_indices("/shared-drafts/").collect();
    assert_eq!(ends.len(), 1);
    let end = page[ends[0].0..].split('"').next().unwrap();
    rosa.posts(&format!("{work}{end}"), "").await;

    assert!(rosa.opens(&format!("{work}/sharing")).await.page.contains("Nothing. What you show"));
    assert!(okafor.opens("/cohort").await.page.contains("None now."));
}

/// Another district's coach doesn't see what isn't kept there, whomever they coach.
#[tokio::test]
async fn a_coach_sees_what_their_district_keeps() {
    let world = world().await;
    let other = Organization::new(people::Kind::District, "other", "Other", None);
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &other).await.unwrap();
    tx.commit().await.unwrap();
    let okafor = world.someone("D. Okafor", &[(Role::Coach, &other)]).await;
    let rosa = world.educator("Rosa").await;
    world.relate(&okafor, Relation::CoachOf, &rosa).await;
    rosa.starts(SLUG).await;

    let page = okafor.opens("/cohort").await.page;

    assert!(page.contains("Nobody has something in progress now."));
}
