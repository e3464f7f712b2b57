//! A microcredential as an educator reads it: the same text in the catalog and in a preview.

use askama::Template;
use foundation::{Html, Result};

use crate::{Framework, Microcredential, document};

/// Everything that it asks and offers, without its title.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet<'a> {
    it: &'a Microcredential,
}

/// What one wants to know before choosing it, as entries of a `<dl class="facts">`.
#[derive(Template)]
#[template(path = "facts.html")]
struct Facts<'a> {
    it: &'a Microcredential,
    alignments: Vec<(String, Vec<String>)>,
}

pub fn sheet(it: &Microcredential) -> Result<Html> {
    Html::from(&Sheet { it })
}

pub fn facts(it: &Microcredential, frameworks: &[Framework]) -> Result<Html> {
    Html::from(&Facts { it, alignments: alignments(it, frameworks) })
}

impl Sheet<'_> {
    fn html(&self, markdown: &impl AsRef<str>) -> Html {
        foundation::markdown(markdown.as_ref())
    }
}

impl Facts<'_> {
    fn html(&self, markdown: &impl AsRef<str>) -> Html {
        foundation::markdown(markdown.as_ref())
    }

    fn tag(&self, key: &impl AsRef<str>) -> String {
        let known = document::tag(key.as_ref());
        known.map_or_else(|| key.as_ref().to_owned(), |it| it.name.to_string())
    }
}

/// What it is aligned to: a framework's title, with "IV.e Develop critical thinking" for each item.
pub fn alignments(it: &Microcredential, frameworks: &[Framework]) -> Vec<(String, Vec<String>)> {
    let aligned = it.alignments.iter().map(|aligned| {
        let framework = frameworks.iter().find(|framework| framework.slug == aligned.framework);
        let title = framework.map_or(aligned.framework.as_str(), |it| it.title.as_str());
        let codes = aligned.codes.iter().map(AsRef::as_ref);
        (title.to_owned(), codes.map(|code| item(framework, code)).collect())
    });
    aligned.collect()
}

/// A code that is a word of the name says nothing more.
fn item(framework: Option<&Framework>, code: &str) -> String {
    match framework.and_then(|it| it.item(code)).map(|it| it.name.as_str()) {
        None => code.to_owned(),
        Some(name) if name.to_lowercase().contains(&code.to_lowercase()) => name.to_owned(),
        Some(name) => format!("{code} {name}"),
    }
}
