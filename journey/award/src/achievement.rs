//! What can be earned, as Open Badges says it: in every credential, and at an address of its own,
//! `/achievements/{slug}/{version}`. A version never changes.

use std::collections::HashMap;

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use design::{
    Framework, Version,
    document::{Criterion, Microcredential},
};
use foundation::{App, Error, Path, Result, Site};
use openbadges::{
    contexts::{CREDENTIALS_V2, OPEN_BADGES},
    model::{Achievement, Alignment, Criteria, ResultDescription, RubricCriterionLevel},
};
use serde_json::json;

use crate::{
    answer::{self, Kept},
    form::{self, Form},
};

/// One version of a microcredential.
pub struct Offered<'a> {
    pub site: &'a Site,
    pub version: &'a Version,
    pub frameworks: &'a [Framework],
}

impl Offered<'_> {
    pub fn achievement(&self) -> Achievement {
        let document = &self.version.document;
        let criteria = Criteria::narrative(document.competency.as_str()).id(self.catalog_url());
        let mut achievement = Achievement::new(
            self.url(),
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
        for alignment in self.alignments() {
            achievement = achievement.alignment(alignment);
        }
        for criterion in &document.rubric.criteria {
            achievement = achievement.result_description(self.described(document, criterion));
        }
        achievement
    }

    fn url(&self) -> String {
        let Version { document, number, .. } = self.version;
        self.site.url(&format!("/achievements/{}/{number}", document.slug))
    }

    fn catalog_url(&self) -> String {
        self.site.url(&format!("/catalog/{}", self.version.document.slug))
    }

    fn described(&self, document: &Microcredential, criterion: &Criterion) -> ResultDescription {
        let id = criterion_url(&self.url(), criterion.key.as_str());
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

    fn alignments(&self) -> Vec<Alignment> {
        let frameworks: HashMap<&str, &Framework> =
            self.frameworks.iter().map(|it| (it.slug.as_str(), it)).collect();
        let catalog_url = self.catalog_url();
        let mut alignments = vec![];
        for aligned in &self.version.document.alignments {
            let Some(framework) = frameworks.get(aligned.framework.as_str()) else { continue };
            for code in &aligned.codes {
                let Some(item) = framework.item(code.as_str()) else { continue };
                let url = item.url.as_ref().or(framework.url.as_ref());
                let url = url.map_or(catalog_url.as_str(), |it| it.as_str());
                alignments.push(
                    Alignment::new(item.name.as_str(), url)
                        .code(code.as_str())
                        .framework(framework.title.as_str()),
                );
            }
        }
        alignments
    }
}

/// What a criterion is called, of the achievement at this address.
pub fn criterion_url(achievement: &str, key: &str) -> String {
    format!("{achievement}#{key}")
}

/// For people, what the catalog says of it now; for programs, this version.
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    Path((slug, asked)): Path<(String, String)>,
) -> Result<Response> {
    let (number, suffix) = asked.split_once('.').unwrap_or((&asked, ""));
    let number = number.parse().map_err(|_| Error::Absent)?;
    let wanted = match suffix {
        "" => form::wanted(&headers, &[Form::Page, Form::Json]),
        "json" => Some((Form::Json, "application/ld+json")),
        _ => return Err(Error::Absent),
    };
    let Some((form, name)) = wanted else {
        return Ok(answer::not_acceptable(&["text/html", "application/ld+json"]));
    };
    let mut read = app.read().await?;
    let version = design::once_published(&mut read, &slug, number).await?;
    if form == Form::Page {
        return Ok(Redirect::to(&format!("/catalog/{slug}")).into_response());
    }
    let frameworks = design::frameworks(&mut read, &version.document.framework_slugs()).await?;
    let offered = Offered { site: app.site(), version: &version, frameworks: &frameworks };
    let mut says = json!({ "@context": [CREDENTIALS_V2, OPEN_BADGES] });
    let achievement = serde_json::to_value(offered.achievement()).map_err(anyhow::Error::from)?;
    if let (Some(says), serde_json::Value::Object(terms)) = (says.as_object_mut(), achievement) {
        says.extend(terms);
    }
    Ok(answer::open(&headers, form::plain_json(name), Kept::Awhile, says.to_string()))
}
