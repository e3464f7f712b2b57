//! `/credentials/{id}` in the form that somebody asks for, by suffix or by what they accept: the page,
//! the credential as it was signed, its JWT, or the badge with the credential baked in. Below it,
//! `editions/{edition}` is one edition, which never changes, and is gone when another takes its place.

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue,
        header::{LINK, VARY},
    },
    response::{IntoResponse, Redirect, Response},
};
use foundation::{App, Error, Id, Path, Result};
use people::{Approver, Lead, Visitor};

use crate::{
    Credential,
    answer::{self, Kept},
    badge_page,
    form::{self, Form},
    jwt, picture, store,
};

const SIGNED: [Form; 4] = [Form::Json, Form::Jwt, Form::Png, Form::Svg];
const ALL: [Form; 5] = [Form::Page, Form::Json, Form::Jwt, Form::Png, Form::Svg];

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    approver: Option<Approver>,
    lead: Option<Lead>,
    headers: HeaderMap,
    Path(asked): Path<String>,
) -> Result<Response> {
    let (id, suffix) = apart(&asked);
    let id: Id<Credential> = id.parse().map_err(|_| Error::Absent)?;
    match wanted(&headers, suffix, &ALL)? {
        None => Ok(not_acceptable()),
        Some((Form::Page, _)) => {
            let stewards = (approver.as_ref(), lead.as_ref());
            let page = badge_page::page(&app, &visitor, stewards, id).await?;
            let others = HeaderValue::from_str(&others(&app, id)).map_err(anyhow::Error::from)?;
            Ok(([(VARY, HeaderValue::from_static("accept")), (LINK, others)], page).into_response())
        }
        Some((form, name)) => signed(&app, &headers, (id, None), (form, name)).await,
    }
}

pub async fn edition(
    State(app): State<App>,
    headers: HeaderMap,
    Path((id, asked)): Path<(Id<Credential>, String)>,
) -> Result<Response> {
    let (edition, suffix) = apart(&asked);
    let edition = edition.parse().map_err(|_| Error::Absent)?;
    match wanted(&headers, suffix, &SIGNED)? {
        None => Ok(not_acceptable()),
        Some(form) => signed(&app, &headers, (id, Some(edition)), form).await,
    }
}

/// Whom it is about has an address of their own, which tells no more than the credential.
pub async fn subject(
    State(app): State<App>,
    Path(id): Path<Id<crate::award::Subject>>,
) -> Result<Redirect> {
    let credential = store::of_subject(&mut *app.read().await?, id).await?;
    Ok(Redirect::to(&format!("/credentials/{credential}")))
}

fn apart(asked: &str) -> (&str, Option<&str>) {
    asked.split_once('.').map_or((asked, None), |(name, suffix)| (name, Some(suffix)))
}

fn wanted(
    headers: &HeaderMap,
    suffix: Option<&str>,
    among: &[Form],
) -> Result<Option<(Form, &'static str)>> {
    let Some(suffix) = suffix else { return Ok(form::wanted(headers, among)) };
    let form = Form::of_suffix(suffix).filter(|it| among.contains(it)).ok_or(Error::Absent)?;
    Ok(Some((form, form.media_type())))
}

fn not_acceptable() -> Response {
    answer::not_acceptable(&ALL.map(Form::media_type))
}

/// Where the other forms are (RFC 8288).
fn others(app: &App, id: Id<Credential>) -> String {
    let link = |form: Form| {
        let address = app.site().url(&format!("/credentials/{id}.{}", form.suffix()));
        format!("<{address}>; rel=\"alternate\"; type=\"{}\"", form.media_type())
    };
    SIGNED.map(link).join(", ")
}

async fn signed(
    app: &App,
    asked: &HeaderMap,
    (id, edition): (Id<Credential>, Option<i64>),
    (form, media_type): (Form, &'static str),
) -> Result<Response> {
    let mut read = app.read().await?;
    let (credential, award) = store::credential(&mut read, id).await?;
    let Some((number, text, _)) = store::current(&mut read, &credential).await? else {
        return match (edition, store::revoked_at(&mut read, &credential).await?) {
            (Some(_), _) => Err(Error::Absent),
            (None, Some(_)) => Ok(answer::never()),
            (None, None) => Ok(answer::not_yet()),
        };
    };
    match edition {
        // It may say what its holder has taken back since.
        Some(edition) if (1..number).contains(&edition) => return Ok(answer::superseded()),
        Some(edition) if edition != number => return Err(Error::Absent),
        _ => {}
    }
    let kept = if edition.is_some() { Kept::Unchanged } else { Kept::Awhile };
    match form {
        Form::Page => Err(Error::Absent),
        Form::Json => Ok(answer::open(asked, media_type, kept, text)),
        Form::Jwt => {
            drop(read);
            match jwt::of_edition(app, &credential, (number, &text)).await? {
                Some(jwt) => Ok(answer::open(asked, media_type, kept, jwt)),
                None => Ok(answer::never()),
            }
        }
        // How a badge is drawn may change with the program.
        Form::Png => {
            let drawing = picture::drawn(&mut read, &award).await?;
            drop(read);
            let picture = picture::png(drawing, &text).await?;
            Ok(answer::open(asked, media_type, Kept::Awhile, picture))
        }
        Form::Svg => {
            let picture = picture::svg(&picture::drawn(&mut read, &award).await?, &text)?;
            Ok(answer::open(asked, media_type, Kept::Awhile, picture))
        }
    }
}
