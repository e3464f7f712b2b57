//! What educators do here, in a story.

use design::testing::{published, sample};
use foundation::Id;
use people::{
    Person,
    testing::{Browser, Seen, World},
};

pub trait Learns {
    /// Starts on what the catalog shows, and returns where the pursuit is found.
    async fn starts(&self, slug: &str) -> String;
    async fn tries_to_start(&self, slug: &str) -> Seen;
    /// With someone named to review it.
    async fn starts_with(&self, slug: &str, reviewer: Id<Person>) -> String;
    async fn withdraws(&self, pursuit: &str) -> Seen;
    /// "shown" or "withheld".
    async fn says_of_the_name(&self, pursuit: &str, choice: &str) -> Seen;
    async fn shows_to_coach(&self, pursuit: &str, coach: Id<Person>, place: &str) -> Seen;
}

impl Learns for Browser {
    async fn starts(&self, slug: &str) -> String {
        let seen = self.tries_to_start(slug).await;
        seen.goes_to.unwrap_or_else(|| panic!("it didn't start: {}", seen.page))
    }

    async fn tries_to_start(&self, slug: &str) -> Seen {
        self.posts("/pursuits", &format!("slug={slug}&version={}", version(self, slug).await)).await
    }

    async fn starts_with(&self, slug: &str, reviewer: Id<Person>) -> String {
        let version = version(self, slug).await;
        let form = format!("slug={slug}&version={version}&named_reviewer={reviewer}&accepted=yes");
        let seen = self.posts("/pursuits", &form).await;
        seen.goes_to.unwrap_or_else(|| panic!("it didn't start: {}", seen.page))
    }

    async fn withdraws(&self, pursuit: &str) -> Seen {
        self.posts(&format!("{pursuit}/withdrawal"), "").await
    }

    async fn says_of_the_name(&self, pursuit: &str, choice: &str) -> Seen {
        self.posts(&format!("{pursuit}/name"), &format!("choice={choice}")).await
    }

    async fn shows_to_coach(&self, pursuit: &str, coach: Id<Person>, place: &str) -> Seen {
        let form = format!("coach={coach}&place={place}");
        self.posts(&format!("{pursuit}/shared-drafts"), &form).await
    }
}

/// The version that the start page shows.
async fn version(browser: &Browser, slug: &str) -> String {
    let page = browser.opens(&format!("/catalog/{slug}/start")).await.page;
    let (_, rest) = page.split_once("name=\"version\" value=\"").expect("the start page");
    rest.split_once('"').expect("a version").0.to_owned()
}

/// A microcredential that one supervisor reviews, in the catalog; returns its slug.
pub async fn named_supervisor(world: &World) -> String {
    let text = sample("lakeshore-university/wait-time-and-questioning.md")
        .replace("slug: wait-time-and-questioning", "slug: wait-time-with-my-principal")
        .replace("preset: two_colleagues_and_a_third", "preset: named_administrator")
        .replace("reviews: 2", "reviews: 1")
        .replace("third_decides: true", "third_decides: false")
        .replace("blind: true", "blind: false\n  reviewer_role: supervisor")
        .replace("supervisor: excluded", "supervisor: allowed");
    published(world, &text).await.document.slug.to_string()
}
