//! `cairn import`: a district's documents come in, all of them or none.
#![allow(clippy::unwrap_used)] // what stories do

use std::{
    fs,
    path::{Path, PathBuf},
};

use people::{Kind, Organization, testing::World};
use server::import::{Asked, import};
use tempfile::TempDir;

async fn world() -> World {
    let world = World::new(server::journey(), server::routes()).await;
    let mut tx = world.app.begin().await.unwrap();
    for slug in ["lakeshore-university", "teachers-learning-network"] {
        let issuer = Organization::new(Kind::Issuer, slug, slug, None);
        people::establish(&mut tx, &issuer).await.unwrap();
    }
    tx.commit().await.unwrap();
    world
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

fn published() -> Asked<'static> {
    Asked { publish: true, issuer: Some("maple-ridge"), organization: None }
}

#[tokio::test]
async fn the_samples_come_in_with_the_rules_and_a_second_time_change_nothing() {
    let world = world().await;

    let first = import(&world.app, &published(), &[samples()]).await.unwrap();
    world.settle().await;
    let second = import(&world.app, &published(), &[samples()]).await.unwrap();

    let rules = first.iter().map(ToString::to_string).find(|it| it.contains("recognition.yaml"));
    assert!(rules.unwrap().ends_with("version 1 of pay-for-what-you-can-show"));
    assert!(second.iter().all(|it| it.to_string().ends_with(": unchanged")), "{second:?}");
    let listed = world.stranger().opens("/catalog?worth=%24200+a+year").await.page;
    assert!(listed.contains("/catalog/wait-time-and-questioning"));
    assert!(!listed.contains("/catalog/learning-communities"));
}

/// As the README has it: a district, and nobody else yet.
#[tokio::test]
async fn a_districts_own_samples_come_in_before_any_other_issuer_is_there() {
    let world = World::new(server::journey(), server::routes()).await;
    let own = fs::read_dir(samples().join("maple-ridge")).unwrap().map(|it| it.unwrap().path());
    let own =
        own.filter(|it| it.extension().is_some_and(|it| it == "md") || it.ends_with("stack.yaml"));
    let files: Vec<_> = own.chain([samples().join("frameworks")]).collect();

    let brought = import(&world.app, &published(), &files).await.unwrap();

    assert!(brought.iter().any(|it| it.to_string().ends_with("version 1 of leading-a-data-dive")));
}

#[tokio::test]
async fn every_problem_of_every_file_is_told_and_nothing_is_written() {
    let world = world().await;
    let folder = TempDir::new().unwrap();
    let sample = |name: &str| fs::read_to_string(samples().join(name)).unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    write("a.yaml", sample("frameworks/ngss.yaml"));
    write("b.yaml", sample("maple-ridge/recognition.yaml").replace("each: yearly", "each: often"));
    write("c.yaml", sample("frameworks/fft-clusters.yaml").replace("slug: ", "slog: "));
    fs::create_dir(folder.path().join("d")).unwrap();
    write(
        "d/issuer.yaml",
        "cairn: issuer/1\nslug: nobody\nname: N\nkind: union\nsummary: N.\n".into(),
    );
    write("d/stack.yaml", sample("maple-ridge/stack.yaml").replace("hue: ", "hue: 9"));
    let missing = folder.path().join("missing.md");
    let paths = [folder.path().to_owned(), missing];

    let told = import(&world.app, &published(), &paths).await.unwrap_err().to_string();

    let told = told.replace(&folder.path().display().to_string(), "here");
    for wrong in [
        "nothing was imported\n",
        "here/missing.md:1:1: It can’t be read",
        "here/b.yaml:17:15: `each` can't be `often`.",
        "here/b.yaml:21:9: There is no microcredential `wait-time-and-questioning`.",
        "here/c.yaml:2:1: `slog` isn't known here.",
        "here/d/issuer.yaml:1:1: There is no organization `nobody`.",
        "here/d/stack.yaml:",
    ] {
        assert!(told.contains(wrong), "{wrong}\nisn't in\n{told}");
    }
    let mut read = world.app.read().await.unwrap();
    assert!(design::frameworks(&mut read, &["ngss"]).await.unwrap().is_empty());
}

#[tokio::test]
async fn rules_come_in_for_the_district_that_is_named() {
    let world = world().await;
    import(&world.app, &published(), &[samples()]).await.unwrap();
    let mut tx = world.app.begin().await.unwrap();
    let other = Organization::new(Kind::District, "cedar-hollow", "Cedar Hollow", None);
    people::establish(&mut tx, &other).await.unwrap();
    tx.commit().await.unwrap();
    let rules = [samples().join("maple-ridge/recognition.yaml")];
    let of = |organization| Asked { organization, ..Asked::default() };

    let nobody = import(&world.app, &of(None), &rules).await.unwrap_err().to_string();
    let issuer = import(&world.app, &of(Some("lakeshore-university")), &rules).await;
    let theirs = import(&world.app, &of(Some("cedar-hollow")), &rules).await.unwrap();

    assert!(nobody.contains("Nobody says whose rules these are."), "{nobody}");
    let issuer = issuer.unwrap_err().to_string();
    assert!(issuer.contains("lakeshore-university is no district"), "{issuer}");
    assert!(theirs[0].to_string().ends_with("version 1 of pay-for-what-you-can-show"));
    world.settle().await;
    let entry = world.stranger().opens("/catalog/wait-time-and-questioning").await.page;
    assert!(entry.contains("In Cedar Hollow:") && entry.contains("In Maple Ridge"));
}
