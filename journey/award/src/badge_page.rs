//! The page of a credential: what the world sees, in plain words.

use askama::Template;
use foundation::{App, Error, Html, Id, Page, Result, time};
use jiff::Timestamp;
use openbadges::{
    model::{AchievementCredential, AchievementSubject, Alignment},
    verify::Check,
};
use people::{Approver, Lead, Visitor};

use crate::{
    Credential, checked,
    picture::drawn,
    revoke::may_revoke,
    store,
    verdict::{Verdict, verdict},
    yours::{Telling, Way, Ways},
};

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
    is_over: bool,
    checks: Vec<(&'static str, Check)>,
    verdict: Verdict,
    results: Vec<(String, String)>,
    how: String,
    alignments: Vec<Framework>,
    evidence: Vec<(String, String)>,
    badge: Html,
    /// For its holder: why it was revoked.
    reason: Option<String>,
    is_holder: bool,
    may_revoke: bool,
    url: String,
    yours: Option<Yours>,
}

/// For its holder, while it stands.
struct Yours {
    linkedin: String,
    letter: String,
    snippet: String,
    ways: Vec<Way>,
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

pub async fn page(
    app: &App,
    visitor: &Visitor,
    (approver, lead): (Option<&Approver>, Option<&Lead>),
    id: Id<Credential>,
) -> Result<Page> {
    let mut read = app.read().await?;
    let (credential, award) = store::credential(&mut read, id).await?;
    let revoked = store::revoked_at(&mut read, &credential).await?;
    let Some((_, text, _)) = store::current(&mut read, &credential).await? else {
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
    let until = says.valid_until.as_ref().and_then(|it| it.timestamp());
    let is_over = until.is_some_and(|it| it <= app.clock.now());
    let subject = &says.credential_subject;
    let url = app.site().url(&format!("/credentials/{id}"));
    let telling = Telling {
        title: subject.achievement.name.as_str(),
        issuer: &organization.name,
        url: &url,
        id,
        awarded_at: award.awarded_at,
        valid_until: until,
        zone: &zone,
    };
    let yours = match is_holder && revoked.is_none() {
        true => Some(Yours {
            linkedin: telling.linkedin(),
            letter: telling.letter(),
            snippet: telling.snippet(),
            ways: read.fill::<Ways>(&[id]).await.remove(&id).unwrap_or_default(),
        }),
        false => None,
    };
    let view = View {
        id,
        title: subject.achievement.name.to_string(),
        summary: subject.achievement.description.to_string(),
        issuer: organization.name.clone(),
        issuer_slug: organization.slug.clone(),
        name: named(subject),
        awarded_on: day(award.awarded_at),
        valid_until: until.map(day),
        is_over,
        verdict: verdict(&report, is_over),
        checks: report.checks().map(|(name, check)| (name, check.clone())).to_vec(),
        results: results(&says),
        how: subject.narrative.clone().unwrap_or_default(),
        alignments: alignments(&says.credential_subject.achievement.alignment),
        evidence: shown.into_iter().map(|it| (it.title, it.content.to_string())).collect(),
        badge,
        reason,
        url,
        yours,
        is_holder,
        may_revoke: revoked.is_none() && may_revoke(approver, lead, credential.issuer),
    };
    Page::new(view.title.clone(), &view)
}

/// Her name, where she said that it stands there.
pub fn named(subject: &AchievementSubject) -> Option<String> {
    let name = subject.identifier.iter().find(|it| it.identity_type == "name" && !it.hashed);
    name.map(|it| it.identity_hash.clone())
}

/// Criterion and level, both by their names, as the credential itself says them.
pub fn results(says: &AchievementCredential) -> Vec<(String, String)> {
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

/// A framework, and which of its standards the skill serves.
#[derive(Debug, PartialEq)]
struct Framework {
    name: String,
    standards: Vec<String>,
}

/// Grouped by framework; a code that the standard's name already says isn't said again.
fn alignments(to: &[Alignment]) -> Vec<Framework> {
    let mut frameworks: Vec<Framework> = vec![];
    for it in to {
        let unsaid = it.target_code.as_deref().filter(|code| !says(&it.target_name, code));
        let standard = match unsaid {
            Some(code) => format!("{code} {}", it.target_name),
            None => it.target_name.clone(),
        };
        let name = it.target_framework.as_deref().unwrap_or("Other standards");
        match frameworks.iter_mut().find(|it| it.name == name) {
            Some(known) => known.standards.push(standard),
            None => frameworks.push(Framework { name: name.to_owned(), standards: vec![standard] }),
        }
    }
    frameworks
}

/// Is this code a word of its own in the name?
fn says(name: &str, code: &str) -> bool {
    let (name, code) = (name.to_lowercase(), code.to_lowercase());
    let ends = |beside: Option<char>| !beside.is_some_and(char::is_alphanumeric);
    name.match_indices(&code).any(|(at, _)| {
        ends(name[..at].chars().next_back()) && ends(name[at + code.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_stand_under_their_framework() {
        let to = |framework: &str, code: &str, name: &str| {
            Alignment::new(name, "https://a.example").framework(framework).code(code)
        };
        let alignments = alignments(&[
            to("Professional Learning", "data", "Data"),
            to("Teaching", "3b", "Using questioning"),
            to("Professional Learning", "leadership", "Leadership"),
            to("Teaching", "a", "Talk among students"),
            to("Teaching", "3c", "3c: Engaging students"),
        ]);
        let framework = |name: &str, standards: &[&str]| Framework {
            name: name.into(),
            standards: standards.iter().map(|it| (*it).into()).collect(),
        };
        assert_eq!(
            alignments,
            [
                framework("Professional Learning", &["Data", "Leadership"]),
                framework(
                    "Teaching",
                    &["3b Using questioning", "a Talk among students", "3c: Engaging students"]
                ),
            ]
        );
    }
}
