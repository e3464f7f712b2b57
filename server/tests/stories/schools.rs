//! `cairn invite` makes a district's schools, and what belongs to a state.

use people::Kind;
use server::commands::{Asked, invite};

use crate::world;

#[tokio::test]
async fn a_school_is_made_under_its_district() {
    let world = world().await;
    let asked = |slug, kind, under| Asked { slug, name: Some("Birch Hill"), kind, under };
    let tries = async |asked: Asked<'_>| invite(&world.app, &asked, "ada@new.test").await;

    let alone = tries(asked("birch-hill", Kind::School, None)).await.unwrap_err();
    let nobody = tries(asked("birch-hill", Kind::School, Some("nobody"))).await.unwrap_err();
    let below = tries(asked("birch-hill", Kind::State, Some("maple-ridge"))).await.unwrap_err();
    let badly = tries(asked("Birch Hill", Kind::School, Some("maple-ridge"))).await.unwrap_err();
    let link = tries(asked("birch-hill", Kind::School, Some("maple-ridge"))).await.unwrap();

    assert!(alone.to_string().contains("a school belongs to a district"));
    assert!(nobody.to_string().contains("there is no organization `nobody`"));
    assert!(below.to_string().contains("can't belong to"), "{below}");
    assert!(badly.to_string().contains("small letters"), "{badly}");
    assert!(link.starts_with("http://cairn.test/invitations/"));
    let mut read = world.app.read().await.unwrap();
    let birch = people::organization_called(&mut read, "birch-hill").await.unwrap().unwrap();
    assert_eq!((birch.parent, birch.custodian), (Some(world.district.id), world.district.id));
}
