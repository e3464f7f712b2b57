//! What happened in the sample district before you came: told through the pages that you use, with
//! the clock some weeks back.

use anyhow::{Context, Result, ensure};
use axum::Router;
use design::{File, SAMPLES, document::Microcredential};
use foundation::App;
use jiff::SignedDuration;
use learn::Place;
use people::Relation;

use crate::{
    demo::{
        District,
        visitor::{Visitor, actions, choices, links},
        words,
    },
    import::{Asked, import_files},
    routes, told,
};

/// The district with its story going on.
struct Story<'a> {
    app: &'a App,
    router: Router,
    district: &'a District,
}

pub async fn tell(app: &App, district: &District) -> Result<()> {
    let story = Story { app, router: routes().open(app), district };
    println!("  three issuers bring in their microcredentials …");
    story.publish().await?;
    story.relate().await?;
    println!("  assessors qualify, one teacher earns a badge, another hears “not yet” …");
    story.elena_earns_one().await?;
    story.ana_hears_not_yet().await?;
    story.two_differ_about_ben().await?;
    println!("  others are on their way …");
    story.farid_waits().await?;
    story.chloe_is_halfway().await?;
    story.settle().await
}

impl Story<'_> {
    async fn publish(&self) -> Result<()> {
        let file = |(name, text): &(&str, &str)| File {
            name: (*name).into(),
            bytes: text.as_bytes().to_vec(),
        };
        let rules = ("maple-ridge/recognition.yaml", recognize::SAMPLE);
        let files = SAMPLES.iter().chain([&rules]).map(file).collect();
        let asked = Asked { issuer: Some("maple-ridge"), organization: None, publish: true };
        import_files(self.app, &asked, files).await?;
        self.settle().await?;
        let mut tx = self.app.begin().await.map_err(told)?;
        let until = tx.now() + SignedDuration::from_hours(24 * 365);
        for version in design::published(&mut tx).await.map_err(told)? {
            for name in [
                "Ben Carter",
                "Chloe Park",
                "Rita Gomez",
                "Jonas Weber",
                "Kira Tanaka",
                "Liang Chen",
            ] {
                let person = self.district.person(name);
                let because = "calibrated on scored examples";
                review::qualify(
                    &mut tx,
                    version.issuer,
                    person,
                    &version.rubric_digest,
                    because,
                    until,
                )
                .await
                .map_err(told)?;
            }
        }
        tx.commit().await.map_err(told)
    }

    /// Who coaches and who supervises whom.
    async fn relate(&self) -> Result<()> {
        let mut tx = self.app.begin().await.map_err(told)?;
        let keeper = self.district.district.id;
        for educator in
            ["Ana Ruiz", "Chloe Park", "Elena Petrova", "Farid Haddad", "Grace Kim", "Hugo Silva"]
        {
            let them = self.district.person(educator);
            people::relate(
                &mut tx,
                keeper,
                self.district.person("Dele Okafor"),
                Relation::CoachOf,
                them,
            )
            .await
            .map_err(told)?;
            people::relate(
                &mut tx,
                keeper,
                self.district.person("Maya Johnson"),
                Relation::Supervises,
                them,
            )
            .await
            .map_err(told)?;
        }
        tx.commit().await.map_err(told)
    }

    async fn elena_earns_one(&self) -> Result<()> {
        let slug = "leading-a-data-dive";
        let elena = self.visitor("Elena Petrova");
        elena
            .fills_in(
                &format!("/approvals/new?microcredential={slug}"),
                "/approvals",
                &[("reason", "Our grade 8 team wants to look at fractions together this fall.")],
            )
            .await?;
        self.later(20).await?;
        let maya = self.visitor("Maya Johnson");
        let asked = maya.opens("/approvals").await?;
        let answer = actions(&asked, "/approvals/").into_iter().next().context("Maya is asked")?;
        let yes = [("answer", "yes"), ("reason", "It is our goal for this year.")];
        maya.fills_in("/approvals", &answer, &yes).await?;
        self.later(30).await?;
        let work = self.started(&elena, slug, &[]).await?;
        elena
            .fills_in(&format!("{work}/name"), &format!("{work}/name"), &[("choice", "shown")])
            .await?;
        self.completed(&elena, &work, slug).await?;
        self.submitted(&elena, &work).await?;
        self.scored(&[
            ("Ben Carter", Found::All),
            ("Chloe Park", Found::All),
            ("Rita Gomez", Found::All),
        ])
        .await?;
        let page = elena.opens(&work).await?;
        ensure!(page.contains("/credentials/"), "Elena was to earn one");
        Ok(())
    }

    async fn ana_hears_not_yet(&self) -> Result<()> {
        let ana = self.visitor("Ana Ruiz");
        let work = self.started(&ana, "effective-class-discussion", &[]).await?;
        self.completed(&ana, &work, "effective-class-discussion").await?;
        self.submitted(&ana, &work).await?;
        self.scored(&OUTSIDE.map(|name| (name, Found::AllButOne))).await
    }

    /// The third still has it.
    async fn two_differ_about_ben(&self) -> Result<()> {
        let slug = "performance-assessment-design";
        let ben = self.visitor("Ben Carter");
        let work = self.started(&ben, slug, &[]).await?;
        self.completed(&ben, &work, slug).await?;
        self.submitted(&ben, &work).await?;
        let [first, second] = self.seated(&OUTSIDE).await?;
        self.scored(&[(first, Found::All)]).await?;
        self.scored(&[(second, Found::AllButOne)]).await
    }

    async fn farid_waits(&self) -> Result<()> {
        let farid = self.visitor("Farid Haddad");
        let work = self.started(&farid, "checks-for-understanding", &[]).await?;
        self.completed(&farid, &work, "checks-for-understanding").await?;
        self.submitted(&farid, &work).await
    }

    async fn chloe_is_halfway(&self) -> Result<()> {
        let chloe = self.visitor("Chloe Park");
        let slug = "wait-time-and-questioning";
        let work = self.started(&chloe, slug, &[]).await?;
        let document = self.document(slug).await?;
        for place in learn::outline(&document).iter().take(3) {
            self.filled(&chloe, &work, &document, place).await?;
        }
        self.settle().await
    }

    async fn started(&self, by: &Visitor, slug: &str, fields: &[(&str, &str)]) -> Result<String> {
        let page = format!("/catalog/{slug}/start");
        let school =
            choices(&by.opens(&page).await?).into_iter().find(|(name, _)| name == "school");
        let mut fields = fields.to_vec();
        if let Some((_, school)) = &school {
            fields.push(("school", school));
        }
        let started = by.fills_in(&page, "/pursuits", &fields).await?;
        self.later(1).await?;
        Ok(started.goes_to)
    }

    /// Every place of it.
    async fn completed(&self, by: &Visitor, work: &str, slug: &str) -> Result<()> {
        let document = self.document(slug).await?;
        for place in learn::outline(&document)
            .iter()
            .filter(|it| !matches!(it, Place::After(_) | Place::Recording))
        {
            self.filled(by, work, &document, place).await?;
            self.later(5).await?;
        }
        Ok(())
    }

    async fn filled(
        &self,
        by: &Visitor,
        work: &str,
        document: &Microcredential,
        place: &Place,
    ) -> Result<()> {
        match place {
            Place::Item(_) => words::show(by, work, document, place).await,
            Place::Template(_) => words::fill_table(by, work, document, place).await,
            _ => words::answer(by, work, document, place).await,
        }
    }

    async fn submitted(&self, by: &Visitor, work: &str) -> Result<()> {
        let (check, to) = (format!("{work}/check"), format!("{work}/submissions"));
        by.fills_in(&check, &to, &[("own", "yes"), ("privacy", "yes")]).await?;
        self.later(26).await
    }

    /// Those of these who have something on their desk, two of them.
    async fn seated(&self, names: &[&'static str; 3]) -> Result<[&'static str; 2]> {
        let mut seated = vec![];
        for name in names {
            let desk = self.visitor(name).opens("/reviews").await?;
            if !links(&desk, "/panels/").is_empty() {
                seated.push(*name);
            }
        }
        seated.try_into().ok().context("two assessors have a seat")
    }

    /// Each of these scores what is on their desk.
    async fn scored(&self, who: &[(&'static str, Found)]) -> Result<()> {
        for (name, found) in who {
            let assessor = self.visitor(name);
            for panel in links(&assessor.opens("/reviews").await?, "/panels/") {
                words::score(&assessor, &panel, *found).await?;
                self.later(7).await?;
            }
        }
        Ok(())
    }

    async fn document(&self, slug: &str) -> Result<Microcredential> {
        let mut read = self.app.read().await.map_err(told)?;
        Ok(design::published_by_slug(&mut read, slug).await.map_err(told)?.document)
    }

    fn visitor(&self, name: &'static str) -> Visitor {
        Visitor::new(self.app, &self.router, name, self.district.person(name))
    }

    /// What follows from what was done happens, and so many hours pass.
    async fn later(&self, hours: i64) -> Result<()> {
        self.settle().await?;
        self.app.clock.advance(SignedDuration::from_hours(hours));
        Ok(())
    }

    async fn settle(&self) -> Result<()> {
        while self.app.follow().await.map_err(told).context("what follows")? > 0 {}
        Ok(())
    }
}

const OUTSIDE: [&str; 3] = ["Jonas Weber", "Kira Tanaka", "Liang Chen"];

/// What an assessor finds.
#[derive(Clone, Copy)]
pub enum Found {
    All,
    AllButOne,
}
