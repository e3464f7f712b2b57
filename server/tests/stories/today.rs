//! *Today* says what is theirs to do next, and reopens the field that they left.

use jiff::SignedDuration;
use learn::testing::Learns;
use people::{
    Relation, Role,
    testing::{Part, Someone, World, form},
};
use review::{
    Finding,
    testing::{Reviews, qualified},
};
use submit::testing::{Submits, THREE_SECONDS, submitted};

use crate::{APPROVED, SLUG, link, world};

/// What stands on it: words and where each leads.
async fn today(who: &Someone) -> Vec<(String, String)> {
    let page = who.opens("/today").await.page;
    let (_, page) = page.split_once("<main").unwrap();
    let next = page.split_once("<p><b>").map(|(_, rest)| {
        let words = rest.split('<').next().unwrap().to_owned();
        (words, rest.split_once("href=\"").unwrap().1.split('"').next().unwrap().to_owned())
    });
    let then = page.split("<li><div><a href=\"").skip(1).map(|it| {
        let (link, rest) = it.split_once('"').unwrap();
        let words = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        (words.to_owned(), link.to_owned())
    });
    next.into_iter().chain(then).collect()
}

async fn says(who: &Someone) -> Vec<String> {
    today(who).await.into_iter().map(|(words, _)| words).collect()
}

#[tokio::test]
async fn nothing_waits_for_whoever_is_new() {
    let world = world().await;
    let roles = [
        Role::Educator,
        Role::Coach,
        Role::Assessor,
        Role::Designer,
        Role::Lead,
        Role::Approver,
        Role::Supervisor,
        Role::Office,
        Role::Administrator,
    ];
    for role in roles {
        let who = world.someone(&role.name(), &[(role, &world.district)]).await;
        assert_eq!(says(&who).await, [""; 0], "{role:?}");
    }
    let rosa = world.educator("Rosa").await;
    insta::assert_snapshot!("today_empty", rosa.opens("/today").await.main());
}

#[tokio::test]
async fn an_educator_goes_on_where_she_left_until_it_is_with_others_and_comes_back() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let ana = qualified(&world, "Ana", SLUG).await;
    let work = rosa.starts(SLUG).await;
    assert_eq!(says(&rosa).await, ["Go on with Before you begin"]);

    world.app.clock.advance(SignedDuration::from_mins(5));
    rosa.writes(&work, "part_1.why", "Because").await;
    let left =
        ("Go on with Part 1 · Question 2 of 2".to_owned(), format!("{work}/part_1.why#words"));
    assert_eq!(today(&rosa).await, [left]);

    submitted(&world, &rosa, &work).await;
    assert_eq!(says(&rosa).await, ["Your first submission is in"]);
    let review = today(&ana).await;
    assert_eq!(review[0].0, "Review a submission");
    assert!(review[0].1.starts_with("/panels/"));

    ana.finds_all_but("plan").await;
    world.settle().await;
    insta::assert_snapshot!("today_not_yet", rosa.opens("/today").await.main());
    assert!(says(&ana).await.is_empty());

    let gone = rosa.withdraws(&work).await;
    assert!(gone.status.is_redirection());
    world.settle().await;
    assert_eq!(says(&rosa).await, [""; 0], "what she withdrew asks nothing of her");
}

#[tokio::test]
async fn a_designer_goes_on_with_a_draft() {
    let world = world().await;
    let (mia, leo) = (world.designer("Mia").await, world.designer("Leo").await);
    let document = THREE_SECONDS.replace("slug: three-seconds", "slug: five-seconds");
    let pasted = Part::Text { name: "document", value: &document };
    let begun = mia.uploads("/designs", &[pasted]).await;
    let draft = begun.goes_to.unwrap_or_else(|| panic!("not begun: {}", begun.page));

    let says = today(&mia).await;

    assert_eq!(says.len(), 1);
    assert!(says[0].0.starts_with("Go on with your draft"), "{says:?}");
    assert_eq!(says[0].1, draft.split('#').next().unwrap());
    assert!(today(&leo).await.is_empty(), "another's draft is another's to do");
}

#[tokio::test]
async fn whoever_answers_is_told_what_waits() {
    let world = world().await;
    let (rosa, omar) = (world.educator("Rosa").await, world.approver("Omar").await);
    let (noor, dele) = (world.office("Noor").await, world.coach("Dele").await);
    let lead =
        world.someone("Iris", &[(Role::Lead, &world.issuer), (Role::Lead, &world.district)]).await;
    world.relate(&dele, Relation::CoachOf, &rosa).await;
    let ask = form(&[("microcredential", SLUG), ("reason", "My students wait.")]);
    rosa.posts("/approvals", &ask).await;

    let work = rosa.starts(APPROVED).await;
    rosa.writes(&work, "part_1.why", "The same five hands go up.").await;
    rosa.shows_to_coach(&work, dele.id, "part_1.why").await;
    assert_eq!(says(&dele).await, ["A draft is shown to you"]);
    submitted(&world, &rosa, &work).await;
    assert_eq!(says(&lead).await, ["A submission waits for an assessor"]);

    let ana = qualified(&world, "Ana", APPROVED).await;
    world.app.clock.advance(SignedDuration::from_hours(24));
    world.settle().await;
    for who in [&ana, &lead, &omar, &noor, &rosa] {
        world.comes_back(who).await;
    }
    assert_eq!(says(&lead).await, [""; 0]);
    ana.finds(Finding::Demonstrated).await;
    world.settle().await;
    assert_eq!(says(&omar).await, ["An award waits for your approval"]);
    assert_eq!(today(&omar).await[0].1, "/awards");

    let pursuit = work.trim_start_matches("/pursuits/");
    omar.posts("/awards", &format!("pursuit={pursuit}")).await;
    world.settle().await;
    assert_eq!(says(&omar).await, [""; 0]);
    assert_eq!(
        today(&noor).await,
        [("A request for pay or credit waits".into(), "/claims".into())]
    );
    assert_eq!(says(&rosa).await, [""; 0]);
    assert!(link(&rosa.opens(&work).await.page, "/credentials/").len() > 20);
}

#[tokio::test]
async fn an_approver_is_told_who_asks_before_the_start() {
    let world = world().await;
    let (rosa, omar) = (world.educator("Rosa").await, world.approver("Omar").await);
    needs_approval(&world).await;

    let asked = rosa.posts("/approvals", &form(&[("microcredential", SLUG)])).await;

    assert!(asked.status.is_redirection(), "{}", asked.page);
    let waits = ("A request for approval waits for your answer".into(), "/approvals".into());
    assert_eq!(today(&omar).await, [waits]);
}

/// The district asks for approval from now on.
async fn needs_approval(world: &World) {
    let text = crate::RULES.replace("approval: not_needed", "approval: before_start");
    let file = design::File { name: "rules.yaml".into(), bytes: text.into() };
    let asked = server::import::Asked { organization: Some("maple-ridge"), ..Default::default() };
    server::import::import_files(&world.app, &asked, vec![file]).await.unwrap();
}
