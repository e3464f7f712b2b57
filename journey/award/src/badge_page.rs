//! `/credentials/{id}`: what the world sees, in plain words; `.json` is the signed credential itself,
//! `.svg` the badge drawn from it.

use askama::Template;
use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Redirect, Response},
};
use design::badge::Badge;
use foundation::{App, Error, Html, Id, Page, Path, Read, Result, time};
use jiff::Timestamp;
use openbadges::{
    model::{AchievementCredential, AchievementSubject},
    verify::{Check, Report},
};
use people::{Approver, Lead, Visitor};

use crate::{Credential, checked, revoke::may_revoke, store, store::Given as Award};

/// Long enough for a crowd, short enough that a new edition is seen soon.
const KEPT_FOR: &str = "public, max-age=300";

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    approver: Option<Approver>,
    lead: Option<Lead>,
    headers: HeaderMap,
    Path(asked): Path<String>,
) -> Result<Response> {
    let by_itself = if wants_json(&headers) { "json" } else { "html" };
    let (id, form) = asked.split_once('.').unwrap_or((&asked, by_itself));
    let id: Id<Credential> = id.parse().map_err(|_| Error::Absent)?;
    match form {
        "html" => {
            let stewards = (approver.as_ref(), lead.as_ref());
            let page = page(&app, &visitor, stewards, id).await?;
            Ok(([(VARY, "accept")], page).into_response())
        }
        "json" => json(&app, id).await,
        "svg" => svg(&app, id).await,
        _ => Err(Error::Absent),
    }
}

/// A program that asks for JSON before it asks for a page gets the credential at its very address.
fn wants_json(headers: &HeaderMap) -> bool {
    let accepts = headers.get(ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let forms = accepts.split(',').map(|it| it.split(';').next().unwrap_or_default().trim());
    let mut known = forms.filter_map(|form| match form {
        "application/vc"
        | "application/vc+ld+json"
        | "application/ld+json"
        | "application/json" => Some(true),
        "text/html" | "application/xhtml+xml" => Some(false),
        _ => None,
    });
    known.next().unwrap_or(false)
}

pub async fn subject(
    State(app): State<App>,
    Path(id): Path<Id<crate::award::Subject>>,
) -> Result<Redirect> {
    let credential = store::of_subject(&mut *app.read().await?, id).await?;
    Ok(Redirect::to(&format!("/credentials/{credential}")))
}

async fn json(app: &App, id: Id<Credential>) -> Result<Response> {
    let (_, text, _) = store::current(&mut *app.read().await?, id).await?.ok_or(Error::Absent)?;
    Ok((public("application/vc+ld+json"), text).into_response())
}

async fn svg(app: &App, id: Id<Credential>) -> Result<Response> {
    let mut read = app.read().await?;
    let (_, award) = store::credential(&mut read, id).await?;
    let svg = drawn(&mut read, &award).await?;
    Ok((public("image/svg+xml"), svg).into_response())
}

/// Anyone may read it from anywhere.
pub fn public(media_type: &'static str) -> [(HeaderName, &'static str); 4] {
    [
        (CONTENT_TYPE, media_type),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, KEPT_FOR),
        (VARY, "accept"),
    ]
}

/// The stack gives the hue, the size of the work the number of stones, the title their shape.
async fn drawn(read: &mut Read, award: &Award) -> Result<String> {
    let pursuit = learn::pursuit(read, award.pursuit).await?;
    let document = design::version(read, pursuit.version).await?.document;
    let stack = design::stacks(read, &document.stack_slug()).await?.pop();
    let hue = stack.map_or(198, |it| it.hue);
    Ok(Badge { title: document.title.as_str(), hue, hours: document.hours.to }.svg())
}

#[derive(Template)]
#[template(path = "badge_page.html")]
struct View {
    id: Id<Credential>,
    title: String,
    summary: String,
    issuer: String,
    issuer_slug: String,
    name: Option<String>,
    awarded_on: String,
    valid_until: Option<String>,
    checks: Vec<(&'static str, Check)>,
    verdict: Verdict,
    results: Vec<(String, String)>,
    how: String,
    alignments: Vec<String>,
    evidence: Vec<(String, String)>,
    badge: Html,
    /// For its holder: why it was revoked.
    reason: Option<String>,
    is_holder: bool,
    may_revoke: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Authentic,
    Revoked,
    Expired,
    Broken,
    Unsure,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "<h1>This credential is being signed</h1><p role=\"status\">It has been awarded. Its signature is made in a moment: open this page again.</p>"
)]
struct BeingSigned;

#[derive(Template)]
#[template(
    ext = "html",
    source = "<h1>This credential was revoked</h1><p>Its issuer took it back before it was signed: there is nothing to check.</p>"
)]
struct NeverSigned;

async fn page(
    app: &App,
    visitor: &Visitor,
    (approver, lead): (Option<&Approver>, Option<&Lead>),
    id: Id<Credential>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let (credential, award) = store::credential(&mut read, id).await?;
    let revoked = store::revoked_at(&mut read, id).await?;
    let Some((_, text, _)) = store::current(&mut read, id).await? else {
        return match revoked {
            Some(_) => Page::new("A credential", &NeverSigned),
            None => Page::new("A credential", &BeingSigned),
        };
    };
    let organization = people::organizations(&mut read, &[credential.issuer]).await?;
    let organization = organization.into_iter().next().ok_or(Error::Absent)?;
    let report = checked::report(app, &mut read, &organization, &credential, &text).await?;
    let says = serde_json::from_str(&text).map_err(anyhow::Error::from)?;
    let says = AchievementCredential::from_value(&says).map_err(anyhow::Error::from)?;
    let badge = Html::sanitized(drawn(&mut read, &award).await?);
    let is_holder = visitor.person().is_some_and(|it| it.id == award.person);
    let reason = match revoked {
        Some((_, reason)) if is_holder => {
            let granted =
                vault::read_granted(&mut read, award.person, &[reason], app.clock.now()).await?;
            granted.get(&reason).and_then(|it| it.words()).map(str::to_owned)
        }
        _ => None,
    };
    let shown = store::shown(&mut read, id).await?;
    let zone = time::zone(&organization.time_zone);
    let day = |at: Timestamp| time::day(at, &zone);
    let subject = &says.credential_subject;
    let view = View {
        id,
        title: subject.achievement.name.to_string(),
        summary: subject.achievement.description.to_string(),
        issuer: organization.name.clone(),
        issuer_slug: organization.slug.clone(),
        name: named(subject),
        awarded_on: day(award.awarded_at),
        valid_until: says.valid_until.as_ref().and_then(|it| Some(day(it.timestamp()?))),
        verdict: verdict(&report),
        checks: report.checks().map(|(name, check)| (name, check.clone())).to_vec(),
        results: results(&says),
        how: subject.narrative.clone().unwrap_or_default(),
        alignments: alignments(&says),
        evidence: shown.into_iter().map(|it| (it.title, it.content.to_string())).collect(),
        badge,
        reason,
        is_holder,
        may_revoke: revoked.is_none() && may_revoke(approver, lead, credential.issuer),
    };
    Page::new(view.title.clone(), &view)
}

fn verdict(report: &Report) -> Verdict {
    match report {
        it if it.has_passed() => Verdict::Authentic,
        it if it.schema.has_failed() || it.proof.has_failed() || it.key.has_failed() => {
            Verdict::Broken
        }
        it if it.status.has_failed() => Verdict::Revoked,
        it if it.dates.has_failed() => Verdict::Expired,
        _ => Verdict::Unsure,
    }
}

/// Her name, where she said that it stands there.
fn named(subject: &AchievementSubject) -> Option<String> {
    let name = subject.identifier.iter().find(|it| it.identity_type == "name" && !it.hashed);
    name.map(|it| it.identity_hash.clone())
}

/// Criterion and level, both by their names, as the credential itself says them.
fn results(says: &AchievementCredential) -> Vec<(String, String)> {
    let subject = &says.credential_subject;
    let named = |it: &openbadges::model::Result| {
        let description = it.result_description.as_ref()?;
        let described =
            subject.achievement.result_description.iter().find(|d| d.id == *description)?;
        let level = it.achieved_level.as_ref()?;
        let level = described.rubric_criterion_level.iter().find(|l| l.id == *level)?;
        Some((described.name.clone(), level.name.clone()))
    };
    subject.result.iter().filter_map(named).collect()
}

fn alignments(says: &AchievementCredential) -> Vec<String> {
    let said = says.credential_subject.achievement.alignment.iter().map(|it| {
        let framework = it.target_framework.as_deref().unwrap_or_default();
        let code = it.target_code.as_deref().unwrap_or_default();
        format!("{framework}: {code} {}", it.target_name)
    });
    said.collect()
}
