//! `/catalog`: everything that is published, searched and filtered.

use askama::Template;
use axum::extract::State;
use design::badge::Badge;
use foundation::{App, Html, Page, Query, Read, Result};
use serde::{Deserialize, Serialize};

use crate::{
    CatalogEntry,
    entry::{Entry, FACETS, FRAMEWORK, Facet, ISSUER, STACK, TAG, TIME, time_words},
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
    let filters = filters(&mut read, &asked).await?;
    let slugs: Vec<&str> = entries.iter().filter_map(|it| it.stack.as_deref()).collect();
    let stacks = design::stacks(&mut read, &slugs).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.microcredential).collect();
    let mut worth = read.fill::<CatalogEntry>(&ids).await;
    let shown = |entry: Entry| {
        let said = worth.remove(&entry.microcredential).unwrap_or_default();
        let stack = entry.stack.as_ref().and_then(|it| stacks.iter().find(|one| one.slug == **it));
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
        (count, Some(_)) if asked.q.trim().is_empty() => format!("{count} of them, by title"),
        (count, Some(_)) => format!("{count} of them, those that fit best first"),
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

/// What is counted, under the names that people know it by.
async fn filters(read: &mut Read, asked: &Asked) -> Result<Vec<Filter>> {
    let counted = store::filters(read).await?;
    let of = |facet: Facet| -> Vec<&str> {
        let those = counted.iter().filter(|(name, ..)| name == facet.name);
        those.map(|(_, value, _)| value.as_str()).collect()
    };
    let stacks = design::stack_titles(read, &of(STACK)).await?;
    let frameworks = design::framework_titles(read, &of(FRAMEWORK)).await?;
    let issuers = people::organizations_called(read, &of(ISSUER)).await?;
    let label = |facet: Facet, value: &str| {
        let label = match facet {
            STACK => stacks.get(value).cloned(),
            FRAMEWORK => frameworks.get(value).cloned(),
            ISSUER => issuers.iter().find(|it| it.slug == value).map(|it| it.name.clone()),
            TAG => design::document::tag(value).map(|it| it.name.to_string()),
            TIME => Some(time_words(value).to_owned()),
            _ => None,
        };
        label.unwrap_or_else(|| value.replace('-', " "))
    };
    let filter = |facet: Facet| {
        let those = counted.iter().filter(|(name, ..)| name == facet.name);
        let choices: Vec<Choice> = those
            .map(|(_, value, entries)| Choice {
                chosen: asked.of(facet) == value,
                label: label(facet, value),
                value: value.clone(),
                entries: *entries,
            })
            .collect();
        (!choices.is_empty()).then_some(Filter { facet, choices })
    };
    Ok(FACETS.into_iter().filter_map(filter).collect())
}
