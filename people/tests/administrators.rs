//! What an administrator does besides people: schools below a district, and what waits to be done.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use foundation::{App, Error, Id, Job, Journey, Letter, Result};
use jiff::SignedDuration;
use people::{
    Kind, Organization, Role,
    testing::{World, form},
};
use serde::{Deserialize, Serialize};

/// Something that can't be done.
#[derive(Serialize, Deserialize)]
struct Sign(u32);

impl Job for Sign {
    const NAME: &'static str = "story.sign";

    fn effect_key(&self) -> String {
        self.0.to_string()
    }
}

async fn sign(_: App, _: Sign) -> Result<()> {
    Err(Error::Fault(
        std::io::Error::other("invalid input: \"My students\" of <rosa@x.test>").into(),
    ))
}

async fn world() -> World {
    World::new(Journey::default().job(sign), people::routes()).await
}

#[tokio::test]
async fn a_school_is_added_to_her_district_and_people_are_invited_to_it() {
    let world = world().await;
    let ada = world.administrator("Ada").await;
    insta::assert_snapshot!("organizations", ada.opens("/organizations").await.main());
    let district = world.district.id.to_string();
    let new = |name: &str, slug: &str, kind: &str, at: &str| {
        form(&[("name", name), ("slug", slug), ("kind", kind), ("at", at)])
    };

    let empty = ada.posts("/organizations", &new(" ", "Birch Hill", "", "")).await;
    let taken = ada.posts("/organizations", &new("Birch", "maple-high", "school", &district)).await;
    let school = world.school.id.to_string();
    let below = ada.posts("/organizations", &new("Birch", "birch-hill", "school", &school)).await;
    let right = new("Birch Hill", "birch-hill", "school", &district);
    let made = ada.posts("/organizations", &right).await;

    assert_eq!(empty.status, StatusCode::CONFLICT);
    insta::assert_snapshot!("organizations_empty", empty.main());
    assert!(taken.page.contains("Another organization is called so in addresses."));
    assert!(taken.page.contains("value=\"Birch\""), "what was typed stays");
    assert_eq!(below.status, StatusCode::CONFLICT);
    assert!(below.page.contains("belong to a School"), "{}", below.page);
    assert_eq!(made.goes_to.unwrap(), "/organizations");
    let mut read = world.app.read().await.unwrap();
    let birch = people::organization_called(&mut read, "birch-hill").await.unwrap().unwrap();
    drop(read);
    assert_eq!((birch.parent, birch.custodian), (Some(world.district.id), world.district.id));
    let at = birch.id.to_string();
    let invited = form(&[("address", "ben@new.test"), ("role", "educator"), ("at", &at)]);
    assert_eq!(ada.posts("/people/invite", &invited).await.goes_to.unwrap(), "/people");
}

#[tokio::test]
async fn nobody_adds_to_what_isn_t_theirs() {
    let world = world().await;
    let elsewhere = Organization::new(Kind::District, "elsewhere", "Elsewhere", None);
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &elsewhere).await.unwrap();
    tx.commit().await.unwrap();
    let (ada, rosa) = (world.administrator("Ada").await, world.educator("Rosa").await);
    let principal = world.someone("Maya", &[(Role::Administrator, &world.school)]).await;
    let at = elsewhere.id.to_string();
    let form = form(&[("name", "Birch"), ("slug", "birch"), ("kind", "school"), ("at", &at)]);

    let hers = ada.posts("/organizations", &form).await;
    let page = principal.opens("/organizations").await;

    assert!(hers.page.contains("Choose one of your organizations."));
    assert!(page.page.contains("Maple Ridge High School") && !page.page.contains("Add it"));
    assert_eq!(rosa.opens("/organizations").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.posts("/organizations", &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn she_sees_what_waits_and_what_failed_and_of_whom_nothing() {
    let world = world().await;
    let (ada, rosa) = (world.administrator("Ada").await, world.educator("Rosa").await);
    insta::assert_snapshot!("operations_empty", ada.opens("/operations").await.main());
    let mut tx = world.app.begin().await.unwrap();
    tx.queue(&Sign(1)).await.unwrap();
    tx.write(Letter {
        kind: "story.receipt",
        person_id: Some(rosa.id.to_string()),
        address: rosa.address.clone(),
        subject: "There is news".into(),
        body: "About Rosa.".into(),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.app.begin().await.unwrap();
    let refused = "UPDATE jobs SET tries = 3, due_at = due_at + 3600000000,
        last_error = 'permanent error (550): <rosa@people.test> is unknown'
      WHERE name = 'foundation.send'";
    tx.run(sqlx::query(refused)).await.unwrap();
    tx.commit().await.unwrap();
    world.app.work().await.unwrap();

    let page = ada.opens("/operations").await;
    insta::assert_snapshot!("operations", page.main());
    for secret in ["@", "My students", "Rosa", "news"] {
        assert!(!page.main().contains(secret), "{secret}");
    }
    assert_eq!(moves(&world, ada.id).await, ["2 things couldn’t be done yet"]);
    assert!(moves(&world, rosa.id).await.is_empty());
    assert_eq!(rosa.opens("/operations").await.status, StatusCode::NOT_FOUND);
    assert_eq!(rosa.posts("/operations/tries", "").await.status, StatusCode::NOT_FOUND);

    assert_eq!(ada.posts("/operations/tries", "").await.goes_to.unwrap(), "/operations");
    world.app.work().await.unwrap();

    let page = ada.opens("/operations").await.main();
    assert!(!page.contains("story.receipt"), "the letter has left: {page}");
    assert!(page.contains("story.sign") && page.contains("tried 2 times"), "{page}");
}

async fn moves(world: &World, who: Id<people::Person>) -> Vec<String> {
    let mut read = world.app.read().await.unwrap();
    let moves = people::moves(&mut read, who, world.app.clock.now()).await.unwrap();
    moves.into_iter().map(|it| it.words).collect()
}

#[tokio::test]
async fn one_of_many_is_tried_again_and_many_stand_on_pages() {
    let world = world().await;
    let ada = world.administrator("Ada").await;
    let mut tx = world.app.begin().await.unwrap();
    for number in 1..=53 {
        tx.queue(&Sign(number)).await.unwrap();
    }
    tx.commit().await.unwrap();
    for _ in 0..3 {
        world.app.work().await.unwrap(); // no more than twenty at a time
    }
    world.app.clock.advance(SignedDuration::from_millis(1));

    let first = ada.opens("/operations").await.page;
    let second = ada.opens("/operations?page=1").await.page;
    let (_, id) = second.split_once("name=\"id\" value=\"").unwrap();
    let id = id.split_once('"').unwrap().0;
    ada.posts("/operations/tries", &form(&[("id", id)])).await;
    let tried = world.app.work().await.unwrap();

    let rows = |page: &str| page.matches("name=\"id\"").count();
    assert_eq!((rows(&first), rows(&second), tried), (50, 3, 0));
    let now = ada.opens("/operations").await.page + &ada.opens("/operations?page=1").await.page;
    assert_eq!(now.matches("tried 2 times").count(), 1);
}
