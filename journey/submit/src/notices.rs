//! What the task list says of submissions: that it was submitted, and by when a decision is promised.

use std::collections::HashMap;

use askama::Template;
use foundation::{Html, Id, Read, Result, time};
use learn::{Notice, NoticeKind, Pursuit};

use crate::{
    Standing, Submission,
    open_now::{Work, works},
    store,
    submission::{decision_by, ordinal},
};

#[derive(Template)]
#[template(
    ext = "html",
    source = "<p><b>Your {{ ordinal }} submission is in, since {{ day }}.</b> A decision is promised by {{ by }}. <a href=\"/submissions/{{ id }}\">See what you submitted</a></p>"
)]
struct IsIn {
    id: Id<Submission>,
    ordinal: String,
    day: String,
    by: String,
}

/// For learn's `Notices`.
pub async fn notices(
    read: &mut Read,
    ids: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Notice>>> {
    let mut submissions = store::submissions::of_pursuits(read, ids).await?;
    let mut notices = HashMap::new();
    for work in works(read, ids).await? {
        let id = work.pursuit.id;
        let last = submissions.remove(&id).and_then(|mut it| it.pop());
        let waits = matches!(work.standing, Standing::Submitted { .. });
        if let Some(last) = last.filter(|_| waits && work.pursuit.in_progress().is_ok()) {
            let html = Html::from(&is_in(read, &work, &last).await?)?;
            notices.insert(id, vec![Notice { kind: NoticeKind::Wait, html }]);
        }
    }
    Ok(notices)
}

async fn is_in(read: &mut Read, work: &Work, submission: &Submission) -> Result<IsIn> {
    let zone = learn::zone(read, &work.pursuit).await?;
    let days = work.version.document.review.days;
    let by = decision_by(submission.submitted_at, days, &zone);
    Ok(IsIn {
        id: submission.id,
        ordinal: ordinal(submission.number),
        day: time::short_day(submission.submitted_at, &zone),
        by: time::day(by, &zone),
    })
}
