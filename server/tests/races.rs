//! Five hundred times each: what happens at once is heard one after the other, and the record holds
//! one review for a seat, one decision, one submission, one award, one credential and one claim.
//! Each race is run on a copy of its own of the same pursuit, as it stands just before.
#![allow(clippy::unwrap_used)] // what stories do

mod common;
#[path = "common/copies.rs"]
mod copies;

use std::collections::BTreeMap;

use common::{SLUG, count, house, house_paying, id, offers, qualified, text};
use copies::{copies, copy_of};
use evidence::testing::ShowsEvidence;
use foundation::Id;
use learn::testing::Learns;
use people::testing::{Seen, Someone, World};
use review::{
    Finding::{self, Demonstrated, NotYet},
    testing::Reviews,
};
use submit::testing::{Submits, hidden, submitted};

const RACES: usize = 500;

const TWO: [(&str, &str); 3] = [
    ("preset: custom", "preset: two_colleagues_and_a_third"),
    ("reviews: 1", "reviews: 2"),
    ("third_decides: false", "third_decides: true"),
];

/// A panel for each race, on which everybody is about to press the button.
struct Panels {
    world: World,
    assessors: Vec<Someone>,
    /// What each assessor's button sends.
    forms: Vec<String>,
    panel: String,
    ends: Vec<String>,
}

impl Panels {
    async fn with(otherwise: &[(&str, &str)], findings: &[Finding]) -> Panels {
        let world = house().await;
        offers(&world, SLUG, otherwise).await;
        let mut assessors = vec![];
        for name in ["Ana", "Ben", "Cho"].iter().take(findings.len() + 1) {
            assessors.push(qualified(&world, name).await);
        }
        let rosa = world.educator("Rosa").await;
        let work = rosa.starts(SLUG).await;
        submitted(&world, &rosa, &work).await;
        let panel = text(&world, "SELECT id FROM panels").await;
        let mut forms = vec![];
        let mut sitting = vec![];
        let mut findings = findings.iter();
        for assessor in assessors {
            if assessor.waiting().await == 0 {
                continue;
            }
            assessor.is_about_to_find(*findings.next().unwrap()).await;
            let preview = assessor.opens(&format!("/panels/{panel}/preview")).await.page;
            forms.push(format!("revision={}", hidden(&preview, "revision").unwrap()));
            sitting.push(assessor);
        }
        let pursuit = id::<()>(&work).to_string();
        let ends = copies(&world, &pursuit, RACES, false).await;
        Panels { world, assessors: sitting, forms, panel, ends }
    }

    /// Where the panel that ends so is found.
    fn at(&self, end: &str) -> String {
        format!("/panels/{}", copy_of(&self.panel, end))
    }

    async fn sends(&self, assessor: usize, end: &str) -> Seen {
        let path = format!("{}/reviews", self.at(end));
        self.assessors[assessor].posts(&path, &self.forms[assessor]).await
    }

    /// How many of the copies hold this.
    async fn holding(&self, select: &str) -> i64 {
        let template = &self.panel;
        count(
            &self.world,
            &format!("SELECT COUNT(*) FROM ({select}) x WHERE panel_id <> '{template}'"),
        )
        .await
    }
}

const REVIEWS: &str = "SELECT panel_id, COUNT(*) AS many FROM reviews GROUP BY panel_id";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_agree_at_once_decide_once() {
    let panels = Panels::with(&TWO, &[NotYet, NotYet]).await;
    for end in &panels.ends {
        let (one, other) = tokio::join!(panels.sends(0, end), panels.sends(1, end));
        assert!(
            one.status.is_redirection() && other.status.is_redirection(),
            "{end}: {}",
            other.page
        );
    }
    let twice = format!("SELECT panel_id FROM ({REVIEWS}) r WHERE many = 2");
    assert_eq!(panels.holding(&twice).await, RACES as i64);
    assert_eq!(panels.holding("SELECT panel_id FROM decisions").await, RACES as i64);
    let third = "SELECT panel_id FROM seats WHERE seat = 'adjudicator'";
    assert_eq!(panels.holding(third).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_differ_at_once_call_one_third() {
    let panels = Panels::with(&TWO, &[Demonstrated, NotYet]).await;
    // Nobody sits on more than ten panels.
    for third in 0..RACES / 10 {
        qualified(&panels.world, &format!("Third {third}")).await;
    }
    for end in &panels.ends {
        let (one, other) = tokio::join!(panels.sends(0, end), panels.sends(1, end));
        assert!(
            one.status.is_redirection() && other.status.is_redirection(),
            "{end}: {}",
            other.page
        );
    }
    let twice = format!("SELECT panel_id FROM ({REVIEWS}) r WHERE many = 2");
    assert_eq!(panels.holding(&twice).await, RACES as i64);
    assert_eq!(panels.holding("SELECT panel_id FROM decisions").await, 0);
    let third = "SELECT panel_id FROM seats WHERE seat = 'adjudicator'";
    assert_eq!(panels.holding(third).await, RACES as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_review_sent_twice_at_once_is_one() {
    let panels = Panels::with(&[], &[NotYet]).await;
    for end in &panels.ends {
        let (one, other) = tokio::join!(panels.sends(0, end), panels.sends(0, end));
        let sent = [&one, &other].iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(sent, 1, "{end}: {} {}", one.status, other.status);
    }
    let once = format!("SELECT panel_id FROM ({REVIEWS}) r WHERE many = 1");
    assert_eq!(panels.holding(&once).await, RACES as i64);
    assert_eq!(panels.holding("SELECT panel_id FROM decisions").await, RACES as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn knowing_her_and_scoring_her_at_once_is_one_of_both() {
    let panels = Panels::with(&[], &[NotYet]).await;
    let mut heard = BTreeMap::new();
    for (race, end) in panels.ends.iter().enumerate() {
        let at = panels.at(end);
        let (sent, left) = match race % 2 {
            0 => tokio::join!(panels.sends(0, end), panels.assessors[0].knows_them(&at)),
            _ => {
                let (left, sent) =
                    tokio::join!(panels.assessors[0].knows_them(&at), panels.sends(0, end));
                (sent, left)
            }
        };
        assert!(left.status.is_redirection(), "{end}: {}", left.page);
        *heard.entry(sent.status.is_redirection()).or_insert(0) += 1;
    }
    assert_eq!(heard.len(), 2, "only one of both was ever first");
    let scored = heard[&true];
    assert_eq!(panels.holding("SELECT panel_id FROM reviews").await, scored);
    assert_eq!(panels.holding("SELECT panel_id FROM decisions").await, scored);
    let person = panels.assessors[0].id;
    let left = format!(
        "SELECT panel_id FROM seats WHERE assessor_id = '{person}' AND left_at IS NOT NULL"
    );
    assert_eq!(panels.holding(&left).await, RACES as i64 - scored);
    let both = "SELECT r.panel_id FROM reviews r JOIN seats s ON s.panel_id = r.panel_id
        AND s.assessor_id = r.assessor_id WHERE s.left_at IS NOT NULL";
    assert_eq!(panels.holding(both).await, 0);
    let excluded =
        "SELECT p.id AS panel_id FROM exclusions e JOIN panels p ON p.pursuit_id = e.pursuit_id
        WHERE e.reason = 'knows_them'";
    assert_eq!(panels.holding(excluded).await, RACES as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_submits_twice_at_once_submits_once() {
    let world = house().await;
    qualified(&world, "Ana").await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    rosa.writes_everything(&work).await;
    rosa.writes_evidence(&work, "part_2.plan", "First: why? Second: how?", 0).await;
    let pursuit = id::<()>(&work).to_string();
    for end in copies(&world, &pursuit, RACES, false).await {
        let work = format!("/pursuits/{}", copy_of(&pursuit, &end));
        let page = rosa.opens(&format!("{work}/check")).await.page;
        let seen = hidden(&page, "seen").unwrap();
        let form = format!("number=1&seen={seen}&own=yes&privacy=yes");
        let path = format!("{work}/submissions");
        let (one, other) = tokio::join!(rosa.posts(&path, &form), rosa.posts(&path, &form));
        let sent = [&one, &other].iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(sent, 1, "{end}: {} {}", one.status, other.status);
    }
    let submissions = "SELECT COUNT(*) FROM submissions";
    assert_eq!(count(&world, submissions).await, RACES as i64);
    let pursuits = "SELECT COUNT(DISTINCT pursuit_id) FROM submissions";
    assert_eq!(count(&world, pursuits).await, RACES as i64);
    let receipts = "SELECT COUNT(*) FROM letters WHERE kind = 'submit.receipt'";
    assert_eq!(count(&world, receipts).await, RACES as i64);
    let announced = "SELECT COUNT(*) FROM announcements WHERE name = 'submit.submitted'";
    assert_eq!(count(&world, announced).await, RACES as i64);
}

/// A pursuit that is decided, and of which nobody has heard yet, as often as there are races: each
/// of somebody else's.
async fn decided(world: &World, otherwise: &[(&str, &str)]) -> (String, Vec<String>) {
    offers(world, SLUG, otherwise).await;
    let ana = qualified(world, "Ana").await;
    let rosa = world.educator("Rosa").await;
    let work = rosa.starts(SLUG).await;
    submitted(world, &rosa, &work).await;
    assert!(ana.finds(Demonstrated).await.goes_to.is_some());
    let pursuit = id::<()>(&work).to_string();
    let ends = copies(world, &pursuit, RACES, true).await;
    (pursuit, ends)
}

/// One award, one credential and one claim for each of those who earned it.
async fn each_has_one(world: &World) {
    let many = RACES as i64 + 1;
    for select in [
        "SELECT COUNT(*) FROM awards",
        "SELECT COUNT(DISTINCT person_id) FROM awards",
        "SELECT COUNT(DISTINCT pursuit_id) FROM awards",
        "SELECT COUNT(*) FROM credentials",
        "SELECT COUNT(DISTINCT award_id) FROM credentials",
        "SELECT COUNT(*) FROM claims",
        "SELECT COUNT(DISTINCT award_id) FROM claims",
        "SELECT COUNT(*) FROM pursuits WHERE earned_at IS NOT NULL",
        "SELECT COUNT(*) FROM jobs WHERE name = 'award.sign'",
        "SELECT COUNT(*) FROM letters WHERE kind = 'award.awarded'",
    ] {
        assert_eq!(count(world, select).await, many, "{select}");
    }
}

/// Every courier of two nodes is on its way with the same news.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_two_couriers_bring_at_once_is_awarded_once() {
    let world = house_paying("not_needed").await;
    decided(&world, &[]).await;
    loop {
        let (one, other) = tokio::join!(world.app.deliver(), world.app.deliver());
        if one.unwrap() + other.unwrap() == 0 {
            break;
        }
    }
    each_has_one(&world).await;
    let late = "SELECT COUNT(*) FROM deliveries WHERE delivered_at IS NULL OR tries > 0";
    assert_eq!(count(&world, late).await, 0);
}

/// Two approvers press at once, while the couriers bring the news that there is something to approve.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_two_approve_at_once_is_awarded_once() {
    let world = house_paying("not_needed").await;
    let approver = ("award: rule", "award: approver\n  approver_role: approver");
    let (pursuit, ends) = decided(&world, &[approver]).await;
    let (maya, iris) = (world.approver("Maya").await, world.approver("Iris").await);
    let mut awarded = 0;
    for end in ends {
        let form = format!("pursuit={}", copy_of(&pursuit, &end));
        while count(
            &world,
            &format!("SELECT COUNT(*) FROM award_requests WHERE pursuit_id = '{}'", &form[8..]),
        )
        .await
            == 0
        {
            world.app.deliver().await.unwrap();
        }
        let (one, other, courier) = tokio::join!(
            maya.posts("/awards", &form),
            iris.posts("/awards", &form),
            world.app.deliver()
        );
        courier.unwrap();
        awarded += [&one, &other].iter().filter(|it| it.status.is_redirection()).count();
        assert!(!one.status.is_server_error() && !other.status.is_server_error(), "{end}");
    }
    assert_eq!(awarded, RACES);
    let form = format!("pursuit={pursuit}");
    assert!(maya.posts("/awards", &form).await.status.is_redirection());
    while world.app.deliver().await.unwrap() > 0 {}
    each_has_one(&world).await;
}

/// Two workers sign the same edition at once: the one that was kept stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_two_workers_sign_at_once_is_one_edition() {
    let world = house_paying("not_needed").await;
    decided(&world, &[]).await;
    while world.app.deliver().await.unwrap() > 0 {}
    let jobs = "SELECT CAST(id AS TEXT) FROM credentials";
    let mut read = world.app.read().await.unwrap();
    let credentials: Vec<Id<award::Credential>> =
        sqlx::query_scalar(jobs).fetch_all(&mut *read).await.unwrap();
    drop(read);
    for credential in credentials {
        let sign = || award::sign(world.app.clone(), vec![award::Sign { credential, edition: 1 }]);
        let (one, other) = tokio::join!(tokio::spawn(sign()), tokio::spawn(sign()));
        one.unwrap().unwrap();
        other.unwrap().unwrap();
    }
    let many = RACES as i64 + 1;
    assert_eq!(count(&world, "SELECT COUNT(*) FROM credential_editions").await, many);
    let each = "SELECT COUNT(DISTINCT credential_id) FROM credential_editions WHERE edition = 1";
    assert_eq!(count(&world, each).await, many);
}
