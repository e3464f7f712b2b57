//! The credential, on the educator's task list.

use std::collections::HashMap;

use askama::Template;
use foundation::{Html, Id, Read, Result};
use learn::{Notice, NoticeKind, Pursuit, Step, StepState};

use crate::{Credential, store};

#[derive(Template)]
#[template(
    ext = "html",
    source = "<p><b>Demonstrated, and awarded.</b> <a href=\"/credentials/{{ credential }}\">Your credential</a> is yours for life. <a href=\"/credentials/{{ credential }}/evidence\">Choose what of your evidence it shows</a>: nothing, until you do.</p>"
)]
struct Earned {
    credential: Id<Credential>,
}

/// After the reflection that comes last.
const ORDER: u32 = 900;

pub async fn steps(
    read: &mut Read,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Step>>> {
    let credentials = store::of_pursuits(read, pursuits).await?;
    let step = |credential: Id<Credential>| Step {
        order: ORDER,
        key: "credential".into(),
        words: "Your credential, for life".into(),
        detail: Some("Look at it, share it, choose what evidence it shows".into()),
        minutes: None,
        link: Some(format!("/credentials/{credential}")),
        state: StepState::Complete,
    };
    Ok(credentials
        .into_iter()
        .map(|(pursuit, credential)| (pursuit, vec![step(credential)]))
        .collect())
}

pub async fn notices(
    read: &mut Read,
    pursuits: &[Id<Pursuit>],
) -> Result<HashMap<Id<Pursuit>, Vec<Notice>>> {
    let credentials = store::of_pursuits(read, pursuits).await?;
    let notice = |(pursuit, credential)| {
        let html = Html::from(&Earned { credential })?;
        Ok((pursuit, vec![Notice { kind: NoticeKind::Done, html }]))
    };
    credentials.into_iter().map(notice).collect()
}
