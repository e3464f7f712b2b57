//! `/catalog`: everything that is published, searched and filtered.

use askama::Template;
use axum::extract::State;
use design::badge::Badge;
use foundation::{App, Html, Page, Query, Read, Result};
use itertools::Itertools;
use serde::{Deserialize, Serialize};

use crate::{
    CatalogEntry,
    entry::{Entry, FACETS, FRAMEWORK, Facet, ISSUER, STACK, TAG, TIME},
    search,
    store::{self, Listed},
    words::sought,
};

/// On one page.
const MOST: usize = 30;
/// Of a search, so many are looked at.
const FOUND: i64 = 300;

/// What is asked, as it stands in the address: it can be sent to a colleague.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    stack: String,
    time: String,
    worth: String,
    needs: String,
    framework: String,
    issuer: String,
    /// The slug of the last one on the page before; in a search, how many were shown.
    after: String,
}

impl Asked {
    fn of(&self, facet: Facet) -> &str {
        match facet.name {
            "stack" => &self.stack,
            "time" => &self.time,
            "worth" => &self.worth,
            "needs" => &self.needs,
            "framework" => &self.framework,
            _ => &self.issuer,
        }
    }

    fn filters(&self) -> Vec<String> {
        let chosen = FACETS.iter().filter(|facet| !self.of(**facet).is_empty());
        chosen.map(|facet| format!("{}:{}", facet.name, self.of(*facet))).collect()
    }

    fn is_empty(&self) -> bool {
        self.q.trim().is_empty() && self.filters().is_empty()
    }

    fn more(&self, after: String) -> String {
        let next = Asked { after, ..self.clone() };
        format!("/catalog?{}", serde_urlencoded::to_string(next).unwrap_or_default())
    }
}

struct Filter {
    facet: Facet,
    choices: Vec<Choice>,
}

struct Choice {
    value: String,
    label: String,
    entries: i64,
    chosen: bool,
}

struct Shown {
    entry: Entry,
    stack: Option<String>,
    badge: Html,
    worth: Vec<String>,
}

#[derive(Template)]
#[template(path = "catalog.html")]
struct View {
    asked: Asked,
    filters: Vec<Filter>,
    entries: Vec<Shown>,
    found: String,
    more: Option<String>,
}

pub async fn show(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Page> {
    let mut read = app.read().await?;
    let (entries, more) = found(&mut read, &asked).await?;
    let names = Names::of(&mut read).await?;
    let filters = filters(&mut read, &asked, &names).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.microcredential).collect();
    let mut worth = read.fill::<CatalogEntry>(&ids).await;
    let shown = |entry: Entry| {
        let said = worth.remove(&entry.microcredential).unwrap_or_default();
        let stack = entry.stack.as_ref().and_then(|slug| names.stack(slug));
        let badge = Badge {
            title: &entry.title,
            hue: stack.map_or(198, |it| it.hue),
            hours: entry.hours(),
        };
        Shown {
            stack: stack.map(|it| it.title.to_string()),
            badge: Html::sanitized(badge.svg()),
            worth: said.into_iter().map(|it| it.short).collect(),
            entry,
        }
    };
    let entries: Vec<Shown> = entries.into_iter().map(shown).collect();
    let found = match (entries.len(), &more) {
        (1, None) => "1 microcredential".to_owned(),
        (count, None) => format!("{count} microcredentials"),
        (count, Some(_)) => format!("{count} of more"),
    };
    Page::new("Catalog", &View { asked, filters, entries, found, more })
}

/// A page of entries, and where the next one is.
async fn found(read: &mut Read, asked: &Asked) -> Result<(Vec<Entry>, Option<String>)> {
    let (words, filters) = (sought(&asked.q), asked.filters());
    if words.is_empty() {
        let listed = Listed { filters: &filters, after: &asked.after };
        let mut entries = store::listed(read, listed, MOST as i64 + 1).await?;
        let more = entries.len() > MOST;
        entries.truncate(MOST);
        let more = entries.last().filter(|_| more).map(|last| asked.more(last.slug.clone()));
        return Ok((entries, more));
    }
    let ranked = search::search(read, &words, FOUND).await?;
    let mut entries = store::among(read, &ranked, &filters).await?;
    entries.sort_by_key(|entry| ranked.iter().position(|id| *id == entry.microcredential));
    let shown: usize = asked.after.parse().unwrap_or(0);
    let more = (entries.len() > shown + MOST).then(|| asked.more((shown + MOST).to_string()));
    Ok((entries.into_iter().skip(shown).take(MOST).collect(), more))
}

/// What slugs are called.
struct Names {
    stacks: Vec<design::Stack>,
    frameworks: Vec<design::Framework>,
}

impl Names {
    async fn of(read: &mut Read) -> Result<Names> {
        Ok(Names {
            stacks: design::stacks(read).await?,
            frameworks: design::frameworks(read).await?,
        })
    }

    fn stack(&self, slug: &str) -> Option<&design::Stack> {
        self.stacks.iter().find(|it| it.slug == slug)
    }

    fn label(&self, facet: Facet, value: &str) -> String {
        let label = match facet {
            STACK => self.stack(value).map(|it| it.title.to_string()),
            FRAMEWORK => {
                self.frameworks.iter().find(|it| it.slug == value).map(|it| it.title.to_string())
            }
            TAG => design::document::tag(value).map(|it| it.name.to_string()),
            TIME => Some(crate::entry::time_words(value).to_owned()),
            ISSUER => None,
            _ => None,
        };
        label.unwrap_or_else(|| value.replace('-', " "))
    }
}

async fn filters(read: &mut Read, asked: &Asked, names: &Names) -> Result<Vec<Filter>> {
    let counted = store::filters(read).await?;
    let issuers: Vec<&str> = counted
        .iter()
        .filter(|(facet, ..)| facet == ISSUER.name)
        .map(|(_, slug, _)| slug.as_str())
        .collect();
    let issuers = people::organizations_called(read, &issuers).await?;
    let mut counted = counted
        .into_iter()
        .map(|(facet, value, entries)| (facet, (value, entries)))
        .into_group_map();
    let filter = |facet: &Facet| {
        let values = counted.remove(facet.name)?;
        let choice = |(value, entries): (String, i64)| {
            let issuer = issuers.iter().find(|it| *facet == ISSUER && it.slug == value);
            let label = issuer.map_or_else(|| names.label(*facet, &value), |it| it.name.clone());
            Choice { chosen: asked.of(*facet) == value, label, value, entries }
        };
        Some(Filter { facet: *facet, choices: values.into_iter().map(choice).collect() })
    };
    Ok(FACETS.iter().filter_map(filter).collect())
}
