//! Coming in by invitation, and what an administrator says about who does what.
#![allow(clippy::unwrap_used)] // what stories do

use axum::http::StatusCode;
use foundation::Journey;
use jiff::SignedDuration;
use people::{
    Address, Kind, Organization, Relation, Role,
    testing::{Someone, World, form},
};

const PASSWORD: &str = "stones upon stones";

async fn world() -> (World, Someone) {
    let world = World::new(Journey::default(), people::routes()).await;
    let ada = world.administrator("Ada").await;
    (world, ada)
}

fn invitation(world: &World, address: &str, role: &str) -> String {
    let school = world.school.id.to_string();
    form(&[("address", address), ("role", role), ("at", &school)])
}

#[tokio::test]
async fn she_is_invited_and_comes_in() {
    let (world, ada) = world().await;
    let rosa = world.stranger();

    let sent = ada.posts("/people/invite", &invitation(&world, "rosa@new.test", "educator")).await;
    assert_eq!(sent.goes_to.as_deref(), Some("/people"));
    insta::assert_snapshot!("waiting", ada.opens("/people").await.main());
    insta::assert_snapshot!("letter", masked(&world, "rosa@new.test").await);
    let link = world.link("rosa@new.test", "people.invitation").await;
    insta::assert_snapshot!("opened", rosa.opens(&link).await.main());
    let come = rosa.posts(&link, &form(&[("name", "Rosa"), ("new_password", PASSWORD)])).await;

    assert_eq!(come.goes_to.as_deref(), Some("/today"));
    assert!(rosa.opens("/account").await.main().contains("rosa@new.test"));
    let people = ada.opens("/people").await.main();
    assert!(people.contains("Educator, Maple Ridge High School"));
    assert!(!people.contains("Invited"));
}

async fn masked(world: &World, address: &str) -> String {
    let link = world.link(address, "people.invitation").await;
    world.letters(address, "people.invitation").await[0].body.replace(&link, "/invitations/…")
}

#[tokio::test]
async fn an_invitation_works_once() {
    let (world, ada) = world().await;
    ada.posts("/people/invite", &invitation(&world, "rosa@new.test", "educator")).await;
    let link = world.link("rosa@new.test", "people.invitation").await;
    let accept = form(&[("name", "Rosa"), ("new_password", PASSWORD)]);
    let (one, other) = (world.stranger(), world.stranger());

    let (a, b) = tokio::join!(one.posts(&link, &accept), other.posts(&link, &accept));

    let mut both = [a.status, b.status];
    both.sort();
    assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::GONE]);
    assert_eq!(world.stranger().opens(&link).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_she_typed_stays_but_her_password() {
    let (world, ada) = world().await;
    ada.posts("/people/invite", &invitation(&world, "rosa@new.test", "educator")).await;
    let link = world.link("rosa@new.test", "people.invitation").await;

    let short = form(&[("name", "Rosa Díaz"), ("new_password", "short one")]);
    let seen = world.stranger().posts(&link, &short).await;

    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(seen.main().contains("value=\"Rosa Díaz\"") && !seen.page.contains("short one"));
    assert_eq!(world.stranger().opens(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_has_an_account_takes_one_more_role() {
    let (world, ada) = world().await;
    let ben = world.educator("Ben").await;
    ada.posts("/people/invite", &invitation(&world, "ben@other.test", "coach")).await;
    let link = world.link("ben@other.test", "people.invitation").await;

    let page = ben.opens(&link).await.main();
    assert!(page.contains("Accept as Ben"));
    ben.posts(&link, "").await;

    assert!(ben.opens("/account").await.main().contains("ben@other.test"));
    let people = ada.opens("/people").await.main();
    assert!(people.contains("Educator, Maple Ridge High School<br>Coach, Maple Ridge High School"));
}

#[tokio::test]
async fn whose_address_is_known_signs_in_to_accept() {
    let (world, ada) = world().await;
    let ben = world.educator("Ben").await;
    ada.posts("/people/invite", &invitation(&world, &ben.address, "coach")).await;
    let link = world.link(&ben.address, "people.invitation").await;

    let page = world.stranger().opens(&link).await.main();
    let come = form(&[("name", "Not Ben"), ("new_password", PASSWORD)]);
    let seen = world.stranger().posts(&link, &come).await;

    assert!(page.contains("Sign in to accept") && !page.contains("Choose a password"));
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert_eq!(world.stranger().opens(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_invitation_can_be_taken_back_and_lasts_two_weeks() {
    let (world, ada) = world().await;
    ada.posts("/people/invite", &invitation(&world, "rosa@new.test", "educator")).await;
    ada.posts("/people/invite", &invitation(&world, "ben@new.test", "educator")).await;
    let rosas = world.link("rosa@new.test", "people.invitation").await;
    let bens = world.link("ben@new.test", "people.invitation").await;

    ada.posts(&end_of_invitation(&ada.opens("/people").await.page, "rosa@new.test"), "").await;

    assert_eq!(world.stranger().opens(&rosas).await.status, StatusCode::GONE);
    assert_eq!(world.stranger().opens(&bens).await.status, StatusCode::OK);
    world.app.clock.advance(SignedDuration::from_hours(14 * 24));
    assert_eq!(world.stranger().opens(&bens).await.status, StatusCode::GONE);
}

fn end_of_invitation(page: &str, address: &str) -> String {
    let (_, after) = page.split_once(&format!("<div>{address}")).unwrap();
    let (_, action) = after.split_once("action=\"").unwrap();
    action.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_first_administrator_comes_by_a_command() {
    let (world, _) = world().await;
    let address = Address::read("first@new.test").unwrap();
    let mut tx = world.app.begin().await.unwrap();
    let role = Role::Administrator;
    let url = people::invite(&mut tx, &world.state, role, &address, None).await.unwrap();
    tx.commit().await.unwrap();
    let first = world.stranger();

    let path = url.strip_prefix("http://cairn.test").unwrap();
    first.posts(path, &form(&[("name", "First"), ("new_password", PASSWORD)])).await;

    // A state's administrator sees its districts and their schools.
    assert!(first.opens("/people").await.main().contains("Administrator, Maple Ridge School"));
}

#[tokio::test]
async fn only_administrators_see_people_and_each_their_own() {
    let (world, ada) = world().await;
    let rosa = world.educator("Rosa").await;
    let elsewhere = Organization::new(Kind::District, "elsewhere", "Elsewhere", None);
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &elsewhere).await.unwrap();
    tx.commit().await.unwrap();
    let eve = world.someone("Eve", &[(Role::Administrator, &elsewhere)]).await;
    let page = format!("/people/{}", rosa.id);
    let role = form(&[("role", "lead"), ("at", &world.district.id.to_string())]);

    assert_eq!(rosa.opens("/people").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.opens(&page).await.status, StatusCode::OK);
    assert_eq!(eve.opens(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!eve.opens("/people").await.page.contains("Rosa"));
    assert_eq!(eve.posts(&format!("{page}/roles"), &role).await.status, StatusCode::NOT_FOUND);
    assert_eq!(eve.posts(&format!("{page}/relations"), "").await.status, StatusCode::NOT_FOUND);
    let mine = ada.posts("/people/invite", &invitation(&world, "a@new.test", "lead")).await;
    let hers = eve.posts("/people/invite", &invitation(&world, "b@new.test", "lead")).await;
    assert_eq!(mine.status, StatusCode::SEE_OTHER);
    assert_eq!(hers.status, StatusCode::CONFLICT);
    assert!(hers.main().contains("Choose one of your organizations."));
    let taken = end_of_invitation(&ada.opens("/people").await.page, "a@new.test");
    assert_eq!(eve.posts(&taken, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn roles_are_given_and_ended() {
    let (world, ada) = world().await;
    let rosa = world.educator("Rosa").await;
    let page = format!("/people/{}", rosa.id);
    let lead = form(&[("role", "lead"), ("at", &world.district.id.to_string())]);

    ada.posts(&format!("{page}/roles"), &lead).await;
    let again = ada.posts(&format!("{page}/roles"), &lead).await;
    assert!(again.main().contains("They hold this role here already."));
    world.app.clock.advance(SignedDuration::from_hours(11));
    let one = ada.opens(&page).await;
    insta::assert_snapshot!(one.main());
    let end = end_of_role(&one.page, "Educator, Maple Ridge High School");
    assert_eq!(ada.posts(&end, "").await.goes_to, Some(page.clone()));

    assert_eq!(ada.posts(&end, "").await.status, StatusCode::NOT_FOUND);
    let page = ada.opens(&page).await.main();
    assert!(page.contains("<h2>Roles that have ended</h2>"));
    assert!(page.contains("December 3, 2026 to December 4, 2026"));
}

fn end_of_role(page: &str, role: &str) -> String {
    end_of_invitation(page, role)
}

#[tokio::test]
async fn no_administrator_shuts_themselves_out() {
    let (world, ada) = world().await;
    let page = format!("/people/{}", ada.id);
    let end =
        end_of_role(&ada.opens(&page).await.page, "Administrator, Maple Ridge School District");

    let seen = ada.posts(&end, "").await;

    assert!(seen.main().contains("You can&#39;t end your own role as administrator"));
    assert_eq!(ada.opens("/people").await.status, StatusCode::OK);
    assert_eq!(world.stranger().opens("/people").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_coaches_whom_is_said_and_ended() {
    let (world, ada) = world().await;
    let (rosa, cam) = (world.educator("Rosa").await, world.coach("Cam").await);
    let relations = format!("/people/{}/relations", cam.id);
    let coach_of = |address: &str| form(&[("kind", "coach_of"), ("address", address)]);

    ada.posts(&relations, &coach_of(&rosa.address)).await;
    let again = ada.posts(&relations, &coach_of(&rosa.address)).await;
    let nobody = ada.posts(&relations, &coach_of("none@people.test")).await;
    let self_coach = ada.posts(&relations, &coach_of(&cam.address)).await;

    assert!(again.main().contains("They are related like this already."));
    assert!(nobody.main().contains("Nobody in your organizations has this e-mail address."));
    assert!(nobody.main().contains("value=\"none@people.test\""));
    assert!(self_coach.main().contains("Choose two different people."));
    let page = ada.opens(&format!("/people/{}", rosa.id)).await.page;
    let end = end_of_role(&page, "Coached by Cam");
    ada.posts(&end, "").await;
    assert!(!ada.opens(&format!("/people/{}", cam.id)).await.page.contains("Coach of Rosa"));
}

#[tokio::test]
async fn people_are_found_by_name_or_address_and_page_by_page() {
    let (world, ada) = world().await;
    let rosa = world.educator("Rosa").await;
    world.relate(&ada, Relation::Supervises, &rosa).await;
    many(&world, 51).await;

    let by_name = ada.opens("/people?q=ROS").await.main();
    let by_address = ada.opens("/people?q=rosa%40people").await.main();
    let by_nothing = ada.opens("/people?q=%25").await.main();
    let first = ada.opens("/people").await.main();
    let second = ada.opens("/people?q=&page=1").await.main();

    assert!(by_name.contains("Rosa") && !by_name.contains("Ada"));
    assert!(by_address.contains("Rosa") && !by_address.contains("Ada"));
    assert!(by_nothing.contains("Nobody by that name or address."));
    assert!(first.contains("Ada") && first.contains("Next") && !first.contains("Previous"));
    assert!(second.contains("Rosa") && !second.contains("Next") && second.contains("Previous"));
}

async fn many(world: &World, people: usize) {
    for number in 0..people {
        world.educator(&format!("Ben {number}")).await;
    }
}
