//! What later rooms ask: keys, handles, merged accounts, roles and relations. And the demo.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use foundation::{Error, Id, Journey, Read, Result};
use jiff::SignedDuration;
use people::{
    DemoPeople, DemoPerson, Educator, Kind, Organization, Person, Refusal, Relation, Role,
    testing::{World, form},
};
use std::collections::HashMap;

async fn world() -> World {
    World::new(Journey::default(), people::routes()).await
}

#[tokio::test]
async fn an_organization_signs_with_one_key_until_it_takes_another() {
    let world = world().await;
    let (secrets, issuer) = (world.app.secrets(), world.issuer.id);
    let mut tx = world.app.begin().await.unwrap();
    let (first, secret) = people::signing_key(&mut tx, secrets, issuer).await.unwrap();
    let (again, _) = people::signing_key(&mut tx, secrets, issuer).await.unwrap();
    tx.commit().await.unwrap();
    world.app.clock.advance(SignedDuration::from_hours(1));
    let mut tx = world.app.begin().await.unwrap();
    let second = people::rotate_key(&mut tx, secrets, issuer).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(first, again);
    assert_eq!(first.public, secret.public().to_multibase());
    assert!(first.public.starts_with("z6Mk"));
    let mut read = world.app.read().await.unwrap();
    let keys = people::keys(&mut read, &[issuer]).await.unwrap();
    let public: Vec<_> = keys.iter().map(|it| it.public.as_str()).collect();
    assert_eq!(public, [&second.public, &first.public]);
    assert_eq!(keys[1].ends_at, Some(keys[0].begins_at));
    let (current, _) = people::current_key(&mut read, secrets, issuer).await.unwrap().unwrap();
    assert_eq!(current, second);
    let none = people::current_key(&mut read, secrets, world.district.id).await.unwrap();
    assert!(none.is_none());
}

#[tokio::test]
async fn a_private_key_is_sealed_and_an_old_one_is_gone() {
    let world = world().await;
    let mut tx = world.app.begin().await.unwrap();
    let (secrets, issuer) = (world.app.secrets(), world.issuer.id);
    let (_, secret) = people::signing_key(&mut tx, secrets, issuer).await.unwrap();
    let (first,): (String,) = sqlx::query_as("SELECT sealed_key FROM organization_keys")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    people::rotate_key(&mut tx, secrets, issuer).await.unwrap();
    let sealed: Vec<(String,)> =
        sqlx::query_as("SELECT sealed_key FROM organization_keys WHERE sealed_key IS NOT NULL")
            .fetch_all(&mut *tx)
            .await
            .unwrap();

    assert_eq!(secrets.open(&first).unwrap().len(), 32);
    assert!(!first.contains(&secret.to_multibase().unwrap()));
    assert!(sealed.len() == 1 && sealed[0].0 != first);
}

#[tokio::test]
async fn a_handle_is_taken_once() {
    let world = world().await;
    let (here, id) = (world.issuer.id, Id::<Person>::random());
    let mut tx = world.app.begin().await.unwrap();
    let taken = people::take_handle(&mut tx, ("slug", "wait-time"), here, id).await.unwrap();
    let again = people::take_handle(&mut tx, ("slug", "wait-time"), here, id).await.unwrap();
    let found = people::handle::<Person>(&mut tx, "slug", "wait-time").await.unwrap();
    assert_eq!((taken, again, found), (true, false, Some((here, id))));
}

#[tokio::test]
async fn two_accounts_of_one_human_become_one() {
    let world = world().await;
    let ana = world.assessor("Ana").await;
    let work = world.educator("Ana Work").await;
    let rosa = world.educator("Rosa").await;
    world.relate(&work, Relation::Teammate, &rosa).await;

    let mut tx = world.app.begin().await.unwrap();
    people::merge_accounts(&mut tx, work.id, ana.id).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(work.opens("/account").await.status, StatusCode::SEE_OTHER);
    let account = ana.opens("/account").await.main();
    assert!(account.contains(&ana.address) && account.contains(&work.address));
    let now = world.app.clock.now();
    let mut read = world.app.read().await.unwrap();
    assert_eq!(people::human(&mut read, work.id).await.unwrap(), ana.id);
    let mut both = [ana.id, work.id];
    both.sort_by_key(Id::to_string);
    assert_eq!(people::accounts(&mut read, &[work.id]).await.unwrap(), both);
    let educators = people::of_role(&mut read, &[world.school.id], Role::Educator, now).await;
    let educators = educators.unwrap();
    assert!(educators.len() == 2 && educators.contains(&ana.id) && educators.contains(&rosa.id));
    let relations = people::relations(&mut read, &[rosa.id], now).await.unwrap();
    assert!(relations.len() == 1 && relations[0].joins(ana.id, rosa.id));
    let main = people::main_addresses(&mut read, &[work.id]).await.unwrap();
    assert_eq!(main[&work.id], ana.address);
}

#[tokio::test]
async fn accounts_are_merged_in_one_hop() {
    let world = world().await;
    let [one, two, three] =
        [world.educator("One").await, world.educator("Two").await, world.educator("Three").await];
    let mut tx = world.app.begin().await.unwrap();
    people::merge_accounts(&mut tx, one.id, two.id).await.unwrap();
    let into_merged = people::merge_accounts(&mut tx, three.id, one.id).await;
    let again = people::merge_accounts(&mut tx, one.id, three.id).await;
    let itself = people::merge_accounts(&mut tx, two.id, two.id).await;
    people::merge_accounts(&mut tx, two.id, three.id).await.unwrap();

    let why = |tried: Result<()>| tried.unwrap_err().to_string();
    assert_eq!(why(into_merged), Refusal::MergedAlready.to_string());
    assert_eq!(why(again), Refusal::MergedAlready.to_string());
    assert_eq!(why(itself), Refusal::WithThemselves.to_string());
    assert_eq!(people::human(&mut tx, one.id).await.unwrap(), three.id);
}

#[tokio::test]
async fn an_actor_outside_a_request_holds_the_role_too() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let lee = world.office("Lee").await;
    let now = world.app.clock.now();
    let mut read = world.app.read().await.unwrap();

    let educator = Educator::acting(&mut read, rosa.id, now).await.unwrap();
    assert_eq!(educator.school(), world.school.id);
    assert_eq!([educator.custodian(), educator.employer()], [world.district.id; 2]);
    assert!(matches!(Educator::acting(&mut read, lee.id, now).await, Err(Error::Absent)));
}

#[tokio::test]
async fn the_tree_is_walked_both_ways() {
    let world = world().await;
    let names =
        |found: Vec<Organization>| -> Vec<String> { found.into_iter().map(|it| it.slug).collect() };
    let mut read = world.app.read().await.unwrap();

    let under = people::under(&mut read, &[world.state.id]).await.unwrap();
    let above = people::above(&mut read, world.school.id).await.unwrap();
    let issuers = people::organizations_of_kind(&mut read, Kind::Issuer).await.unwrap();

    assert_eq!(names(under), ["elm-middle", "maple-high", "maple-ridge", "the-state"]);
    assert_eq!(names(above), ["maple-high", "maple-ridge", "the-state"]);
    assert_eq!(names(issuers), ["institute"]);
    let found = people::organization_called(&mut read, "maple-high").await.unwrap();
    assert_eq!(found, Some(world.school));
}

async fn whoever_teaches(read: &mut Read, _: &[()]) -> Result<HashMap<(), Vec<DemoPerson>>> {
    let (id,): (Id<Person>,) =
        sqlx::query_as("SELECT id FROM people WHERE name = 'Rosa'").fetch_one(&mut **read).await?;
    let (role, today) = ("Educator".into(), "Has one microcredential to finish.".into());
    Ok(HashMap::from([((), vec![DemoPerson { id, role, today }])]))
}

#[tokio::test]
async fn in_a_demo_one_signs_in_as_whoever_is_on_the_page() {
    let journey = Journey::default().slot::<DemoPeople>(whoever_teaches);
    let world = World::new(journey, people::routes()).await;
    let (rosa, ada) = (world.educator("Rosa").await, world.administrator("Ada").await);
    let visitor = world.stranger();

    insta::assert_snapshot!(visitor.opens("/demo").await.main());
    let as_ada = visitor.posts("/demo/sessions", &form(&[("person", &ada.id.to_string())])).await;
    let as_rosa = visitor.posts("/demo/sessions", &form(&[("person", &rosa.id.to_string())])).await;

    assert_eq!(as_ada.status, StatusCode::NOT_FOUND);
    assert_eq!(as_rosa.goes_to.as_deref(), Some("/today"));
    assert!(visitor.opens("/account").await.main().contains(&rosa.address));
}
