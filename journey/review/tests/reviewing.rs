//! Assessors review; what they find adds up; the educator reads it.
#![allow(clippy::unwrap_used)] // what stories do

mod story;

use jiff::SignedDuration;
use people::{
    Move,
    testing::{Someone, World, form},
};
use review::{Finding::*, testing::Reviews};
use story::*;

#[tokio::test]
async fn two_who_agree_decide() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    assert!(rosa.opens(&work).await.page.contains("Your assessors have it."));
    assert_eq!((ana.waiting().await, ben.waiting().await, cho.waiting().await), (1, 1, 0));

    ana.finds(Demonstrated).await;
    assert!(rosa.opens(&work).await.page.contains("Your assessors have it."));
    ben.finds(Demonstrated).await;

    let decision = decision(&world, &work).await.unwrap();
    assert_eq!(decision.outcome, Demonstrated);
    let how = &decision.how;
    assert_eq!((how.reviews, how.third_decided, how.blind), (2, false, true));
    assert!(rosa.opens(&work).await.page.contains("Every criterion stands."));
}

#[tokio::test]
async fn when_two_differ_a_third_decides() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;

    ana.finds(Demonstrated).await;
    ben.finds_all_but("overview").await;
    assert!(rosa.opens(&work).await.page.contains("Your assessors differ, so a third is asked."));
    assert!(decision(&world, &work).await.is_none());

    cho.finds_all_but("overview").await;
    let decision = decision(&world, &work).await.unwrap();
    assert_eq!(decision.outcome, NotYet);
    assert!(decision.how.third_decided);
    assert_eq!(missing(&decision), ["overview"]);
}

#[tokio::test]
async fn not_yet_is_shown_again_in_part_and_by_the_same_two() {
    let world = world().await;
    let [ana, ben, cho] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    ana.finds_all_but("overview").await;
    ben.finds_all_but("plan").await;
    assert_eq!(missing(&decision(&world, &work).await.unwrap()), ["overview", "plan"]);

    // Whoever has least to do would be Cho.
    submits(&world, &rosa, &work, "We waited five seconds.").await;
    assert_eq!((ana.waiting().await, ben.waiting().await, cho.waiting().await), (1, 1, 0));
    let page = ana.opens(&ana.first_on_desk().await).await.page;
    assert_eq!(page.matches("<fieldset").count(), 2);
    assert!(page.contains("Show it once more") && page.contains("What you wrote on what was"));
    assert!(page.contains("Knows the class") && !page.contains("Looks back"));

    ana.finds(Demonstrated).await;
    ben.finds(Demonstrated).await;
    let decision = decision(&world, &work).await.unwrap();
    assert_eq!(decision.outcome, Demonstrated);
    let now: Vec<_> = decision.criteria.iter().filter(|it| !it.carried).collect();
    assert_eq!((decision.criteria.len(), now.len()), (4, 2));
}

#[tokio::test]
async fn each_knows_only_their_own_earlier_feedback() {
    let world = world().await;
    let [ana, ben, _] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    ana.finds_all_but("overview").await;
    let panel = ben.first_on_desk().await;
    let page = ben.opens(&panel).await.page;
    assert!(!page.contains("Show it once more"), "Ben sees what Ana wrote");
    ben.finds_all_but("overview").await;

    submits(&world, &rosa, &work, "We waited five seconds.").await;

    let page = ben.opens(&ben.first_on_desk().await).await.page;
    assert_eq!(page.matches("What you wrote on what was submitted before").count(), 1);
    let sent = ben.opens(&panel).await.page;
    assert!(sent.contains("What you sent") && !sent.contains("decided"));
}

#[tokio::test]
async fn a_decision_stands_through_a_third_submission() {
    let world = world().await;
    let [ana, ben, _] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    for missed in ["overview", "overview"] {
        ana.finds_all_but(missed).await;
        ben.finds_all_but(missed).await;
        submits(&world, &rosa, &work, "We waited once more.").await;
    }
    ana.finds(Demonstrated).await;
    ben.finds(Demonstrated).await;

    let decision = decision(&world, &work).await.unwrap();
    assert_eq!(decision.outcome, Demonstrated);
    let feedback = rosa.opens(&format!("{work}/feedback")).await.page;
    assert!(
        feedback.contains("Submission 1, decided") && feedback.contains("Submission 2, decided")
    );
}

#[tokio::test]
async fn a_review_that_is_not_whole_comes_back_with_what_was_noted() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    let revision = revision(&ana.opens(&panel).await.page);
    let sent = form(&[
        ("revision", &revision),
        ("level.plan", "not_yet"),
        ("feedback.overview", "Say which class it was."),
        ("then", "preview"),
    ]);

    let seen = ana.posts(&format!("{panel}/notes"), &sent).await;

    assert_eq!(seen.status, 409);
    assert!(seen.page.contains("Plans questions: Say what would move this on"));
    assert!(seen.page.contains("Knows the class: Choose a level."));
    assert!(seen.page.contains("Say which class it was.</textarea>"));
    assert!(seen.page.contains("value=\"not_yet\" checked"));
    let preview = ana.opens(&format!("{panel}/preview")).await;
    assert_eq!(preview.goes_to, Some(panel.clone()));
    assert_eq!(ana.waiting().await, 1);
}

#[tokio::test]
async fn notes_are_saved_as_they_are_typed_and_an_older_tab_loses_nothing() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    let older = revision(&ana.opens(&panel).await.page);

    let saved = types(&ana, &panel, &older, "Count from the end of the question.").await;
    assert!(saved.starts_with("{\"saved\":\"2:02 PM\",\"revision\":\""), "{saved}");
    let again = types(&ana, &panel, &older, "Count from the end of the question.").await;
    assert_eq!(saved, again);

    let stale = types(&ana, &panel, &older, "Count aloud.").await;
    assert!(stale.starts_with("{\"refused\":\"You changed this in another tab"), "{stale}");
    let sent = form(&[("revision", &older), ("feedback.plan", "Count aloud.")]);
    let page = ana.posts(&format!("{panel}/notes"), &sent).await;
    assert_eq!(page.status, 409);
    assert!(page.page.contains("Count aloud.</textarea>"));
    assert!(page.page.contains("Count from the end of the question.</p>"));

    let newer = revision(&page.page);
    assert!(types(&ana, &panel, &newer, "Count aloud.").await.starts_with("{\"saved\""));
}

#[tokio::test]
async fn what_is_sent_is_what_was_looked_at_and_only_once() {
    let world = world().await;
    let [ana, ..] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.notes(&panel, &ALL).await;
    let looked_at = revision(&ana.opens(&format!("{panel}/preview")).await.page);
    let mut changed = ALL;
    changed[0].2 = "One thing more.";
    ana.notes(&panel, &changed).await;

    let older = ana.posts(&format!("{panel}/reviews"), &form(&[("revision", &looked_at)])).await;
    assert_eq!(older.status, 409);
    assert!(older.page.contains("Look once more, then send."));

    let sent = ana.sends_review(&panel).await;
    assert_eq!(sent.goes_to, Some(panel.clone()));
    let newer = form(&[("revision", &looked_at)]);
    let twice = ana.posts(&format!("{panel}/reviews"), &newer).await;
    assert!(twice.page.contains("You have sent your review of this submission."));
    assert!(ana.opens(&panel).await.page.contains("One thing more."));
    let late = form(&[("revision", "any"), ("feedback.plan", "Too late.")]);
    let late = ana.posts(&format!("{panel}/notes"), &late).await;
    assert_eq!(late.status, 409);
    assert!(late.page.contains("Too late."));
}

#[tokio::test]
async fn nobody_but_its_holders_reads_the_feedback() {
    let world = world().await;
    let [ana, ben, _] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    let tom = world.educator("Tom").await;
    let okafor = world.coach("Okafor").await;
    world.relate(&okafor, people::Relation::CoachOf, &rosa).await;
    let feedback = format!("{work}/feedback");
    assert!(rosa.opens(&feedback).await.page.contains("Nothing has been decided yet."));

    ana.finds_all_but("overview").await;
    ben.finds_all_but("overview").await;

    let page = rosa.opens(&feedback).await.page;
    assert!(page.contains("Not yet: one criterion to strengthen."));
    assert!(page.contains("Assessor A") && page.contains("Assessor B"));
    assert!(!page.contains("Ana") && !page.contains("Ben"));
    assert_eq!(tom.opens(&feedback).await.status, 404);
    assert_eq!(okafor.opens(&feedback).await.status, 404);
    assert_eq!(ana.opens(&feedback).await.status, 404);
}

#[tokio::test]
async fn she_hears_of_the_decision_and_of_nothing_in_the_subject() {
    let world = world().await;
    let [ana, ben, _] = assessors(&world).await;
    let (rosa, work) = submitted(&world).await;
    ana.finds(Demonstrated).await;
    assert!(world.letters(&rosa.address, "review.decided").await.is_empty());
    ben.finds(Demonstrated).await;

    let letters = world.letters(&rosa.address, "review.decided").await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "A decision is ready for you");
    assert!(letters[0].body.contains(&format!("http://cairn.test{work}/feedback")));
}

#[tokio::test]
async fn whoever_is_late_to_look_may_look_no_more() {
    let world = world().await;
    let [ana, _, cho] = assessors(&world).await;
    submitted(&world).await;
    let panel = ana.first_on_desk().await;
    ana.notes(&panel, &ALL).await;

    world.app.clock.advance(SignedDuration::from_hours(25 * 24));
    world.comes_back(&ana).await;
    world.comes_back(&cho).await;
    let late = ana.opens(&panel).await;
    assert!(late.page.contains("Your time with this work is over."), "{}", late.page);
    assert!(late.page.contains("It is there."), "what was noted is gone");

    world.settle().await;
    assert!(ana.opens(&panel).await.page.contains("is over, and someone else reviews it."));
    assert_eq!(cho.waiting().await, 1);
}

#[tokio::test]
async fn everyone_hears_today_what_is_theirs_to_do() {
    let world = world().await;
    let ana = qualified(&world, "Ana").await;
    let lead = world.lead("Lin").await;
    let (rosa, work) = submitted(&world).await;

    let review = moves(&world, &ana).await.remove(0);
    assert_eq!(review.words, "Review a submission");
    assert_eq!(review.detail.as_deref(), Some("Three seconds · about 50 minutes"));
    assert_eq!(moves(&world, &lead).await[0].words, "A submission waits for an assessor");
    assert!(moves(&world, &rosa).await.is_empty());

    let ben = qualified(&world, "Ben").await;
    world.settle().await;
    ana.notes(&review.link, &ALL[..1]).await;
    assert_eq!(moves(&world, &ana).await[0].words, "Go on with a review");
    ana.finds_all_but("overview").await;
    ben.finds_all_but("overview").await;

    assert!(moves(&world, &ana).await.is_empty() && moves(&world, &lead).await.is_empty());
    let strengthen = moves(&world, &rosa).await.remove(0);
    assert_eq!(strengthen.words, "Read what to strengthen: one criterion");
    assert_eq!(strengthen.link, format!("{work}/feedback"));
}

async fn moves(world: &World, who: &Someone) -> Vec<Move> {
    let mut read = world.app.read().await.unwrap();
    review::moves(&mut read, who.id, world.app.clock.now()).await.unwrap()
}
