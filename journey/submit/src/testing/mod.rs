//! What educators do here, in a story.

use design::{Version, testing::published};
use evidence::testing::ShowsEvidence;
use people::testing::{Browser, Seen, Someone, World};

/// A short microcredential, so that a story is short: two questions, a plan, a table, two prompts.
pub const THREE_SECONDS: &str = include_str!("three-seconds.md");

/// Puts it into the catalog.
pub async fn three_seconds(world: &World) -> Version {
    published(world, THREE_SECONDS).await
}

/// She writes everything that `THREE_SECONDS` asks, with a plan in words, and submits.
pub async fn submitted(world: &World, who: &Someone, work: &str) {
    who.writes_everything(work).await;
    let plan = "First: why? Second: how? Third: what if?";
    let kept = who.writes_evidence(work, "part_2.plan", plan, 0).await;
    assert!(kept.goes_to.is_some(), "no plan: {}", kept.page);
    let seen = who.submits(work).await;
    assert!(seen.goes_to.is_some(), "not submitted: {}", seen.page);
    world.settle().await;
}

pub trait Submits {
    /// Opens the page of a place, types, and presses Save.
    async fn writes(&self, pursuit: &str, place: &str, words: &str) -> Seen;
    /// The same in a table, whose cells are named `0.column`.
    async fn fills_in(&self, pursuit: &str, place: &str, cells: &[(&str, &str)]) -> Seen;
    /// As a page's script does: JSON comes back.
    async fn types(&self, pursuit: &str, place: &str, words: &str, revision: i64) -> Seen;
    /// Answers whatever `THREE_SECONDS` asks in writing; its plan is evidence.
    async fn writes_everything(&self, pursuit: &str);
    /// Checks, ticks, and submits what the page showed.
    async fn submits(&self, pursuit: &str) -> Seen;
}

impl Submits for Browser {
    async fn writes(&self, pursuit: &str, place: &str, words: &str) -> Seen {
        self.fills_in(pursuit, place, &[("words", words)]).await
    }

    async fn fills_in(&self, pursuit: &str, place: &str, cells: &[(&str, &str)]) -> Seen {
        let page = self.opens(&format!("{pursuit}/{place}")).await.page;
        let revision = hidden(&page, "revision").unwrap_or("0");
        let mut form = form(cells);
        form.push_str(&format!("&revision={revision}"));
        self.posts(&format!("{pursuit}/{place}"), &form).await
    }

    async fn types(&self, pursuit: &str, place: &str, words: &str, revision: i64) -> Seen {
        let form = format!("{}&revision={revision}", form(&[("words", words)]));
        let request = self.request("POST", &format!("{pursuit}/{place}"));
        let request = request.header("accept", "application/json");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.sends(request, form.into()).await
    }

    async fn writes_everything(&self, pursuit: &str) {
        for (place, words) in [
            ("part_1.setting", "Nineteen fourth graders in a small town."),
            ("part_1.why", "The same five hands go up."),
            ("part_3.change", "Twice as many students spoke: row two."),
            ("part_3.next", "I will keep counting."),
        ] {
            let seen = self.writes(pursuit, place, words).await;
            assert!(seen.goes_to.is_some(), "{place}: {}", seen.page);
        }
        let cells = [
            ("0.lesson", "first"),
            ("0.question", "Why did it melt?"),
            ("0.seconds", "1"),
            ("1.lesson", "last"),
            ("1.question", "How do you know?"),
            ("1.seconds", "3.5"),
        ];
        self.fills_in(pursuit, "part_2.tally.template", &cells).await;
    }

    async fn submits(&self, pursuit: &str) -> Seen {
        let page = self.opens(&format!("{pursuit}/check")).await.page;
        let number = hidden(&page, "number").unwrap_or("1").to_owned();
        let seen = hidden(&page, "seen").unwrap_or_default().to_owned();
        let form = format!("number={number}&seen={seen}&own=yes&privacy=yes");
        self.posts(&format!("{pursuit}/submissions"), &form).await
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(fields).expect("fields are text")
}

/// The value of a hidden field.
pub fn hidden<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split_once('"')?.0)
}
