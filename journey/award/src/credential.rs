//! The credential, from the facts: what was demonstrated, how it was reviewed, and no more of whom
//! than she chose.

use design::{Version, document::Microcredential};
use jiff::Timestamp;
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, BitstringStatusListEntry, Evidence,
    IdentityObject, Image, Profile, Result as Reached,
};
use review::{Decision, HowReviewed};

use crate::achievement::criterion_url;

/// Everything that stands in one, and nothing that doesn't.
pub struct Facts<'a> {
    /// Its address, from which the others are made.
    pub url: String,
    pub issuer_did: &'a str,
    pub issuer_name: &'a str,
    pub issuer_url: String,
    pub version: &'a Version,
    pub achievement: &'a Achievement,
    pub decision: &'a Decision,
    pub awarded_at: Timestamp,
    pub approved: bool,
    pub subject_url: String,
    /// Her address, which stands in it as a salted hash alone.
    pub address: Option<&'a str>,
    pub salt: &'a str,
    /// Where she said so.
    pub name: Option<&'a str>,
    pub status: BitstringStatusListEntry,
    pub evidence: Vec<Shown>,
}

/// A piece of evidence that its holder chose to show.
#[derive(Clone)]
pub struct Shown {
    pub title: String,
    pub url: String,
    pub sha256: [u8; 32],
}

impl Facts<'_> {
    pub fn credential(&self) -> AchievementCredential {
        let document = &self.version.document;
        let issuer = Profile::new(self.issuer_did).name(self.issuer_name).url(&self.issuer_url);
        let mut credential = AchievementCredential::new(
            &self.url,
            document.title.as_str(),
            issuer,
            self.awarded_at,
            self.subject(),
        )
        .awarded(self.awarded_at)
        .image(
            Image::new(format!("{}.svg", self.url)).caption(format!("Badge: {}", document.title)),
        )
        .status(self.status.clone());
        if let Some(until) = self.valid_until(document) {
            credential = credential.valid_until(until);
        }
        for shown in &self.evidence {
            let piece = Evidence::new(&shown.title).at(&shown.url).sha256(&shown.sha256);
            credential = credential.evidence(piece);
        }
        credential
    }

    fn subject(&self) -> AchievementSubject {
        let mut subject = AchievementSubject::new(self.achievement.clone())
            .id(&self.subject_url)
            .narrative(how_it_was_reviewed(&self.decision.how, self.approved));
        if let Some(address) = self.address {
            subject = subject.identifier(IdentityObject::email(address, self.salt));
        }
        if let Some(name) = self.name {
            subject = subject.identifier(IdentityObject::named(name));
        }
        for decided in &self.decision.criteria {
            let criterion = criterion_url(&self.achievement.id, decided.criterion.as_str());
            let level = format!("{criterion}-{}", decided.level);
            subject = subject.result(Reached::level(criterion, level).status("Completed"));
        }
        subject
    }

    fn valid_until(&self, document: &Microcredential) -> Option<Timestamp> {
        let months = i64::from(document.valid_for_months?);
        let awarded = self.awarded_at.to_zoned(jiff::tz::TimeZone::UTC);
        awarded.checked_add(jiff::Span::new().months(months)).ok().map(|until| until.timestamp())
    }
}

/// In plain words, for the credential and its page.
pub fn how_it_was_reviewed(how: &HowReviewed, approved: bool) -> String {
    let by = match (&how.named_role, how.reviews) {
        (Some(role), _) => format!(
            "Reviewed by the educator’s {}, whom the educator accepted before starting.",
            role.as_str().replace('_', " ")
        ),
        (None, 1) => "Reviewed by one trained assessor.".to_owned(),
        (None, reviews) => {
            let count = if reviews == 2 { "two" } else { "three" };
            format!("Reviewed by {count} trained assessors, each alone.")
        }
    };
    let blind = if how.blind { " They were not told whose work it was." } else { "" };
    let third = if how.third_decided {
        " Their findings differed; one more assessor, who saw neither, decided."
    } else {
        ""
    };
    let approved =
        if approved { " The award was approved by a person whom the issuer named." } else { "" };
    format!("{by}{blind}{third}{approved}")
}
