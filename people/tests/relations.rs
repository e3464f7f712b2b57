//! What people are to one another.
#![allow(clippy::unwrap_used)] // what stories do

use foundation::Journey;
use jiff::SignedDuration;
use people::{Relation, Role, Routes, end_relation, relate, related, related_to, testing::World};

#[tokio::test]
async fn a_relation_holds_from_one_day_to_another() {
    let world = World::new(Journey::default(), Routes::default()).await;
    let (okafor, rosa) = (world.coach("Okafor").await, world.educator("Rosa").await);
    let mut tx = world.app.begin().await.unwrap();
    let id =
        relate(&mut tx, world.district.id, okafor.id, Relation::CoachOf, rosa.id).await.unwrap();
    tx.commit().await.unwrap();

    let mut read = world.app.read().await.unwrap();
    let now = world.app.clock.now();
    assert_eq!(related(&mut read, okafor.id, Relation::CoachOf, now).await.unwrap(), [rosa.id]);
    assert_eq!(related_to(&mut read, rosa.id, Relation::CoachOf, now).await.unwrap(), [okafor.id]);
    assert_eq!(related(&mut read, okafor.id, Relation::Supervises, now).await.unwrap(), []);
    drop(read);

    world.app.clock.advance(SignedDuration::from_hours(24));
    let mut tx = world.app.begin().await.unwrap();
    end_relation(&mut tx, world.district.id, id).await.unwrap();
    tx.commit().await.unwrap();

    let mut read = world.app.read().await.unwrap();
    let now = world.app.clock.now();
    assert_eq!(related(&mut read, okafor.id, Relation::CoachOf, now).await.unwrap(), []);
}

#[tokio::test]
async fn teammates_are_so_from_either_side() {
    let world = World::new(Journey::default(), Routes::default()).await;
    let (ben, rosa) = (world.educator("Ben").await, world.educator("Rosa").await);
    world.relate(&ben, Relation::Teammate, &rosa).await;

    let mut read = world.app.read().await.unwrap();
    let now = world.app.clock.now();
    assert_eq!(related(&mut read, rosa.id, Relation::Teammate, now).await.unwrap(), [ben.id]);
    assert_eq!(related_to(&mut read, ben.id, Relation::Teammate, now).await.unwrap(), [rosa.id]);
}

#[test]
fn a_document_names_a_role_as_schools_say_it() {
    assert_eq!(Role::named("building_administrator"), Some(Role::Supervisor));
    assert_eq!(Role::named("program_lead"), Some(Role::Lead));
    assert_eq!(Role::named("approver"), Some(Role::Approver));
    assert_eq!(Role::named("king"), None);
}
