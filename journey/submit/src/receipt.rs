//! That it arrived: by mail, with the day by which a decision is promised.

use askama::Template;
use design::Version;
use foundation::{Result, Tx, time};
use learn::Pursuit;
use people::Educator;

use crate::{Submission, submission::decision_by};

#[derive(Template)]
#[template(path = "letters/receipt.txt")]
struct Receipt<'a> {
    name: &'a str,
    title: &'a str,
    ordinal: String,
    moment: String,
    by: String,
    url: String,
    digest: &'a str,
}

/// Its subject tells nobody who looks over her shoulder what it is about.
pub async fn write(
    tx: &mut Tx,
    by: &Educator,
    pursuit: &Pursuit,
    version: &Version,
    submission: &Submission,
) -> Result<()> {
    let zone = learn::zone(tx, pursuit).await?;
    let until = decision_by(submission.submitted_at, version.document.review.days, &zone);
    let letter = Receipt {
        name: by.name(),
        title: version.document.title.as_str(),
        ordinal: submission.ordinal(),
        moment: time::moment(submission.submitted_at, &zone),
        by: time::day(until, &zone),
        url: tx.site().url(&format!("/submissions/{}", submission.id)),
        digest: &submission.digest,
    };
    let body = letter.render().map_err(anyhow::Error::from)?;
    people::write_to(tx, by.id(), "submit.receipt", "Your submission has arrived", body).await
}
