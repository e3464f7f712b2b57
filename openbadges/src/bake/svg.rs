//! Scalable Vector Graphics: the credential is an element in a namespace of its own.

use super::Content;
use super::xml::{Attribute, Reader, Token, is_allowed, unescape, wrong};
use crate::Error;
use std::ops::Range;

const PREFIX: &str = "xmlns:openbadges";
const CREDENTIAL: (&str, &str) = ("https://purl.imsglobal.org/ob/v3p0", "credential");
/// Open Badges 2.0.
const ASSERTION: (&str, &str) = ("http://openbadges.org", "assertion");

pub(super) fn bake(picture: &str, content: &Content) -> Result<String, Error> {
    if !content.text.chars().all(is_allowed) {
        return Err(wrong("what is to be baked holds a character that XML has not"));
    }
    let element = if content.is_jws {
        format!("<openbadges:credential verify=\"{}\"></openbadges:credential>", content.text)
    } else {
        // A section can't hold its own end, so it is closed inside of it and opened again.
        let text = content.text.replace("]]>", "]]]]><![CDATA[>");
        format!("<openbadges:credential><![CDATA[{text}]]></openbadges:credential>")
    };
    let svg = Svg::read(picture)?;
    let mut changes = Changes { picture, at: 0, changed: String::new() };
    match svg.attributes.iter().find(|it| it.name == PREFIX) {
        Some(it) if [CREDENTIAL.0, ASSERTION.0].contains(&it.value) => {
            changes.replace(it.span.clone(), CREDENTIAL.0);
        }
        Some(_) => return Err(wrong("its prefix openbadges stands for something else")),
        None => {
            let after_name = svg.tag.start + 1 + svg.name.len();
            let declaration = format!(" {PREFIX}=\"{}\"", CREDENTIAL.0);
            changes.replace(after_name..after_name, &declaration);
        }
    }
    if svg.is_empty {
        let end = svg.tag.end - 2..svg.tag.end;
        changes.replace(end, &format!(">{element}</{}>", svg.name));
    } else {
        changes.replace(svg.tag.end..svg.tag.end, &element);
    }
    for old in svg.baked {
        changes.replace(old.span, "");
    }
    let baked = changes.finish();
    match Svg::read(&baked)?.baked.len() {
        1 => Ok(baked),
        _ => Err(wrong("it uses the prefix openbadges and doesn't say what for")),
    }
}

pub(super) fn unbake(picture: &str) -> Result<String, Error> {
    let baked = Svg::read(picture)?.baked;
    for name in [CREDENTIAL.1, ASSERTION.1] {
        let mut found = baked.iter().filter(|it| it.name == name);
        match (found.next(), found.next()) {
            (Some(only), None) => return only.content(),
            (Some(_), Some(_)) => return Err(wrong("it holds more than one credential")),
            (None, _) => {}
        }
    }
    Err(wrong("no credential is baked into it"))
}

/// The picture, as far as baking asks.
struct Svg<'a> {
    /// The start tag of the outermost element.
    tag: Range<usize>,
    name: &'a str,
    attributes: Vec<Attribute<'a>>,
    is_empty: bool,
    baked: Vec<Baked<'a>>,
}

/// A baked element, right inside the outermost.
struct Baked<'a> {
    span: Range<usize>,
    /// `credential`, or `assertion`.
    name: &'static str,
    verify: Option<&'a str>,
    body: String,
}

impl Baked<'_> {
    /// What its body says, or else its `verify`.
    fn content(&self) -> Result<String, Error> {
        match (self.body.trim(), self.verify) {
            ("", Some(verify)) => Ok(unescape(verify)?.trim().to_owned()),
            ("", None) => Err(wrong("the credential in it is empty")),
            (body, _) => Ok(body.to_owned()),
        }
    }
}

impl<'a> Svg<'a> {
    fn read(text: &'a str) -> Result<Svg<'a>, Error> {
        let mut reader = Reader::new(text);
        let mut svg: Option<Svg> = None;
        // The elements that are open.
        let mut open: Vec<&str> = Vec::new();
        // Is the last of `baked` still open?
        let mut in_baked = false;
        while let Some(piece) = reader.next()? {
            match (piece.token, &mut svg) {
                (Token::Start { name, attributes, is_empty }, None) => {
                    if local(name) != "svg" {
                        return Err(wrong("it is no SVG"));
                    }
                    let tag = piece.span;
                    svg = Some(Svg { tag, name, attributes, is_empty, baked: vec![] });
                    open.extend((!is_empty).then_some(name));
                }
                (Token::Start { name, attributes, is_empty }, Some(svg)) => {
                    if open.is_empty() || in_baked {
                        return Err(wrong("an element in it stands where none may"));
                    }
                    if open.len() == 1
                        && let Some(known) = svg.known(name, &attributes)
                    {
                        let verify = attributes.iter().find(|it| it.name == "verify");
                        svg.baked.push(Baked {
                            span: piece.span,
                            name: known,
                            verify: verify.map(|it| it.value),
                            body: String::new(),
                        });
                        in_baked = !is_empty;
                    }
                    open.extend((!is_empty).then_some(name));
                }
                (Token::End { name }, svg) => {
                    if open.pop() != Some(name) {
                        return Err(wrong("its elements are not nested"));
                    }
                    if let Some(baked) = filled(svg, in_baked) {
                        baked.span.end = piece.span.end;
                        in_baked = false;
                    }
                }
                (Token::Text(text), svg) => {
                    if open.is_empty() && !text.trim().is_empty() {
                        return Err(wrong("text stands outside of it"));
                    }
                    if let Some(baked) = filled(svg, in_baked) {
                        baked.body.push_str(&unescape(text)?);
                    }
                }
                (Token::Cdata(_), _) if open.is_empty() => {
                    return Err(wrong("text stands outside of it"));
                }
                (Token::Cdata(text), svg) => {
                    if let Some(baked) = filled(svg, in_baked) {
                        baked.body.push_str(text);
                    }
                }
                (Token::Aside, _) | (Token::Doctype, None) => {}
                (Token::Doctype, Some(_)) => {
                    return Err(wrong("its document type stands where none may"));
                }
            }
        }
        svg.filter(|_| open.is_empty()).ok_or_else(|| wrong("it is no whole SVG"))
    }

    /// Which of the elements that we know this is, by its namespace.
    fn known(&self, name: &str, attributes: &[Attribute]) -> Option<&'static str> {
        let declaration = match name.split_once(':') {
            Some((prefix, _)) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let own = attributes.iter().find(|it| it.name == declaration);
        let namespace = own.or_else(|| self.attributes.iter().find(|it| it.name == declaration))?;
        let fits = |it: &(&str, &str)| it.0 == namespace.value && it.1 == local(name);
        [CREDENTIAL, ASSERTION].into_iter().find(fits).map(|it| it.1)
    }
}

/// The baked element that is open, if one is.
fn filled<'s, 'a>(svg: &'s mut Option<Svg<'a>>, is_open: bool) -> Option<&'s mut Baked<'a>> {
    svg.as_mut().filter(|_| is_open)?.baked.last_mut()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |it| it.1)
}

/// The picture with changes made from front to back.
struct Changes<'a> {
    picture: &'a str,
    at: usize,
    changed: String,
}

impl Changes<'_> {
    fn replace(&mut self, span: Range<usize>, with: &str) {
        self.changed.push_str(&self.picture[self.at..span.start]);
        self.changed.push_str(with);
        self.at = span.end;
    }

    fn finish(mut self) -> String {
        self.changed.push_str(&self.picture[self.at..]);
        self.changed
    }
}
