//! `/catalog/{slug}`: one microcredential in full, with the very rubric that assessors use.

use askama::Template;
use axum::extract::State;
use design::{Version, badge::Badge, document::Microcredential};
use foundation::{App, Html, Page, Path, Result, time};
use people::{Role, Visitor};

use crate::{CatalogEntry, Said};

#[derive(Template)]
#[template(path = "one.html")]
struct View<'a> {
    it: &'a Microcredential,
    version: &'a Version,
    issuer: String,
    issuer_slug: String,
    stack: Option<String>,
    badge: Html,
    said: Vec<Said>,
    sheet: Html,
    facts: Html,
    may_start: bool,
    signed_in: bool,
    designs: bool,
    published_on: String,
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let version = design::published_by_slug(&mut read, &slug).await?;
    let issuer = people::organizations(&mut read, &[version.issuer]).await?;
    let issuer = issuer.first().ok_or(foundation::Error::Absent)?;
    let it = &version.document;
    let stack = design::stacks(&mut read, &it.stack_slug()).await?.pop();
    let frameworks = design::frameworks(&mut read, &it.framework_slugs()).await?;
    let hue = stack.as_ref().map_or(198, |it| it.hue);
    let badge = Badge { title: it.title.as_str(), hue, hours: it.hours.to };
    let said = read.fill::<CatalogEntry>(&[version.microcredential]).await;
    let view = View {
        it,
        version: &version,
        issuer: issuer.name.clone(),
        issuer_slug: issuer.slug.clone(),
        stack: stack.map(|it| it.title.to_string()),
        badge: Html::sanitized(badge.svg()),
        said: said.into_values().flatten().collect(),
        sheet: design::sheet(it)?,
        facts: design::facts(it, &frameworks)?,
        designs: visitor.holds(Role::Designer),
        may_start: visitor.holds(people::Role::Educator),
        signed_in: visitor.person().is_some(),
        published_on: time::day(version.imported_at, &time::zone(&issuer.time_zone)),
    };
    Page::new(it.title.to_string(), &view)
}
