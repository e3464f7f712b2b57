//! Rosalind submits twice; three review it, and one who knows her; it is awarded and counts.

use std::collections::BTreeMap;

use evidence::testing::{ShowsEvidence, samples};
use jiff::SignedDuration;
use learn::testing::Learns;
use people::{
    Kind, Organization, Role,
    testing::{Someone, World, form},
};
use review::{Finding, testing::Reviews};
use submit::testing::Submits;

use crate::{
    common::{SLUG, house, offers, qualified, submits, text},
    log::Log,
    walk::{Answer, walk},
};

/// What is planted, and must not be found.
pub const HERS: [&str; 9] = [
    "Rosalind",
    "Plantagenet",
    "Thistlewood",       // her school
    "Quillfeather",      // her district
    "Zanzibar-Holiday",  // her files' names
    "Wolfgang-Drafted",  // the author of a document
    "Nikon-of-Isolde",   // in a picture
    "Gwendolen-Painted", // in a picture of another kind
    "Balthasar-Spoke",   // in a recording
];

/// None may learn of another, either.
pub const ASSESSORS: [&str; 4] = ["Annabel", "Bartholomew", "Cholmondeley", "Desdemona"];

pub struct Told {
    pub world: World,
    /// What each was sent.
    pub sent: BTreeMap<String, Vec<Answer>>,
    pub logged: String,
}

pub async fn told() -> Told {
    let (log, _kept) = Log::kept();
    let world = house().await;
    let differ = [
        ("reviews: 1", "reviews: 2"),
        ("third_decides: false", "third_decides: true"),
        ("preset: custom", "preset: two_colleagues_and_a_third"),
    ];
    offers(&world, SLUG, &differ).await;
    let mut assessors = vec![];
    for name in ASSESSORS {
        assessors.push(qualified(&world, name).await);
    }
    let leonora = world.lead("Leonora").await;
    let rosalind = rosalind(&world).await;
    let mut story = Story { world, assessors, sent: BTreeMap::new() };

    let work = story.starts(&rosalind).await;
    story.shows(&rosalind, &work, "part_2.plan").await;
    submits(&story.world, &rosalind, &work).await;
    story.one_knows_her().await;
    story.reviewed("once").await;
    story.world.comes_back(&rosalind).await;
    story.again(&rosalind, &work).await;
    story.reviewed("twice").await;
    story.asked_twice(&work).await;
    assert_eq!(text(&story.world, "SELECT outcome FROM awards").await, "demonstrated");
    story.world.comes_back(&leonora).await;
    leonora.opens("/panels").await;
    tracing::error!("a fault, so that there is a log");
    Told { world: story.world, sent: story.sent, logged: log.text() }
}

async fn rosalind(world: &World) -> Someone {
    let district = Organization::new(
        Kind::District,
        "quillfeather",
        "Quillfeather Schools",
        Some(&world.state),
    );
    let school =
        Organization::new(Kind::School, "thistlewood", "Thistlewood Academy", Some(&district));
    let mut tx = world.app.begin().await.unwrap();
    people::establish(&mut tx, &district).await.unwrap();
    people::establish(&mut tx, &school).await.unwrap();
    tx.commit().await.unwrap();
    world.someone("Rosalind Plantagenet", &[(Role::Educator, &school)]).await
}

/// Everything else that this house writes to people.
pub async fn other_letters(world: &World) {
    const OLD: &str = "stones upon stones";
    let hyacinth = world.educator("Hyacinth").await;
    let approver = world.approver("Persimmon").await;
    let administrator = world.administrator("Archibald").await;
    world.set_password(&hyacinth, OLD).await;
    let asked = form(&[("microcredential", "asked-for"), ("reason", "For my class.")]);
    assert!(hyacinth.posts("/approvals", &asked).await.goes_to.is_some());
    let approval = text(world, "SELECT id FROM preapprovals").await;
    let no = form(&[("answer", "no"), ("reason", "Not this year.")]);
    let answered = approver.posts(&format!("/approvals/{approval}/answer"), &no).await;
    assert!(answered.goes_to.is_some(), "{}", answered.page);
    let (school, guest) = (world.school.id.to_string(), "guest@people.test");
    let invited = form(&[("address", guest), ("role", "educator"), ("at", &school)]);
    assert!(administrator.posts("/people/invite", &invited).await.goes_to.is_some());
    let mine = form(&[("address", &hyacinth.address)]);
    world.stranger().posts("/forgotten", &mine).await;
    for address in ["hyacinth.new@people.test", &approver.address] {
        hyacinth.posts("/account/address", &form(&[("address", address), ("password", OLD)])).await;
    }
    world.settle().await;
    let link = world.link("hyacinth.new@people.test", "people.confirm_address").await;
    assert!(hyacinth.posts(&link, "").await.goes_to.is_some());
    let changed = form(&[("password", OLD), ("new_password", "another pile of stones")]);
    assert!(hyacinth.posts("/account/password", &changed).await.goes_to.is_some());
    world.settle().await;
}

struct Story {
    world: World,
    assessors: Vec<Someone>,
    sent: BTreeMap<String, Vec<Answer>>,
}

impl Story {
    async fn starts(&self, rosalind: &Someone) -> String {
        let work = rosalind.starts(SLUG).await;
        let shown = rosalind.says_of_the_name(&work, "shown").await;
        assert!(shown.goes_to.is_some(), "{}", shown.page);
        rosalind.writes_everything(&work).await;
        work
    }

    /// A document and a picture, with everything about their maker.
    async fn shows(&self, rosalind: &Someone, work: &str, place: &str) {
        let files = [
            ("Zanzibar-Holiday.pdf", samples::pdf("Wolfgang-Drafted")),
            ("Zanzibar-Holiday.jpg", samples::jpeg("Nikon-of-Isolde")),
        ];
        for (name, bytes) in files {
            let seen = rosalind.adds_file(work, place, name, &bytes, "What we saw").await;
            assert!(seen.goes_to.is_some(), "{name}: {}", seen.page);
        }
    }

    /// Another picture the second time, and what is outstanding.
    async fn again(&self, rosalind: &Someone, work: &str) {
        for piece in rosalind.pieces(work, "part_2.plan").await {
            rosalind.removes(&piece).await;
        }
        let files = [
            ("Zanzibar-Holiday.png", samples::png("Gwendolen-Painted")),
            ("Zanzibar-Holiday.wav", samples::wav("Balthasar-Spoke")),
        ];
        for (name, bytes) in files {
            let seen = rosalind.adds_file(work, "part_2.plan", name, &bytes, "Once more").await;
            assert!(seen.goes_to.is_some(), "{name}: {}", seen.page);
        }
        submits(&self.world, rosalind, work).await;
    }

    /// Whoever sits first says that she knows her, after she has looked.
    async fn one_knows_her(&mut self) {
        let at = self.sitting().await[0];
        self.looks_around(at, "before saying so").await;
        let assessor = &self.assessors[at];
        let panel = assessor.first_on_desk().await;
        let left = assessor.knows_them(&panel).await;
        let answer = Answer::of(format!("POST {panel}/exclusion"), &left);
        let gone = Answer::of(format!("GET {panel}"), &assessor.opens(&panel).await);
        self.keep(at, [answer, gone]);
        self.looks_around(at, "after saying so").await;
        self.world.settle().await;
    }

    /// Two differ, and a third decides: not yet the first time, demonstrated the second.
    async fn reviewed(&mut self, time: &str) {
        self.world.app.clock.advance(SignedDuration::from_hours(30));
        let decides = if time == "once" { Finding::NotYet } else { Finding::Demonstrated };
        let [first, second] = self.sitting().await[..] else { panic!("two sit, {time}") };
        self.finds(first, Finding::Demonstrated).await;
        self.finds(second, Finding::NotYet).await;
        let [third] = self.sitting().await[..] else { panic!("one decides, {time}") };
        assert!(third != first && third != second);
        self.finds(third, decides).await;
        for at in 0..self.assessors.len() {
            self.looks_around(at, "after it was decided").await;
        }
    }

    /// Looks at everything, notes, sees it as the educator will, sends it, and looks again.
    async fn finds(&mut self, at: usize, finding: Finding) {
        self.looks_around(at, "before").await;
        let assessor = &self.assessors[at];
        let panel = assessor.first_on_desk().await;
        let page = assessor.opens(&panel).await.page;
        let revision = page.split_once("name=\"revision\" value=\"").unwrap().1;
        let revision = revision.split('"').next().unwrap();
        let typed = form(&[("revision", revision), ("feedback.plan", "Half a")]);
        let request = assessor.request("POST", &format!("{panel}/notes"));
        let request = request
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        let typed =
            Answer::of(format!("{panel}/notes"), &assessor.sends(request, typed.into()).await);
        let stale = assessor.posts(&format!("{panel}/notes"), &form(&[("revision", "0")])).await;
        let stale = Answer::of(format!("POST {panel}/notes"), &stale);
        let about = assessor.is_about_to_find(finding).await;
        let preview = assessor.opens(&format!("{panel}/preview")).await;
        let preview = Answer::of(format!("GET {panel}/preview"), &preview);
        let sent = assessor.press_send(&about).await;
        assert!(sent.status.is_redirection(), "{}", sent.page);
        let sent = Answer::of(format!("POST {panel}/reviews"), &sent);
        self.keep(at, [typed, stale, preview, sent]);
        self.looks_around(at, "after").await;
        self.world.settle().await;
    }

    async fn looks_around(&mut self, at: usize, _when: &str) {
        self.world.comes_back(&self.assessors[at]).await;
        let answers = walk(&self.assessors[at]).await;
        self.keep(at, answers);
    }

    /// What isn't theirs to open, asked for by name.
    async fn asked_twice(&mut self, work: &str) {
        let submission = text(&self.world, "SELECT id FROM submissions WHERE number = 2").await;
        for at in 0..self.assessors.len() {
            let mut answers = vec![];
            for path in
                [work.to_owned(), format!("/submissions/{submission}"), format!("{work}/feedback")]
            {
                let seen = self.assessors[at].opens(&path).await;
                answers.push(Answer::of(format!("GET {path}"), &seen));
            }
            self.keep(at, answers);
        }
    }

    /// Those with something on their desk.
    async fn sitting(&self) -> Vec<usize> {
        let mut sitting = vec![];
        for (at, assessor) in self.assessors.iter().enumerate() {
            self.world.comes_back(assessor).await;
            if assessor.waiting().await > 0 {
                sitting.push(at);
            }
        }
        sitting
    }

    fn keep(&mut self, at: usize, answers: impl IntoIterator<Item = Answer>) {
        self.sent.entry(self.assessors[at].name.clone()).or_default().extend(answers);
    }
}
