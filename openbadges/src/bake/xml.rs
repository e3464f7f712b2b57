//! As much of XML 1.0 as finding an element in an SVG asks for, read strictly: whatever two
//! readers could take in two ways is an error. Nothing can be declared, so there are no entities.

use crate::Error;
use std::ops::Range;

/// One thing in a document, and where it stands.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub token: Token<'a>,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Token<'a> {
    /// `<name …>`, or `<name …/>`.
    Start {
        name: &'a str,
        attributes: Vec<Attribute<'a>>,
        is_empty: bool,
    },
    End {
        name: &'a str,
    },
    /// Text as it was written: see [`unescape`].
    Text(&'a str),
    Cdata(&'a str),
    /// A comment or a processing instruction.
    Aside,
    /// `<!DOCTYPE svg PUBLIC …>`, as drawing programs write it.
    Doctype,
}

#[derive(Debug)]
pub(super) struct Attribute<'a> {
    pub name: &'a str,
    /// As it was written, between its quotes.
    pub value: &'a str,
    /// Where the value stands, without its quotes.
    pub span: Range<usize>,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    /// The next piece; none at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'a>>, Error> {
        let start = self.at;
        let rest = self.rest();
        let token = if rest.is_empty() {
            return Ok(None);
        } else if rest.starts_with("<!--") {
            self.at += 4;
            let comment = self.until("-->")?;
            if comment.contains("--") || comment.ends_with('-') {
                return Err(wrong("a comment in it holds two hyphens"));
            }
            Token::Aside
        } else if rest.starts_with("<![CDATA[") {
            self.at += 9;
            Token::Cdata(self.until("]]>")?)
        } else if rest.starts_with("<?") {
            self.at += 2;
            self.until("?>")?;
            Token::Aside
        } else if rest.starts_with("<!DOCTYPE") {
            self.at += 9;
            // What it could declare stands in brackets.
            if self.until(">")?.contains('[') {
                return Err(wrong("its document type declares things of its own"));
            }
            Token::Doctype
        } else if rest.starts_with("<!") {
            return Err(wrong("a tag in it is damaged"));
        } else if rest.starts_with("</") {
            self.at += 2;
            let name = self.name()?;
            self.space();
            self.expect('>')?;
            Token::End { name }
        } else if rest.starts_with('<') {
            self.at += 1;
            self.start()?
        } else {
            let text = &rest[..rest.find('<').unwrap_or(rest.len())];
            self.at += text.len();
            if text.contains("]]>") {
                return Err(wrong("its text holds ]]>"));
            }
            Token::Text(text)
        };
        Ok(Some(Piece { token, span: start..self.at }))
    }

    fn start(&mut self) -> Result<Token<'a>, Error> {
        let name = self.name()?;
        let mut attributes: Vec<Attribute> = Vec::new();
        loop {
            let has_space = self.space();
            if self.take("/>") || self.take(">") {
                let is_empty = self.text[..self.at].ends_with("/>");
                return Ok(Token::Start { name, attributes, is_empty });
            }
            if !has_space {
                return Err(wrong("a tag in it is damaged"));
            }
            let attribute = self.attribute()?;
            if attributes.len() == MOST_ATTRIBUTES {
                return Err(Error::TooMuchWork);
            }
            if attributes.iter().any(|it| it.name == attribute.name) {
                return Err(wrong("a tag in it says an attribute twice"));
            }
            attributes.push(attribute);
        }
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, Error> {
        let name = self.name()?;
        self.space();
        self.expect('=')?;
        self.space();
        let quote = if self.take("\"") { "\"" } else { "'" };
        if quote == "'" {
            self.expect('\'')?;
        }
        let start = self.at;
        let value = self.until(quote)?;
        if value.contains('<') {
            return Err(wrong("a value in it holds <"));
        }
        Ok(Attribute { name, value, span: start..start + value.len() })
    }

    /// A name, by and large as XML 1.0 §2.3 has it.
    fn name(&mut self) -> Result<&'a str, Error> {
        let rest = self.rest();
        let is_letter = |it: char| it.is_ascii_alphabetic() || "_:".contains(it) || !it.is_ascii();
        let goes_on = |it: char| is_letter(it) || it.is_ascii_digit() || "-.".contains(it);
        let name = &rest[..rest.find(|it| !goes_on(it)).unwrap_or(rest.len())];
        if !name.starts_with(is_letter) {
            return Err(wrong("a name in it is none"));
        }
        self.at += name.len();
        Ok(name)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Goes past white space; was there any?
    fn space(&mut self) -> bool {
        let rest = self.rest();
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.at += spaces;
        spaces > 0
    }

    fn take(&mut self, words: &str) -> bool {
        let takes = self.rest().starts_with(words);
        self.at += if takes { words.len() } else { 0 };
        takes
    }

    fn expect(&mut self, character: char) -> Result<(), Error> {
        let mut buffer = [0; 4];
        let takes = self.take(character.encode_utf8(&mut buffer));
        if takes { Ok(()) } else { Err(wrong("a tag in it is damaged")) }
    }

    /// What stands before the words, which are gone past.
    fn until(&mut self, words: &str) -> Result<&'a str, Error> {
        let rest = self.rest();
        let length = rest.find(words).ok_or_else(|| wrong("it is cut off"))?;
        self.at += length + words.len();
        Ok(&rest[..length])
    }
}

/// More attributes than any real tag has; looking for one twice stays cheap.
const MOST_ATTRIBUTES: usize = 256;

/// Text with its references resolved: the five of XML, and numbers (§4.1, §4.6).
pub(super) fn unescape(text: &str) -> Result<String, Error> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').and_then(|(name, after)| {
            rest = after;
            character(name)
        });
        plain.push(reference.ok_or_else(|| wrong("it holds an entity that is not known"))?);
    }
    plain.push_str(rest);
    Ok(plain)
}

fn character(reference: &str) -> Option<char> {
    let number = match reference {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        other => other.strip_prefix('#')?,
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |it| (it, 16));
    let is_plain = digits.bytes().all(|it| it.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, radix).ok().filter(|_| is_plain)?;
    char::from_u32(number).filter(|it| is_allowed(*it))
}

/// May it stand in a document (§2.2)?
pub(super) fn is_allowed(it: char) -> bool {
    matches!(it, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

pub(super) fn wrong(why: &str) -> Error {
    Error::Picture(why.to_owned())
}
