//! The forms in which a credential can be had, and which of them somebody asks for: by a suffix, or
//! by what they accept (RFC 9110, §12.5.1).

use axum::http::{HeaderMap, header::ACCEPT};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Page,
    /// As it was signed.
    Json,
    Jwt,
    /// The badge, with the credential baked into it.
    Png,
    Svg,
}

/// What each is called, its own name first. Where somebody wants several as much, the first wins.
const NAMES: [(Form, &str, &[&str]); 5] = [
    (Form::Page, "html", &["text/html"]),
    (
        Form::Json,
        "json",
        &["application/vc+ld+json", "application/vc", "application/ld+json", "application/json"],
    ),
    (Form::Jwt, "jwt", &["application/vc+jwt", "application/jwt"]),
    (Form::Png, "png", &["image/png"]),
    (Form::Svg, "svg", &["image/svg+xml"]),
];

impl Form {
    pub fn of_suffix(suffix: &str) -> Option<Form> {
        NAMES.iter().find(|(_, it, _)| *it == suffix).map(|(form, ..)| *form)
    }

    pub fn suffix(self) -> &'static str {
        let (_, suffix, _) = NAMES[self as usize];
        suffix
    }

    /// By its own name.
    pub fn media_type(self) -> &'static str {
        let (_, _, names) = NAMES[self as usize];
        names[0]
    }
}

/// The name for JSON that is no credential, to whoever asks for it by this one.
pub fn plain_json(name: &str) -> &'static str {
    if name == "application/json" { "application/json" } else { "application/ld+json" }
}

/// The best of these forms for whoever asks, by the name that they know it by; none if they take
/// none of them.
pub fn wanted(headers: &HeaderMap, among: &[Form]) -> Option<(Form, &'static str)> {
    let said = headers.get_all(ACCEPT).iter().filter_map(|it| it.to_str().ok());
    let ranges: Vec<Range> = said.flat_map(|it| it.split(',')).filter_map(Range::read).collect();
    let offered = NAMES.iter().filter(|(form, ..)| among.contains(form));
    let mut best: Option<(Rank, Form, &'static str)> = None;
    for (form, _, names) in offered {
        for name in *names {
            let Some(rank) = rank(&ranges, name) else { continue };
            if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
                best = Some((rank, *form, name));
            }
        }
    }
    best.map(|(_, form, name)| (form, name))
}

/// How much it is wanted, how exactly it was named, and how early.
type Rank = (u16, u8, std::cmp::Reverse<usize>);

/// The range that names it most exactly says how much it is wanted: at nought, not at all.
fn rank(ranges: &[Range], name: &str) -> Option<Rank> {
    if ranges.is_empty() {
        return Some((1000, 0, std::cmp::Reverse(0)));
    }
    let exact = |range: &Range| {
        let kind = name.split_once('/').map_or(name, |it| it.0);
        match (range.kind.as_str(), range.of.as_str()) {
            ("*", "*") => Some(0),
            (it, "*") if it == kind => Some(1),
            (it, of) if name.strip_prefix(it) == Some(&format!("/{of}")) => Some(2),
            _ => None,
        }
    };
    let naming = ranges.iter().enumerate().filter_map(|(at, it)| Some((exact(it)?, at, it)));
    let (exactly, at, range) =
        naming.max_by_key(|(exactly, at, _)| (*exactly, std::cmp::Reverse(*at)))?;
    (range.thousandths > 0).then_some((range.thousandths, exactly, std::cmp::Reverse(at)))
}

/// One of the things that somebody accepts: `image/*;q=0.8`.
struct Range {
    kind: String,
    of: String,
    thousandths: u16,
}

impl Range {
    fn read(text: &str) -> Option<Range> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, of) = parts.next()?.split_once('/')?;
        let quality = parts.find_map(|it| it.strip_prefix("q=").or(it.strip_prefix("Q=")));
        let quality: f32 = quality.map_or(Some(1.0), |it| it.parse().ok())?;
        let thousandths = (quality.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let low = str::to_ascii_lowercase;
        Some(Range { kind: low(kind), of: low(of), thousandths })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Form; 5] = [Form::Page, Form::Json, Form::Jwt, Form::Png, Form::Svg];

    fn best(accept: &str) -> Option<(Form, &'static str)> {
        wanted(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]), &ALL)
    }

    #[test]
    fn browsers_see_a_page_and_pictures_a_picture() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        for accept in [browser, "*/*", "text/*", "text/html, application/json"] {
            assert_eq!(best(accept), Some((Form::Page, "text/html")), "{accept}");
        }
        assert_eq!(wanted(&HeaderMap::new(), &ALL), Some((Form::Page, "text/html")));
        let picture = "image/avif,image/webp,image/svg+xml,image/*;q=0.8,*/*;q=0.5";
        assert_eq!(best(picture), Some((Form::Svg, "image/svg+xml")));
        assert_eq!(best("image/*"), Some((Form::Png, "image/png")));
    }

    #[test]
    fn programs_get_what_they_ask_for_by_the_name_they_know() {
        for (accept, form, name) in [
            ("application/json, text/plain, */*", Form::Json, "application/json"),
            ("application/ld+json, */*;q=0.1", Form::Json, "application/ld+json"),
            ("application/vc", Form::Json, "application/vc"),
            ("APPLICATION/VC+LD+JSON", Form::Json, "application/vc+ld+json"),
            ("application/vc+jwt", Form::Jwt, "application/vc+jwt"),
            ("application/jwt;q=0.9, application/json;q=0.2", Form::Jwt, "application/jwt"),
            ("text/html;q=0.1, application/json", Form::Json, "application/json"),
            ("application/*", Form::Json, "application/vc+ld+json"),
            ("*/*, text/html;q=0", Form::Json, "application/vc+ld+json"),
            ("image/png, application/json;q=1.0;x=y", Form::Png, "image/png"),
        ] {
            assert_eq!(best(accept), Some((form, name)), "{accept}");
        }
    }

    #[test]
    fn whoever_takes_none_of_it_gets_none() {
        for accept in ["text/turtle", "application/json;q=0", "*/*;q=0", "a/b, c/d;q=0.5"] {
            assert_eq!(best(accept), None, "{accept}");
        }
        // What can't be read says nothing.
        for accept in ["nonsense", "a/b;q=x", ",;=", ""] {
            assert_eq!(best(accept), Some((Form::Page, "text/html")), "{accept}");
        }
        let only = wanted(&HeaderMap::new(), &[Form::Json]);
        assert_eq!(only, Some((Form::Json, "application/vc+ld+json")));
    }

    #[test]
    fn each_is_known_by_its_suffix() {
        for form in ALL {
            assert_eq!(Form::of_suffix(form.suffix()), Some(form));
        }
        assert_eq!(Form::of_suffix("exe"), None);
    }
}
