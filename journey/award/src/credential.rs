//! The credential, from the facts: what was demonstrated, how it was reviewed, and no more of whom
//! than she chose.

use std::collections::HashMap;

use design::{
    Framework, Version,
    document::{Criterion, Microcredential},
};
use jiff::Timestamp;
use openbadges::model::{
    Achievement, AchievementCredential, AchievementSubject, Alignment, BitstringStatusListEntry,
    Criteria, Evidence, IdentityObject, Image, Profile, Result as Reached, ResultDescription,
    RubricCriterionLevel,
};
use review::{Decision, HowReviewed};

/// Everything that stands in one, and nothing that doesn't.
pub struct Facts<'a> {
    /// Its address, from which the others are made.
    pub url: String,
    pub catalog_url: String,
    pub issuer_did: &'a str,
    pub issuer_name: &'a str,
    pub issuer_url: String,
    pub version: &'a Version,
    pub frameworks: &'a [Framework],
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
            self.subject(document),
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

    fn subject(&self, document: &Microcredential) -> AchievementSubject {
        let mut subject = AchievementSubject::new(self.achievement(document))
            .id(&self.subject_url)
            .narrative(how_it_was_reviewed(&self.decision.how, self.approved));
        if let Some(address) = self.address {
            subject = subject.identifier(IdentityObject::email(address, self.salt));
        }
        if let Some(name) = self.name {
            subject = subject.identifier(IdentityObject::named(name));
        }
        for decided in &self.decision.criteria {
            let criterion = self.criterion_url(decided.criterion.as_str());
            let level = format!("{criterion}-{}", decided.level);
            subject = subject.result(Reached::level(criterion, level).status("Completed"));
        }
        subject
    }

    fn achievement(&self, document: &Microcredential) -> Achievement {
        let criteria = Criteria::narrative(document.competency.as_str()).id(&self.catalog_url);
        let mut achievement = Achievement::new(
            format!("{}#version-{}", self.catalog_url, self.version.number),
            document.title.as_str(),
            document.summary.as_str(),
            criteria,
        )
        .achievement_type("MicroCredential")
        .version(self.version.number.to_string())
        .in_language("en-US");
        for tag in &document.tags {
            achievement = achievement.tag(tag.as_str());
        }
        for alignment in self.alignments(document) {
            achievement = achievement.alignment(alignment);
        }
        for criterion in &document.rubric.criteria {
            achievement = achievement.result_description(self.described(document, criterion));
        }
        achievement
    }

    fn described(&self, document: &Microcredential, criterion: &Criterion) -> ResultDescription {
        let id = self.criterion_url(criterion.key.as_str());
        let levels = document.rubric.described(criterion).map(|(level, looks)| {
            RubricCriterionLevel::new(format!("{id}-{}", level.key), level.name.as_str())
                .level(level.key.as_str())
                .description(looks.as_str())
        });
        let required = format!("{id}-{}", document.rubric.required(criterion));
        ResultDescription::rubric_criterion(
            &id,
            criterion.title.as_str(),
            levels.collect(),
            required,
        )
    }

    fn alignments(&self, document: &Microcredential) -> Vec<Alignment> {
        let frameworks: HashMap<&str, &Framework> =
            self.frameworks.iter().map(|it| (it.slug.as_str(), it)).collect();
        let mut alignments = vec![];
        for aligned in &document.alignments {
            let Some(framework) = frameworks.get(aligned.framework.as_str()) else { continue };
            for code in &aligned.codes {
                let Some(item) = framework.item(code.as_str()) else { continue };
                let url = item.url.as_ref().or(framework.url.as_ref());
                let url = url.map_or(self.catalog_url.as_str(), |it| it.as_str());
                alignments.push(
                    Alignment::new(item.name.as_str(), url)
                        .code(code.as_str())
                        .framework(framework.title.as_str()),
                );
            }
        }
        alignments
    }

    fn criterion_url(&self, key: &str) -> String {
        format!("{}#version-{}-{key}", self.catalog_url, self.version.number)
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
