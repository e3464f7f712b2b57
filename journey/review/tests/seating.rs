//! Who is asked, who isn't, and what happens when somebody leaves.
#![allow(clippy::unwrap_used)] // what stories do

mod story;

use design::testing::published;
use jiff::SignedDuration;
use learn::testing::Learns;
use people::{Kind, Organization, Relation, Role, testing::Someone, testing::World, testing::form};
use review::{Finding::*, testing::Reviews};
use story::*;

#[tokio::test]
async fn whoever_has_least_to_do_is_asked_first() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    submitted(&world).await;
    let tom = world.educator("Tom").await;
    started_and_submitted(&world, &tom).await;

    let waiting = [ana.waiting().await, ben.waiting().await, cho.waiting().await];
    assert_eq!(waiting.iter().sum::<usize>(), 4);
    assert_eq!(cho.waiting().await, 1);
}

#[tokio::test]
async fn nobody_near_her_is_asked_nor_she_herself() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    world.appoint(&rosa, Role::Assessor, &world.issuer).await;
    qualify(&world, &rosa).await;
    let relations = [
        (Relation::CoachOf, "Okafor"),
        (Relation::Supervises, "Principal Lee"),
        (Relation::Teammate, "Mia"),
        (Relation::Family, "Sam"),
    ];
    let mut near: Vec<Someone> = vec![];
    for (relation, name) in relations {
        let one = qualified(&world, name).await;
        world.relate(&one, relation, &rosa).await;
        near.push(one);
    }
    // What is mutual holds whichever way it was put down.
    let twin = qualified(&world, "Ida").await;
    world.relate(&rosa, Relation::Family, &twin).await;
    let [ana, ben, _] = assessors(&world).await;

    started_and_submitted(&world, &rosa).await;

    assert_eq!((ana.waiting().await, ben.waiting().await), (1, 1));
    assert_eq!((rosa.waiting().await, twin.waiting().await), (0, 0));
    for one in near {
        assert_eq!(one.waiting().await, 0, "{}", one.name);
    }
}

#[tokio::test]
async fn someone_who_comes_near_her_afterwards_is_heard_no_more() {
    let world = world().await;
    let [ana, _, cho] = assessors(&world).await;
    let (rosa, _) = submitted(&world).await;
    let panel = ana.first_on_desk().await;
    world.relate(&ana, Relation::CoachOf, &rosa).await;

    ana.finds(Demonstrated).await;

    assert!(ana.opens(&panel).await.page.contains("stand too near to each other"));
    assert_eq!(cho.waiting().await, 1);
}

#[tokio::test]
async fn another_account_of_hers_is_she() {
    let world = world().await;
    let (rosa, _) = submitted(&world).await;
    let other = world.assessor("Rosa Again").await;
    merge(&world, &rosa, &other).await;

    qualify(&world, &other).await;
    let [ana, ben, _] = assessors(&world).await;
    world.settle().await;

    assert_eq!((ana.waiting().await, ben.waiting().await, other.waiting().await), (1, 1, 0));
}

#[tokio::test]
async fn whoever_has_seen_a_score_is_not_asked() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, _) = submitted(&world).await;
    let mut tx = world.app.begin().await.unwrap();
    let pursuits = learn::of_person(&mut tx, rosa.id).await.unwrap();
    let submissions = submit::of_pursuits(&mut tx, &[pursuits[0].id]).await.unwrap();
    let submission = submissions[&pursuits[0].id][0].id;
    review::disclose(&mut tx, world.district.id, submission, cho.id, "an appeal").await.unwrap();
    tx.commit().await.unwrap();

    ana.finds(Demonstrated).await;
    ben.finds(NotYet).await;

    assert_eq!(cho.waiting().await, 0);
}

#[tokio::test]
async fn where_assessors_come_from_is_the_policy_s_choice() {
    let world = world().await;
    let text = two_colleagues();
    let inside = text.replace("assessors: mix", "assessors: internal").replace(SLUG, "inside");
    let outside =
        text.replace("assessors: mix", "assessors: another_district").replace(SLUG, "outside");
    published(&world, &inside).await;
    published(&world, &outside).await;
    let elsewhere = elsewhere(&world).await;
    let (ana, ben) = (qualified(&world, "Ana").await, qualified(&world, "Ben").await);
    world.appoint(&ana, Role::Educator, &world.other_school).await;
    world.appoint(&ben, Role::Educator, &elsewhere).await;
    let rosa = world.educator("Rosa").await;

    let work = rosa.starts("inside").await;
    submits(&world, &rosa, &work, "We waited a little.").await;
    assert_eq!((ana.waiting().await, ben.waiting().await), (1, 0));

    let work = rosa.starts("outside").await;
    submits(&world, &rosa, &work, "We waited a little.").await;
    assert_eq!((ana.waiting().await, ben.waiting().await), (1, 1));
}

#[tokio::test]
async fn where_nobody_is_free_leads_are_told_once_and_the_seat_fills_as_soon_as_someone_is() {
    let world = world().await;
    let ana = qualified(&world, "Ana").await;
    let lead = world.lead("Lin").await;
    let (rosa, work) = submitted(&world).await;

    let letters = world.letters(&lead.address, "review.nobody_free").await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].body.contains("A seat is empty") && !letters[0].body.contains("Rosa"));
    assert!(rosa.opens(&work).await.page.contains("We are finding your assessors."));
    assert!(lead.opens("/panels").await.page.contains("One assessor is missing"));

    world.app.clock.advance(SignedDuration::from_hours(3));
    world.settle().await;
    assert_eq!(world.letters(&lead.address, "review.nobody_free").await.len(), 1);

    let ben = qualified(&world, "Ben").await;
    world.settle().await;
    assert_eq!((ana.waiting().await, ben.waiting().await), (1, 1));
    assert!(lead.opens("/panels").await.page.contains("Every submission has its assessors"));
}

#[tokio::test]
async fn whoever_becomes_an_assessor_is_found_within_the_hour() {
    let world = world().await;
    let ana = qualified(&world, "Ana").await;
    submitted(&world).await;
    let ben = world.educator("Ben").await;
    qualify(&world, &ben).await;
    world.settle().await;
    assert_eq!((ana.waiting().await, ben.waiting().await), (1, 0));

    world.appoint(&ben, Role::Assessor, &world.issuer).await;
    world.app.clock.advance(SignedDuration::from_hours(1));
    world.settle().await;

    assert_eq!(ben.waiting().await, 1);
}

#[tokio::test]
async fn whoever_knows_her_leaves_and_the_next_sits_down() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.notes(&panel, &ALL).await;

    ana.knows_them(&panel).await;

    let page = ana.opens(&panel).await.page;
    assert!(page.contains("You have left this submission") && !page.contains("It is there."));
    assert!(!page.contains("We waited three seconds."));
    assert_eq!((ana.waiting().await, cho.waiting().await), (0, 1));
    let late = ana.posts(&format!("{panel}/notes"), "revision=any").await;
    assert!(late.page.contains("You have left this submission"));

    ben.finds_all_but("overview").await;
    cho.finds_all_but("overview").await;
    submits(&world, &rosa, &work, "We waited once more.").await;
    assert_eq!((ana.waiting().await, ben.waiting().await, cho.waiting().await), (0, 1, 1));
}

#[tokio::test]
async fn whoever_finds_out_after_sending_says_so_too() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.finds_all_but("overview").await;

    world.app.clock.advance(SignedDuration::from_mins(1));
    ana.knows_them(&panel).await;
    assert!(ana.opens(&panel).await.page.contains("What you sent stands."));

    ben.finds_all_but("overview").await;
    submits(&world, &rosa, &work, "We waited once more.").await;
    assert_eq!((ana.waiting().await, ben.waiting().await, cho.waiting().await), (0, 1, 1));
}

#[tokio::test]
async fn a_withdrawn_pursuit_frees_everyone_and_decides_nothing() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    let panel = ben.first_on_desk().await;
    ana.finds(NotYet).await;
    ben.notes(&panel, &ALL).await;
    let looked_at = revision(&ben.opens(&format!("{panel}/preview")).await.page);

    rosa.withdraws(&work).await;
    // Even before we have heard of it.
    let send = ben.posts(&format!("{panel}/reviews"), &form(&[("revision", &looked_at)])).await;
    assert_eq!(send.status, 409);
    assert!(send.page.contains("The educator has ended this work"));
    world.settle().await;

    assert_eq!((ben.waiting().await, cho.waiting().await), (0, 0));
    let page = ben.opens(&panel).await.page;
    assert!(page.contains("The educator has ended this work") && page.contains("It is there."));
    let late = form(&[("revision", "any"), ("feedback.plan", "Too late.")]);
    let late = ben.posts(&format!("{panel}/notes"), &late).await;
    assert_eq!(late.status, 409);
    assert!(late.page.contains("Too late."));
    assert!(decision(&world, &work).await.is_none());
    assert_eq!(world.letters(&ben.address, "review.withdrawn").await.len(), 1);
}

#[tokio::test]
async fn a_lead_asks_someone_else_when_somebody_is_late() {
    let world = world().await;
    let [ana, _, cho] = assessors(&world).await;
    let lead = world.lead("Lin").await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    let another = form(&[("assessor", &ana.id.to_string())]);
    let early = lead.posts(&format!("{panel}/vacancies"), &another).await;
    assert!(early.page.contains("They still have time."));

    world.app.clock.advance(SignedDuration::from_hours(11 * 24));
    for one in [&ana, &lead, &cho] {
        world.comes_back(one).await;
    }
    let page = lead.opens("/panels").await.page;
    assert!(page.contains("Ana was to be done by December 13, 2026."), "{page}");
    assert!(!page.contains("Rosa"));
    lead.posts(&format!("{panel}/vacancies"), &another).await;

    assert_eq!(cho.waiting().await, 1);
    assert!(ana.opens(&panel).await.page.contains("is over, and someone else reviews it."));
}

#[tokio::test]
async fn a_named_administrator_reviews_alone_and_knows_whose_it_is() {
    let world = world().await;
    assessors(&world).await;
    let slug = named_supervisor(&world).await;
    let lee = world.supervisor("Principal Lee").await;
    let rosa = world.educator("Rosa").await;
    world.relate(&lee, Relation::Supervises, &rosa).await;
    let work = rosa.starts_with(&slug, lee.id).await;
    submits(&world, &rosa, &work, "We waited a little.").await;

    let panel = lee.first_on_desk().await;
    let page = lee.opens(&panel).await.page;
    assert!(page.contains("The work of Rosa") && !page.contains("Blind review"));
    lee.finds(Demonstrated).await;

    let decision = decision(&world, &work).await.unwrap();
    let how = decision.how;
    assert_eq!((how.reviews, how.third_decided, how.blind), (1, false, false));
    assert_eq!(how.named_role.unwrap().as_str(), "supervisor");
}

#[tokio::test]
async fn nobody_can_take_the_place_of_whoever_was_named() {
    let world = world().await;
    assessors(&world).await;
    let slug = named_supervisor(&world).await;
    let (lee, lead) = (world.supervisor("Principal Lee").await, world.lead("Lin").await);
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts_with(&slug, lee.id).await;
    submits(&world, &rosa, &work, "We waited a little.").await;
    let panel = lee.first_on_desk().await;

    world.app.clock.advance(SignedDuration::from_hours(60 * 24));
    world.settle().await;
    for one in [&lee, &lead] {
        world.comes_back(one).await;
    }
    let another = form(&[("assessor", &lee.id.to_string())]);
    let refused = lead.posts(&format!("{panel}/vacancies"), &another).await;
    assert!(refused.page.contains("accepted this reviewer by name"));
    assert!(lee.opens(&panel).await.page.contains("I can’t judge this fairly"));

    lee.knows_them(&panel).await;
    assert_eq!(world.letters(&lead.address, "review.nobody_free").await.len(), 1);
}

#[tokio::test]
async fn whoever_is_not_qualified_any_more_is_not_heard_and_loses_nothing() {
    let world = world().await;
    let ana = world.assessor("Ana").await;
    let version = version(&world, SLUG).await;
    let mut tx = world.app.begin().await.unwrap();
    let until = tx.now() + SignedDuration::from_hours(1);
    let digest = &version.rubric_digest;
    review::qualify(&mut tx, version.issuer, ana.id, digest, "Soon over", until).await.unwrap();
    tx.commit().await.unwrap();
    qualified(&world, "Ben").await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.notes(&panel, &ALL).await;

    world.app.clock.advance(SignedDuration::from_hours(2));
    let sent = ana.sends_review(&panel).await;

    assert_eq!(sent.status, 409);
    assert!(
        sent.page.contains("You aren&#39;t qualified for this rubric any more."),
        "{}",
        sent.page
    );
    assert!(sent.page.contains("It is there.</textarea>"));
}

#[tokio::test]
async fn whoever_has_no_seat_finds_nothing_there() {
    let world = world().await;
    let [ana, _, cho] = assessors(&world).await;
    let (rosa, _) = submitted(&world).await;
    let panel = ana.first_on_desk().await;

    for one in [&cho, &rosa] {
        assert_eq!(one.opens(&panel).await.status, 404);
        assert_eq!(one.opens(&format!("{panel}/preview")).await.status, 404);
        for act in ["notes", "reviews", "exclusion", "vacancies"] {
            assert_eq!(one.posts(&format!("{panel}/{act}"), "").await.status, 404, "{act}");
        }
    }
    assert_eq!(cho.opens("/panels").await.status, 404);
    let elsewhere = elsewhere(&world).await;
    let other = world.someone("Otto", &[(Role::Lead, &elsewhere)]).await;
    assert!(other.opens("/panels").await.page.contains("Every submission has its assessors"));
    let another = form(&[("assessor", &ana.id.to_string())]);
    assert_eq!(other.posts(&format!("{panel}/vacancies"), &another).await.status, 404);
}

#[tokio::test]
async fn an_issuer_s_lead_says_who_is_qualified() {
    let world = world().await;
    let lead = world.someone("Lin", &[(Role::Lead, &world.issuer)]).await;
    let ana = world.assessor("Ana").await;
    submitted(&world).await;
    let version = version(&world, SLUG).await.id.to_string();
    let assessor = ana.id.to_string();

    let empty = lead.posts("/qualifications", &form(&[("assessor", &assessor)])).await;
    assert_eq!(empty.status, 409);
    assert!(empty.page.contains("Choose one of your microcredentials."));
    let fields = [("assessor", &*assessor), ("version", &*version), ("because", "Five of five.")];
    lead.posts("/qualifications", &form(&fields)).await;
    world.settle().await;

    let page = lead.opens("/qualifications").await.page;
    assert!(page.contains("Five of five.") && page.contains("until December 3, 2028"));
    assert_eq!(ana.waiting().await, 1);
    let outsider = world.educator("Tom").await.id.to_string();
    let fields = [("assessor", &*outsider), ("version", &*version), ("because", "Five of five.")];
    let refused = lead.posts("/qualifications", &form(&fields)).await;
    assert!(refused.page.contains("Choose one of your assessors."));
}

async fn elsewhere(world: &World) -> Organization {
    let other = Organization::new(Kind::District, "elsewhere", "Elsewhere", Some(&world.state));
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &other).await.unwrap();
    tx.commit().await.unwrap();
    other
}

#[tokio::test]
async fn whoever_sat_under_another_account_is_heard_once() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (_, work) = submitted(&world).await;
    ana.finds(Demonstrated).await;
    let panel = ben.first_on_desk().await;
    merge(&world, &ana, &ben).await;

    ben.finds(Demonstrated).await;

    assert!(ben.opens(&panel).await.page.contains("stand too near to each other"));
    cho.finds(Demonstrated).await;
    assert!(decision(&world, &work).await.is_some());
}

#[tokio::test]
async fn two_who_turn_out_to_be_one_decide_nothing() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (_, work) = submitted(&world).await;
    ana.finds(Demonstrated).await;
    ben.finds(NotYet).await;
    merge(&world, &ana, &ben).await;

    let sent = cho.finds(NotYet).await;

    assert_eq!(sent.status, 409);
    assert!(sent.page.contains("turned out to be one person"));
    assert!(decision(&world, &work).await.is_none());
}

async fn merge(world: &World, from: &Someone, into: &Someone) {
    let mut tx = world.app.begin().await.unwrap();
    people::merge_accounts(&mut tx, from.id, into.id).await.unwrap();
    tx.commit().await.unwrap();
}
