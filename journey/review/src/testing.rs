//! What those who review do here, in a story.

use jiff::SignedDuration;
use people::testing::{Browser, Seen, Someone, World, form};

use crate::Finding;

/// An assessor of the issuer's who is qualified for what the microcredential of this slug asks.
pub async fn qualified(world: &World, name: &str, slug: &str) -> Someone {
    let assessor = world.assessor(name).await;
    qualify(world, &assessor, slug).await;
    assessor
}

/// Whoever it is scores this rubric for a year.
pub async fn qualify(world: &World, who: &Someone, slug: &str) {
    let mut tx = world.app.begin().await.expect("a transaction");
    let version = design::published_by_slug(&mut tx, slug).await.expect("it is published");
    let until = tx.now() + SignedDuration::from_hours(365 * 24);
    let (rubric, because) = (&version.rubric_digest, "Agreed on five scored examples");
    crate::qualify(&mut tx, version.issuer, who.id, rubric, because, until)
        .await
        .expect("qualified");
    tx.commit().await.expect("committed");
}

/// A review that was noted and looked at.
#[derive(Debug)]
pub struct AboutToSend {
    pub panel: String,
    revision: String,
}

pub trait Reviews {
    /// Where the first thing that waits is found.
    async fn first_on_desk(&self) -> String;
    /// How many things wait.
    async fn waiting(&self) -> usize;
    /// Notes a level and words, by criterion; the others are left empty.
    async fn notes(&self, panel: &str, notes: &[(&str, &str, &str)]) -> Seen;
    /// Looks at it as the educator will, and sends it.
    async fn sends_review(&self, panel: &str) -> Seen;
    /// Scores what waits first, up to the last button.
    async fn is_about_to_find(&self, finding: Finding) -> AboutToSend;
    /// Presses it.
    async fn press_send(&self, review: &AboutToSend) -> Seen;
    /// Scores what waits first: the highest level of each criterion, or the lowest.
    async fn finds(&self, finding: Finding) -> Seen;
    /// The same, but not yet on one criterion alone.
    async fn finds_all_but(&self, criterion: &str) -> Seen;
    async fn knows_them(&self, panel: &str) -> Seen;
}

impl Reviews for Browser {
    async fn first_on_desk(&self) -> String {
        let desk = self.opens("/reviews").await.page;
        let link = desk.split_once("href=\"/panels/").and_then(|(_, rest)| rest.split_once('"'));
        let id = link.unwrap_or_else(|| panic!("nothing waits: {desk}")).0;
        format!("/panels/{id}")
    }

    async fn waiting(&self) -> usize {
        let desk = self.opens("/reviews").await.page;
        let waiting = desk.split("<h2>Sent</h2>").next().unwrap_or_default();
        waiting.matches("href=\"/panels/").count()
    }

    async fn notes(&self, panel: &str, notes: &[(&str, &str, &str)]) -> Seen {
        let page = self.opens(panel).await.page;
        let mut fields = form(&[("revision", &value_of(&page, "revision"))]);
        for (criterion, level, words) in notes {
            let (chosen, said) = (format!("level.{criterion}"), format!("feedback.{criterion}"));
            fields += "&";
            fields += &form(&[(&chosen, level), (&said, words)]);
        }
        self.posts(&format!("{panel}/notes"), &fields).await
    }

    async fn sends_review(&self, panel: &str) -> Seen {
        let review = looked_at(self, panel).await;
        self.press_send(&review).await
    }

    async fn is_about_to_find(&self, finding: Finding) -> AboutToSend {
        note_all(self, |_| finding).await
    }

    async fn press_send(&self, review: &AboutToSend) -> Seen {
        let fields = form(&[("revision", &review.revision)]);
        self.posts(&format!("{}/reviews", review.panel), &fields).await
    }

    async fn finds(&self, finding: Finding) -> Seen {
        let review = note_all(self, |_| finding).await;
        self.press_send(&review).await
    }

    async fn finds_all_but(&self, criterion: &str) -> Seen {
        let outcome =
            |it: &str| if it == criterion { Finding::NotYet } else { Finding::Demonstrated };
        let review = note_all(self, outcome).await;
        self.press_send(&review).await
    }

    async fn knows_them(&self, panel: &str) -> Seen {
        self.posts(&format!("{panel}/exclusion"), "").await
    }
}

async fn note_all(browser: &Browser, outcome: impl Fn(&str) -> Finding) -> AboutToSend {
    let panel = browser.first_on_desk().await;
    let page = browser.opens(&panel).await.page;
    let levels = levels(&page);
    let mut notes: Vec<(&str, &str, &str)> = vec![];
    for (criterion, level) in &levels {
        let known = notes.iter().any(|(it, ..)| it == criterion);
        match outcome(criterion) {
            Finding::Demonstrated if !known => notes.push((criterion, level, "It is there.")),
            Finding::Demonstrated => {}
            // The lowest comes last.
            Finding::NotYet => {
                notes.retain(|(it, ..)| it != criterion);
                notes.push((criterion, level, "Show it once more, with the next class."));
            }
        }
    }
    let noted = browser.notes(&panel, &notes).await;
    assert!(noted.status.is_redirection(), "not noted: {}", noted.page);
    looked_at(browser, &panel).await
}

async fn looked_at(browser: &Browser, panel: &str) -> AboutToSend {
    let page = browser.opens(&format!("{panel}/preview")).await.page;
    AboutToSend { panel: panel.to_owned(), revision: value_of(&page, "revision") }
}

/// Each criterion's levels as the page offers them, the highest first.
fn levels(page: &str) -> Vec<(String, String)> {
    let radios = page.split("name=\"level.").skip(1);
    let pair = |it: &str| {
        let (criterion, rest) = it.split_once("\" value=\"")?;
        Some((criterion.to_owned(), rest.split_once('"')?.0.to_owned()))
    };
    radios.filter_map(pair).collect()
}

fn value_of(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let found = page.split_once(&field).and_then(|(_, rest)| rest.split_once('"'));
    found.unwrap_or_else(|| panic!("no {name} on this page: {page}")).0.to_owned()
}
