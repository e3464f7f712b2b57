//! What happened in the sample district before you came: told through the pages that you use, with
//! the clock some weeks back.

use anyhow::{Context, Result, ensure};
use axum::Router;
use design::{File, SAMPLES, document::Microcredential};
use foundation::App;
use jiff::{SignedDuration, Timestamp};
use people::Relation;

use crate::{
    demo::{
        District,
        visitor::{Visitor, choices, links},
        words,
        work::Part,
    },
    import::{Asked, import_files},
    routes, told,
};

/// How long ago it begins.
pub const BEGINS: SignedDuration = SignedDuration::from_hours(24 * 70);

/// The district with its story going on.
pub struct Story<'a> {
    pub app: &'a App,
    router: Router,
    pub district: &'a District,
    /// When it is told up to.
    now: Timestamp,
}

/// What an assessor finds.
#[derive(Clone, Copy)]
pub enum Found {
    All,
    AllButOne,
}

pub async fn tell(app: &App, district: &District) -> Result<()> {
    let now = app.clock.now() + BEGINS;
    let story = Story { app, router: routes().open(app), district, now };
    println!("  three issuers bring in their microcredentials …");
    story.publish().await?;
    story.relate().await?;
    println!("  assessors qualify, two teachers earn a badge, another hears “not yet” …");
    story.elena_earns_one().await?;
    story.elena_brings_one().await?;
    story.days_ago(50).await?;
    story.sam_is_reviewed_by_one().await?;
    story.days_ago(38).await?;
    story.ana_hears_not_yet().await?;
    story.days_ago(28).await?;
    story.tess_waits_for_an_approver().await?;
    println!("  others are on their way …");
    story.days_ago(20).await?;
    story.two_differ_about_ben().await?;
    story.days_ago(12).await?;
    story.farid_waits().await?;
    story.days_ago(4).await?;
    story.chloe_is_halfway().await?;
    story.days_ago(1).await?;
    story.grace_asks().await?;
    story.days_ago(0).await
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
        for educator in [
            "Ana Ruiz",
            "Chloe Park",
            "Elena Petrova",
            "Farid Haddad",
            "Grace Kim",
            "Hugo Silva",
            "Sam Whitfield",
        ] {
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

    pub async fn started(
        &self,
        by: &Visitor,
        slug: &str,
        fields: &[(&str, &str)],
    ) -> Result<String> {
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

    /// Every place for which there are words.
    pub async fn completed(
        &self,
        by: &Visitor,
        work: &str,
        slug: &str,
        parts: &[Part],
    ) -> Result<()> {
        let document = self.document(slug).await?;
        for place in learn::outline(&document) {
            let name = place.to_string();
            for part in parts.iter().filter(|it| it.place == name) {
                let now = self.app.clock.now();
                words::fill(by, work, &document, (&place, part), now).await?;
                self.later(2).await?;
            }
            self.later(2).await?;
        }
        Ok(())
    }

    pub async fn submitted(&self, by: &Visitor, work: &str) -> Result<()> {
        let (check, to) = (format!("{work}/check"), format!("{work}/submissions"));
        by.fills_in(&check, &to, &[("own", "yes"), ("privacy", "yes")]).await?;
        self.later(26).await
    }

    /// Those of these who have it on their desk, two of them.
    pub async fn seated(&self, slug: &str, names: &[&'static str; 3]) -> Result<[&'static str; 2]> {
        let mut seated = vec![];
        for name in names {
            if self.panel(&self.visitor(name), slug).await?.is_some() {
                seated.push(*name);
            }
        }
        seated.try_into().ok().context("two assessors have a seat")
    }

    /// Those of these who have it on their desk score it, each in their own words.
    pub async fn scored(
        &self,
        slug: &str,
        parts: &[Part],
        who: &[(&'static str, Found)],
    ) -> Result<()> {
        let mut nth = 0;
        for (name, found) in who {
            let assessor = self.visitor(name);
            if let Some(panel) = self.panel(&assessor, slug).await? {
                words::score(&assessor, &panel, parts, (nth, *found)).await?;
                self.later(7).await?;
                nth += 1;
            }
        }
        ensure!(nth > 0, "nobody has {slug} to score");
        Ok(())
    }

    /// The panel that waits for this assessor on a submission of this microcredential.
    pub async fn panel(&self, assessor: &Visitor, slug: &str) -> Result<Option<String>> {
        let title = self.document(slug).await?.title.to_string();
        for panel in links(&assessor.opens("/reviews").await?, "/panels/") {
            let page = assessor.opens(&panel).await?;
            if page.contains(&title) && page.contains("/notes\"") {
                return Ok(Some(panel));
            }
        }
        Ok(None)
    }

    async fn document(&self, slug: &str) -> Result<Microcredential> {
        let mut read = self.app.read().await.map_err(told)?;
        Ok(design::published_by_slug(&mut read, slug).await.map_err(told)?.document)
    }

    pub fn visitor(&self, name: &'static str) -> Visitor {
        Visitor::new(self.app, &self.router, name, self.district.person(name))
    }

    /// What follows from what was done happens, and so many hours pass.
    pub async fn later(&self, hours: i64) -> Result<()> {
        self.settle().await?;
        self.app.clock.advance(SignedDuration::from_hours(hours));
        Ok(())
    }

    /// Time goes on to so many days before today.
    async fn days_ago(&self, days: i64) -> Result<()> {
        self.settle().await?;
        let then = self.now - SignedDuration::from_hours(24 * days);
        let passes = then.duration_since(self.app.clock.now());
        ensure!(!passes.is_negative(), "the story takes {} too long", passes.abs());
        self.app.clock.advance(passes);
        Ok(())
    }

    pub async fn settle(&self) -> Result<()> {
        while self.app.follow().await.map_err(told).context("what follows")? > 0 {}
        Ok(())
    }
}
