//! Where it plays: one of everything that an address can name, those whose it is, and as many others.

use std::collections::BTreeMap;

use evidence::testing::{ShowsEvidence, samples};
use learn::testing::Learns;
use people::{
    Address, Kind, Organization, Relation, Role,
    testing::{Browser, Someone, World, form},
};
use review::{Finding::Demonstrated, testing::Reviews};
use submit::testing::Submits;

use crate::common::{self, finds, house, offers, qualified, submits, text};
use crate::hosts;

pub const PASSWORD: &str = "stones upon stones";

pub struct Place {
    pub world: World,
    /// What a `$name` in an address stands for.
    pub objects: BTreeMap<&'static str, String>,
    pub visitors: Vec<Visitor>,
}

pub struct Visitor {
    /// "rosa"; a role is somebody at work here ("lead") or in another district ("lead elsewhere").
    pub name: String,
    pub roles: Vec<Role>,
    pub who: Option<Someone>,
    stranger: Browser,
}

impl Visitor {
    pub fn browser(&self) -> &Browser {
        self.who.as_deref().unwrap_or(&self.stranger)
    }

    pub fn is_signed_in(&self) -> bool {
        self.who.is_some()
    }
}

impl Place {
    pub async fn made() -> Place {
        let world = house().await;
        let mut place = Place { world, objects: BTreeMap::new(), visitors: vec![] };
        place.people_come().await;
        place.rosa_earns_one().await;
        place.ben_reviews().await;
        place.rosa_works().await;
        place.an_award_waits().await;
        place.others_are_asked().await;
        place.links_are_sent().await;
        place.rosa_shares().await;
        place
    }

    pub fn visitor(&self, name: &str) -> &Visitor {
        self.visitors.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn someone(&self, name: &str) -> &Someone {
        self.visitor(name).who.as_ref().unwrap()
    }

    fn comes(&mut self, name: &str, roles: &[Role], who: Option<Someone>) {
        let stranger = self.world.stranger();
        self.visitors.push(Visitor { name: name.into(), roles: roles.to_vec(), who, stranger });
    }

    /// Those whose things these are; whoever has each role here, and elsewhere; and who has none.
    async fn people_come(&mut self) {
        let rosa = self.world.educator("Rosa").await;
        let dele = self.world.coach("Dele").await;
        let ben = qualified(&self.world, "Ben").await;
        self.world.relate(&dele, Relation::CoachOf, &rosa).await;
        self.world.set_password(&rosa, PASSWORD).await;
        // Whom the page of a demo offers.
        let demo = self.world.someone("Ana", &[]).await;
        let mut tx = self.world.app.begin().await.unwrap();
        let offered = Address::read("ana.ruiz@maple-ridge.example").unwrap();
        people::add_address(&mut tx, demo.id, &offered).await.unwrap();
        let elsewhere = Organization::new(
            Kind::District,
            "cedar-hollow",
            "Cedar Hollow",
            Some(&self.world.state),
        );
        people::establish(&mut tx, &elsewhere).await.unwrap();
        tx.commit().await.unwrap();
        self.objects.extend([
            ("rosa", rosa.id.to_string()),
            ("dele", dele.id.to_string()),
            ("ben", ben.id.to_string()),
            ("demo", demo.id.to_string()),
            ("school", self.world.school.id.to_string()),
            ("script", foundation::assets::path("cairn.js").rsplit('/').next().unwrap().into()),
        ]);
        self.comes("rosa", &[Role::Educator], Some(rosa));
        self.comes("dele", &[Role::Coach], Some(dele));
        self.comes("ben", &[Role::Assessor], Some(ben));
        for role in Role::ALL {
            let word = role.name();
            let (district, issuer) = (&self.world.district, &self.world.issuer);
            let here: &[_] = match role {
                Role::Educator | Role::Supervisor => &[(role, &self.world.school)],
                Role::Designer | Role::Assessor => &[(role, issuer)],
                Role::Lead | Role::Approver => &[(role, district), (role, issuer)],
                _ => &[(role, district)],
            };
            let who = self.world.someone(&format!("{word} here"), here).await;
            let there = self.world.someone(&format!("{word} there"), &[(role, &elsewhere)]).await;
            self.comes(&word, &[role], Some(who));
            self.comes(&format!("{word} elsewhere"), &[role], Some(there));
        }
        let nobody = self.world.someone("Nobody", &[]).await;
        self.comes("nobody", &[], Some(nobody));
        self.comes("stranger", &[], None);
    }

    async fn rosa_earns_one(&mut self) {
        let rosa = self.someone("rosa");
        let asked = form(&[("microcredential", common::SLUG), ("reason", "For my class.")]);
        assert!(rosa.posts("/approvals", &asked).await.goes_to.is_some());
        let approval = text(&self.world, "SELECT id FROM preapprovals").await;
        let yes = form(&[("answer", "yes"), ("reason", "It fits.")]);
        let approver = self.someone("approver");
        assert!(
            approver.posts(&format!("/approvals/{approval}/answer"), &yes).await.goes_to.is_some()
        );

        let work = rosa.starts(common::SLUG).await;
        rosa.writes_everything(&work).await;
        let file = samples::jpeg("x");
        rosa.adds_file(&work, "part_2.plan", "board.jpg", &file, "The board").await;
        submits(&self.world, rosa, &work).await;
        finds(&self.world, self.someone("ben"), Demonstrated).await;
        let earned = text(&self.world, "SELECT pursuit_id FROM awards").await;
        let credential = text(&self.world, "SELECT id FROM credentials").await;
        let shown = text(&self.world, "SELECT content_id FROM artifacts").await;
        let fields = form(&[("shown", &shown)]);
        assert!(
            rosa.posts(&format!("/credentials/{credential}/evidence"), &fields)
                .await
                .goes_to
                .is_some()
        );
        self.world.settle().await;
        let claim = text(&self.world, "SELECT id FROM claims").await;
        let subject = text(&self.world, "SELECT subject_id FROM credentials").await;
        let list = text(&self.world, "SELECT id FROM status_lists").await;
        let submission = text(&self.world, "SELECT id FROM submissions").await;
        let key = text(&self.world, "SELECT public_key FROM organization_keys").await;
        self.objects.extend([
            ("key", key),
            ("earned", earned),
            ("credential", credential),
            ("shown", shown),
            ("claim", claim),
            ("subject", subject),
            ("list", list),
            ("submission", submission),
            ("issuer", self.world.issuer.slug.clone()),
            ("slug", common::SLUG.into()),
        ]);
    }

    /// A panel in which Ben has begun, with a file to look at.
    async fn ben_reviews(&mut self) {
        offers(&self.world, "in-review", &[]).await;
        let (rosa, ben) = (self.someone("rosa"), self.someone("ben"));
        let work = rosa.starts("in-review").await;
        rosa.writes_everything(&work).await;
        let file = samples::jpeg("x");
        rosa.adds_file(&work, "part_2.plan", "board.jpg", &file, "The board").await;
        submits(&self.world, rosa, &work).await;
        let panel = ben.first_on_desk().await;
        let noted = ben.notes(&panel, &[("plan", "demonstrated", "It is there.")]).await;
        assert!(noted.goes_to.is_some());
        let pursuit = common::id::<()>(&work);
        let file = format!("SELECT content_id FROM artifacts WHERE pursuit_id = '{pursuit}'");
        let file = text(&self.world, &file).await;
        self.objects.insert("panel", common::id::<()>(&panel).to_string());
        self.objects.insert("file", file);
    }

    /// What she is in the middle of, with a piece of evidence, and a draft shown to her coach.
    async fn rosa_works(&mut self) {
        offers(&self.world, "in-progress", &[]).await;
        let rosa = self.someone("rosa");
        let work = rosa.starts("in-progress").await;
        assert!(
            rosa.writes(&work, "part_1.setting", "Nineteen fourth graders.")
                .await
                .goes_to
                .is_some()
        );
        let link = "https://example.org/plan";
        assert!(rosa.adds_link(&work, "part_2.plan", link, "My plan").await.goes_to.is_some());
        let coach = self.someone("dele").id;
        assert!(rosa.shows_to_coach(&work, coach, "part_1.setting").await.goes_to.is_some());
        let pursuit = common::id::<()>(&work).to_string();
        let piece = format!("SELECT id FROM artifacts WHERE pursuit_id = '{pursuit}'");
        let piece = text(&self.world, &piece).await;
        let shared = text(&self.world, "SELECT id FROM shared_drafts").await;
        let version = format!("SELECT version_id FROM pursuits WHERE id = '{pursuit}'");
        let version = text(&self.world, &version).await;
        self.objects.extend([
            ("work", pursuit),
            ("piece", piece),
            ("shared", shared),
            ("version", version),
        ]);
    }

    async fn an_award_waits(&mut self) {
        let approver = ("award: rule", "award: approver\n  approver_role: approver");
        offers(&self.world, "by-approver", &[approver]).await;
        let rosa = self.someone("rosa");
        let work = rosa.starts("by-approver").await;
        submit::testing::submitted(&self.world, rosa, &work).await;
        // What waits first on Ben's desk is the panel that he has begun: this one is the other.
        let ben = self.someone("ben");
        let desk = ben.opens("/reviews").await.page;
        let begun = format!("/panels/{}", self.objects["panel"]);
        let other = desk
            .split("href=\"")
            .filter_map(|it| it.split('"').next())
            .find(|it| it.starts_with("/panels/") && *it != begun)
            .unwrap()
            .to_owned();
        let all = ["overview", "plan", "tally", "reflection"];
        let notes = all.map(|it| (it, "demonstrated", "It is there."));
        assert!(ben.notes(&other, &notes).await.goes_to.is_some());
        assert!(ben.sends_review(&other).await.goes_to.is_some());
        self.world.settle().await;
        let waiting = text(&self.world, "SELECT pursuit_id FROM award_requests").await;
        assert_eq!(waiting, common::id::<()>(&work).to_string());
        self.objects.insert("waiting", waiting);
    }

    /// An approval that nobody has answered, and a draft of the issuer's.
    async fn others_are_asked(&mut self) {
        let rosa = self.someone("rosa");
        let asked = form(&[("microcredential", "asked-for"), ("reason", "For my class.")]);
        assert!(rosa.posts("/approvals", &asked).await.goes_to.is_some());
        let approval = "SELECT id FROM preapprovals p WHERE NOT EXISTS
             (SELECT 1 FROM preapproval_answers a WHERE a.preapproval_id = p.id)";
        let approval = text(&self.world, approval).await;
        let begun = self.someone("designer").posts("/designs/three-seconds/drafts", "").await;
        let draft = begun.goes_to.unwrap_or_else(|| panic!("no draft: {}", begun.page));
        self.objects.insert("draft", common::id::<()>(&draft).to_string());
        self.objects.insert("approval", approval);
        let rosa = &self.objects["rosa"];
        let appointment = format!("SELECT id FROM appointments WHERE person_id = '{rosa}'");
        let appointment = text(&self.world, &appointment).await;
        let relation = format!("SELECT id FROM relations WHERE toward_id = '{rosa}'");
        let relation = text(&self.world, &relation).await;
        self.objects.insert("appointment", appointment);
        self.objects.insert("relation", relation);
    }

    async fn links_are_sent(&mut self) {
        let rosa = self.someone("rosa");
        let new = "rosa.new@people.test";
        rosa.posts("/account/address", &form(&[("address", new), ("password", PASSWORD)])).await;
        let address = self.world.link(new, "people.confirm_address").await;
        self.world.stranger().posts("/forgotten", &form(&[("address", &rosa.address)])).await;
        self.world.settle().await;
        let password = self.world.link(&rosa.address, "people.new_password").await;
        let school = self.world.school.id.to_string();
        let guest = "guest@people.test";
        let invited = form(&[("address", guest), ("role", "educator"), ("at", &school)]);
        let admin = self.someone("administrator");
        assert!(admin.posts("/people/invite", &invited).await.goes_to.is_some());
        let invitation = self.world.link(guest, "people.invitation").await;
        let page = admin.opens("/people").await.page;
        let (_, handle) = page.split_once("/people/invitations/").unwrap();
        let handle = handle.split('/').next().unwrap().to_owned();
        let token = |path: String| path.rsplit('/').next().unwrap().to_owned();
        self.objects.extend([
            ("address", token(address)),
            ("password", token(password)),
            ("invitation", token(invitation)),
            ("handle", handle),
        ]);
    }

    /// A host that she let in, what it brought, and an offer to her wallet.
    async fn rosa_shares(&mut self) {
        let rosa = self.someone("rosa");
        let token = hosts::lets_in(&self.world, rosa).await;
        let brought = hosts::brings(&self.world, &token.1).await;
        assert_eq!(brought.status, 201, "{}", brought.page);
        let elsewhere = text(&self.world, "SELECT id FROM credentials_elsewhere").await;
        let credential = &self.objects["credential"];
        let page = rosa.posts(&format!("/credentials/{credential}/wallet"), "").await.page;
        let (_, rest) = page.split_once("%2Fwallet%2Foffers%2F").unwrap();
        let offer = rest.split('"').next().unwrap().to_owned();
        self.objects.extend([("host", token.0), ("elsewhere", elsewhere), ("offer", offer)]);
    }
}
