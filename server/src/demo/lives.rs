//! Who did what in the sample district, one after the other, up to this morning.

use anyhow::{Context, Result, ensure};

use crate::demo::{
    elsewhere,
    story::{Found, Story},
    visitor::{actions, checkboxes, choices, links},
    work,
};

const INSIDE: [&str; 3] = ["Ben Carter", "Chloe Park", "Rita Gomez"];
const OUTSIDE: [&str; 3] = ["Jonas Weber", "Kira Tanaka", "Liang Chen"];

impl Story<'_> {
    /// Approved before the start, earned, shown, counted, and paid for.
    pub async fn elena_earns_one(&self) -> Result<()> {
        let slug = "leading-a-data-dive";
        let why = "Our grade 8 team wants to look at fractions together this fall.";
        self.approved("Elena Petrova", slug, why, "It is our goal for this year.").await?;
        let elena = self.visitor("Elena Petrova");
        let work = self.started(&elena, slug, &[]).await?;
        let name = format!("{work}/name");
        elena.fills_in(&name, &name, &[("choice", "shown")]).await?;
        let parts = work::read(work::ELENA)?;
        self.completed(&elena, &work, slug, &parts).await?;
        self.submitted(&elena, &work).await?;
        self.scored(slug, &parts, &INSIDE.map(|name| (name, Found::All))).await?;

        let page = elena.opens(&work).await?;
        let credential = links(&page, "/credentials/").into_iter().next();
        let credential = credential.context("Elena was to earn one")?;
        let choice = format!("{}/evidence", credential.trim_end_matches("/evidence"));
        let items = checkboxes(&elena.opens(&choice).await?);
        let (_, goal) = items.first().context("a piece to show")?;
        elena.fills_in(&choice, &choice, &[("shown", goal), ("edition", "new")]).await?;
        self.later(30).await?;

        let noor = self.visitor("Noor Ali");
        let claims = checkboxes(&noor.opens("/claims").await?);
        let (_, claim) = claims.first().context("Noor has a request")?;
        let yes = [("claim", claim.as_str()), ("answer", "accepted")];
        noor.fills_in("/claims", "/claims/answers", &yes).await?;
        Ok(())
    }

    /// What she earned at a college stands beside it.
    pub async fn elena_brings_one(&self) -> Result<()> {
        elsewhere::bring_one(self.app, self.district.person("Elena Petrova")).await
    }

    /// Reviewed by one administrator whom he accepted; Noor has his request.
    pub async fn sam_is_reviewed_by_one(&self) -> Result<()> {
        let slug = "use-of-instructional-time";
        let why = "I run out of time every day, and I don’t know where it goes.";
        self.approved("Sam Whitfield", slug, why, "I’d like to see the numbers, too.").await?;
        let (sam, maya) = (self.visitor("Sam Whitfield"), "Maya Johnson");
        let reviewer = self.district.person(maya).to_string();
        let accepted = [("named_reviewer", reviewer.as_str()), ("accepted", "yes")];
        let work = self.started(&sam, slug, &accepted).await?;
        let parts = work::read(work::SAM)?;
        self.completed(&sam, &work, slug, &parts).await?;
        self.submitted(&sam, &work).await?;
        self.scored(slug, &parts, &[(maya, Found::All)]).await?;
        ensure!(sam.opens(&work).await?.contains("/credentials/"), "Sam was to earn one");
        Ok(())
    }

    pub async fn ana_hears_not_yet(&self) -> Result<()> {
        let slug = "effective-class-discussion";
        let ana = self.visitor("Ana Ruiz");
        let work = self.started(&ana, slug, &[]).await?;
        let parts = work::read(work::ANA)?;
        self.completed(&ana, &work, slug, &parts).await?;
        self.submitted(&ana, &work).await?;
        self.scored(slug, &parts, &OUTSIDE.map(|name| (name, Found::AllButOne))).await
    }

    /// The reviews say yes; Priya hasn't yet.
    pub async fn tess_waits_for_an_approver(&self) -> Result<()> {
        let slug = "mentoring-a-new-colleague";
        let tess = self.visitor("Tess Abara");
        let work = self.started(&tess, slug, &[]).await?;
        let parts = work::read(work::TESS)?;
        self.completed(&tess, &work, slug, &parts).await?;
        self.submitted(&tess, &work).await?;
        self.scored(slug, &parts, &OUTSIDE.map(|name| (name, Found::All))).await
    }

    /// The third still has it.
    pub async fn two_differ_about_ben(&self) -> Result<()> {
        let slug = "performance-assessment-design";
        let ben = self.visitor("Ben Carter");
        let work = self.started(&ben, slug, &[]).await?;
        let parts = work::read(work::BEN)?;
        self.completed(&ben, &work, slug, &parts).await?;
        self.submitted(&ben, &work).await?;
        let [first, second] = self.seated(slug, &OUTSIDE).await?;
        self.scored(slug, &parts, &[(first, Found::All), (second, Found::AllButOne)]).await
    }

    /// Chloe knows whose it is, and gives it to someone else.
    pub async fn farid_waits(&self) -> Result<()> {
        let slug = "checks-for-understanding";
        let farid = self.visitor("Farid Haddad");
        let work = self.started(&farid, slug, &[]).await?;
        self.completed(&farid, &work, slug, &work::read(work::FARID)?).await?;
        self.submitted(&farid, &work).await?;
        let chloe = self.visitor("Chloe Park");
        if let Some(panel) = self.panel(&chloe, slug).await? {
            chloe.fills_in(&panel, &format!("{panel}/exclusion"), &[]).await?;
        }
        self.settle().await
    }

    /// Her coach reads one answer as it stands.
    pub async fn chloe_is_halfway(&self) -> Result<()> {
        let slug = "wait-time-and-questioning";
        let chloe = self.visitor("Chloe Park");
        let work = self.started(&chloe, slug, &[]).await?;
        self.completed(&chloe, &work, slug, &work::read(work::CHLOE)?).await?;
        let page = format!("{work}/sharing");
        let offered = choices(&chloe.opens(&page).await?);
        let (_, dele) = offered.iter().find(|(name, _)| name == "coach").context("a coach")?;
        let shown = [("coach", dele.as_str()), ("place", "part_1.setting")];
        chloe.fills_in(&page, &format!("{work}/shared-drafts"), &shown).await?;
        Ok(())
    }

    pub async fn grace_asks(&self) -> Result<()> {
        let slug = "feedback-that-moves-learning";
        let why = "My students look at the grade and put the paper away. I would like to try comments without grades in one unit.";
        self.asks("Grace Kim", slug, why).await
    }

    /// Asked for, and answered by the principal.
    async fn approved(&self, who: &'static str, slug: &str, why: &str, yes: &str) -> Result<()> {
        self.asks(who, slug, why).await?;
        self.later(20).await?;
        let maya = self.visitor("Maya Johnson");
        let asked = maya.opens("/approvals").await?;
        let answer = actions(&asked, "/approvals/").into_iter().next().context("Maya is asked")?;
        let yes = [("answer", "yes"), ("reason", yes)];
        maya.fills_in("/approvals", &answer, &yes).await?;
        self.later(30).await
    }

    async fn asks(&self, who: &'static str, slug: &str, why: &str) -> Result<()> {
        let page = format!("/approvals/new?microcredential={slug}");
        self.visitor(who).fills_in(&page, "/approvals", &[("reason", why)]).await?;
        self.settle().await
    }
}
