//! `/designs/drafts/{id}/preview`: a draft as an educator will see it.

use askama::Template;
use axum::extract::State;
use foundation::{App, Error, Html, Id, Page, Path, Result};
use people::Designer;

use crate::{Draft, Microcredential, badge::Badge, document, facts, sheet, store};

#[derive(Template)]
#[template(path = "designs/preview.html")]
struct View {
    id: Id<Draft>,
    it: Microcredential,
    stack: Option<String>,
    badge: Html,
    sheet: Html,
    facts: Html,
    whole: bool,
}

pub async fn show(State(app): State<App>, by: Designer, Path(id): Path<Id<Draft>>) -> Result<Page> {
    let mut read = app.read().await?;
    let draft = store::drafts::one(&mut read, &by, id).await?.ok_or(Error::Absent)?;
    let whole = crate::draft::problems(&mut read, &draft).await?.is_empty();
    // What is missing is filled in, so that the rest can be seen.
    let it = document::as_far_as_it_goes(&draft.text);
    let stack = store::shelf::stacks(&mut read, &it.stack_slug()).await?.pop();
    let hue = stack.as_ref().map_or(198, |it| it.hue);
    let badge = Badge { title: it.title.as_str(), hue, hours: it.hours.to }.svg();
    let view = View {
        id,
        stack: stack.map(|it| it.title.to_string()),
        badge: Html::sanitized(badge),
        sheet: sheet(&it)?,
        facts: facts(&it, &store::shelf::frameworks(&mut read, &it.framework_slugs()).await?)?,
        whole,
        it,
    };
    Page::new(format!("Preview: {}", view.it.title), &view)
}
