//! `/recognition`: what hers counts for: what she was promised, what was claimed, what was posted.

use askama::Template;
use axum::extract::State;
use foundation::{App, Page, Result, time};
use people::Holder;

use crate::{
    Preapproval,
    approval::Stage,
    ledger::Posted,
    reasons,
    shown::{Line, day, lines, zones},
    store::{self, policies},
};

#[derive(Template)]
#[template(path = "recognition.html")]
struct View {
    claims: Vec<Line>,
    approvals: Vec<Approval>,
    entries: Vec<Entry>,
}

struct Approval {
    title: String,
    slug: String,
    rule: String,
    approver: String,
    asked: String,
    answered: Option<String>,
    reason: Option<String>,
    stage: Stage,
}

impl Approval {
    /// What it says, and its class in the stylesheet.
    fn tag(&self) -> (&'static str, &'static str) {
        match self.stage {
            Stage::Waiting => ("Waits for an answer", "tag wait"),
            Stage::Approved => ("Approved", "tag done"),
            Stage::Declined => ("Not approved", "tag stop"),
            Stage::Served => ("Earned", "tag done"),
        }
    }
}

struct Entry {
    posted: Posted,
    effective: String,
    on: String,
}

pub async fn show(State(app): State<App>, by: Holder) -> Result<Page> {
    let mut read = app.read().await?;
    let now = app.clock.now();
    let accounts = people::accounts(&mut read, &[by.id()]).await?;
    let claims = store::claims::of_people(&mut read, &accounts).await?;
    let asked = store::approvals::of(&mut read, &accounts).await?;
    let entries = store::ledger::of_people(&mut read, &accounts).await?;
    let districts = asked.iter().map(|it| it.district);
    let districts = districts.chain(entries.iter().map(|it| it.entry.organization));
    let zones = zones(&mut read, districts).await?;

    let microcredentials: Vec<_> = asked.iter().map(|it| it.microcredential).collect();
    let titles = design::published_of(&mut read, &microcredentials).await?;
    let versions: Vec<_> = asked.iter().map(|it| it.policy).collect();
    let versions = policies::versions(&mut read, &versions).await?;
    let approvers: Vec<_> = asked.iter().map(|it| it.approver).collect();
    let names = people::names(&mut read, &approvers).await?;
    let words = asked.iter().filter_map(|it| it.answered.as_ref()?.reason);
    let reasons = reasons::read(&mut read, by.id(), words, now).await?;

    let approval = |it: &Preapproval| {
        let zone = &zones.of(it.district);
        let version = titles.iter().find(|version| version.microcredential == it.microcredential);
        let answered = it.answered.as_ref();
        Approval {
            title: version
                .map_or("No longer in the catalog".into(), |it| it.document.title.to_string()),
            slug: version.map(|it| it.document.slug.to_string()).unwrap_or_default(),
            rule: versions.get(&it.policy).map(policies::Version::cited).unwrap_or_default(),
            approver: names.get(&it.approver).cloned().unwrap_or_default(),
            asked: time::day(it.asked_at, zone),
            answered: answered.map(|it| time::day(it.at, zone)),
            reason: answered.and_then(|it| it.reason).and_then(|id| reasons.get(&id).cloned()),
            stage: it.stage(),
        }
    };
    let entry = |posted: Posted| {
        let zone = &zones.of(posted.entry.organization);
        let on = time::day(posted.entry.recorded_at, zone);
        Entry { effective: day(&posted.entry.effective_on), on, posted }
    };
    let view = View {
        approvals: asked.iter().map(approval).collect(),
        entries: entries.into_iter().map(entry).collect(),
        claims: lines(&mut read, by.id(), claims, now).await?,
    };
    Page::new("Pay and credit", &view)
}
