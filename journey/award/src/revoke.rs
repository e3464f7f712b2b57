//! `/credentials/{id}/revocation`: the issuer takes a credential back, with a reason.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Form, Id, Page, Path, Refuse, Result};
use jiff::SignedDuration;
use people::{Approver, Lead, Organization, SignedIn};
use serde::Deserialize;

use crate::{Credential, award::Refusal, store};

#[derive(Template)]
#[template(path = "revoke.html")]
struct View {
    id: Id<Credential>,
    reason: String,
    /// It lacks a reason.
    unsaid: bool,
    refusal: Option<Box<dyn Refuse>>,
}

/// The holder can read the reason for as long as there are holders.
const FOR_GOOD: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

pub async fn ask(
    State(app): State<App>,
    _by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
    Path(id): Path<Id<Credential>>,
) -> Result<Page> {
    let (credential, _) = store::credential(&mut *app.read().await?, id).await?;
    steward(approver.as_ref(), lead.as_ref(), credential.issuer)?;
    Page::new(
        "Revoke a credential",
        &View { id, reason: String::new(), unsaid: false, refusal: None },
    )
}

#[derive(Deserialize)]
pub struct Said {
    reason: String,
}

pub async fn revoke(
    State(app): State<App>,
    by: SignedIn,
    approver: Option<Approver>,
    lead: Option<Lead>,
    Path(id): Path<Id<Credential>>,
    Form(said): Form<Said>,
) -> Result<Response> {
    let (credential, given) = store::credential(&mut *app.read().await?, id).await?;
    steward(approver.as_ref(), lead.as_ref(), credential.issuer)?;
    let done = async {
        let reason = said.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NoReason.into());
        }
        let mut tx = app.begin().await?;
        let (content, _) = vault::write_sealed(&mut tx, credential.issuer, by.id(), reason).await?;
        let until = tx.now() + FOR_GOOD;
        vault::grant(&mut tx, given.person, &[content], until).await?;
        if !store::revoke(&mut tx, &credential, content, by.id()).await? {
            return Err(Refusal::AlreadyRevoked.into());
        }
        let address = app.site().url(&format!("/credentials/{id}"));
        let body =
            format!("An issuer changed the standing of a credential of yours:\n\n{address}\n");
        people::write_to(
            &mut tx,
            given.person,
            "award.revoked",
            "There is news about a credential",
            &body,
        )
        .await?;
        tx.commit().await
    };
    match done.await {
        Ok(()) => Ok(Redirect::to(&format!("/credentials/{id}")).into_response()),
        Err(error) => {
            let refusal = error.refusal()?;
            let unsaid = refusal.field() == Some("reason");
            let view = View { id, reason: said.reason, unsaid, refusal: Some(refusal) };
            Ok(Page::new("Revoke a credential", &view)?.refused())
        }
    }
}

/// Only the issuer's own; another's is absent.
fn steward(
    approver: Option<&Approver>,
    lead: Option<&Lead>,
    issuer: Id<Organization>,
) -> Result<()> {
    if may_revoke(approver, lead, issuer) { Ok(()) } else { Err(Error::Absent) }
}

/// Whoever approves or leads for the issuer.
pub fn may_revoke(
    approver: Option<&Approver>,
    lead: Option<&Lead>,
    issuer: Id<Organization>,
) -> bool {
    approver.is_some_and(|it| it.organizations().contains(&issuer))
        || lead.is_some_and(|it| it.organizations().contains(&issuer))
}
