//! `GET /ims/ob/v3p0/credentials`: what a person holds, page by page.

use award::Which;
use axum::{
    extract::{RawQuery, State},
    http::{
        HeaderName, HeaderValue,
        header::{CONTENT_TYPE, LINK},
    },
    response::{IntoResponse, Response},
};
use foundation::{App, Read};
use jiff::Timestamp;
use openbadges::dates;
use people::Bearer;

use super::{StatusInfo, elsewhere::Form};
use crate::{secret::json, store};

const PATH: &str = "/ims/ob/v3p0/credentials";
const TOTAL: HeaderName = HeaderName::from_static("x-total-count");
const AS_MANY: i64 = 50;
const MOST: i64 = 100;

/// Which part of how many.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    limit: i64,
    offset: i64,
    since: Option<Timestamp>,
}

impl Wanted {
    /// What can't be meant is refused: a host that is told nothing would think that it has all.
    fn read(query: &str) -> Result<Wanted, StatusInfo> {
        let mut wanted = Wanted { limit: AS_MANY, offset: 0, since: None };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let wrong = |what: &str| StatusInfo::invalid_query(format!("{name} is {what}."));
            match &*name {
                "limit" => {
                    let limit = value.parse::<i64>().ok().filter(|it| *it > 0);
                    wanted.limit = limit.ok_or_else(|| wrong("a positive whole number"))?.min(MOST);
                }
                "offset" => {
                    let offset = value.parse::<i64>().ok().filter(|it| (0..1 << 40).contains(it));
                    wanted.offset = offset.ok_or_else(|| wrong("a whole number, 0 or more"))?;
                }
                "since" => {
                    let since = dates::parse(&value);
                    wanted.since = Some(since.ok_or_else(|| wrong("a date and time with a zone"))?);
                }
                _ => {}
            }
        }
        Ok(wanted)
    }

    /// Where the neighbors of this page are (Open Badges 3.0, §6.4).
    fn links(&self, base: &str, total: i64) -> String {
        let mut links = vec![];
        let last = (total - 1).max(0) / self.limit * self.limit;
        if self.offset + self.limit < total {
            links.push((self.offset + self.limit, "next"));
        }
        links.extend([(last, "last"), (0, "first")]);
        if self.offset > 0 {
            links.push(((self.offset - self.limit).max(0), "prev"));
        }
        let since = self.since.map_or_else(String::new, |it| format!("&since={it}"));
        let link = |(offset, rel): (i64, &str)| {
            format!("<{base}?limit={}&offset={offset}{since}>; rel=\"{rel}\"", self.limit)
        };
        links.into_iter().map(link).collect::<Vec<_>>().join(", ")
    }
}

pub async fn read(
    State(app): State<App>,
    bearer: Bearer,
    RawQuery(query): RawQuery,
) -> Result<Response, StatusInfo> {
    let wanted = Wanted::read(&query.unwrap_or_default())?;
    let mut tx = app.begin().await?;
    store::permissions::seen(&mut tx, &hex::encode(bearer.digest())).await?;
    tx.commit().await?;
    let (total, all) = page(&mut app.read().await?, &bearer, &wanted).await?;
    let of = |form| {
        let some = all.iter().filter(move |(it, _)| *it == form);
        some.map(|(_, body)| body.as_str()).collect::<Vec<_>>()
    };
    // Credentials stand in it byte for byte, as they were signed.
    let jws = json(&of(Form::Jws))?;
    let body =
        format!("{{\"credential\":[{}],\"compactJwsString\":{jws}}}", of(Form::Json).join(","));
    let mut response = ([(CONTENT_TYPE, "application/json")], body).into_response();
    let links = wanted.links(&app.site().url(PATH), total);
    let links =
        HeaderValue::from_str(&links).map_err(|why| foundation::Error::Fault(why.into()))?;
    response.headers_mut().insert(TOTAL, total.into());
    response.headers_mut().insert(LINK, links);
    Ok(response)
}

/// What was awarded here comes first, then what came from elsewhere; both with the newest last.
async fn page(
    read: &mut Read,
    bearer: &Bearer,
    wanted: &Wanted,
) -> Result<(i64, Vec<(Form, String)>), StatusInfo> {
    let people = people::accounts(read, &[bearer.person()]).await?;
    let which = Which { people: &people, since: wanted.since };
    let ours = award::count_held(read, which).await?;
    let theirs = store::elsewhere::count(read, bearer.person(), wanted.since).await?;
    let held = award::held_signed(read, which, wanted.offset, wanted.limit).await?;
    let mut all: Vec<_> = held.into_iter().map(|it| (Form::Json, it.text)).collect();
    let more = wanted.limit - all.len() as i64;
    if more > 0 {
        let offset = (wanted.offset - ours).max(0);
        let person = bearer.person();
        all.extend(store::elsewhere::bodies(read, person, wanted.since, offset, more).await?);
    }
    Ok((ours + theirs, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(query: &str) -> Wanted {
        Wanted::read(query).unwrap_or_else(|_| panic!("{query} was refused"))
    }

    #[test]
    fn what_cant_be_meant_is_refused() {
        for wrong in
            ["limit=0", "limit=-1", "limit=x", "offset=-1", "since=yesterday", "since=2026-01-01"]
        {
            assert!(Wanted::read(wrong).is_err(), "{wrong}");
        }
        let all = Wanted { limit: 50, offset: 0, since: None };
        assert_eq!(wanted("other=1"), all);
        assert_eq!(wanted("limit=5000").limit, 100);
        assert!(wanted("since=2026-01-01T00:00:00Z").since.is_some());
    }

    #[test]
    fn each_page_leads_to_its_neighbors() {
        let links = |query: &str, total| wanted(query).links("https://a.example/c", total);
        let first = "<https://a.example/c?limit=2&offset=2>; rel=\"next\", \
            <https://a.example/c?limit=2&offset=4>; rel=\"last\", \
            <https://a.example/c?limit=2&offset=0>; rel=\"first\"";
        assert_eq!(links("limit=2", 5), first);
        let last = "<https://a.example/c?limit=2&offset=4>; rel=\"last\", \
            <https://a.example/c?limit=2&offset=0>; rel=\"first\", \
            <https://a.example/c?limit=2&offset=2>; rel=\"prev\"";
        assert_eq!(links("limit=2&offset=4", 5), last);
        assert!(!links("limit=2", 2).contains("next"));
        assert!(links("limit=2&offset=0", 0).contains("offset=0>; rel=\"last\""));
        assert!(links("since=2026-01-01T00:00:00Z", 0).contains("&since=2026-01-01T00:00:00Z>"));
    }
}
