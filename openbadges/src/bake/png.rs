//! Portable Network Graphics (PNG, third edition, §5): a signature, then chunks.

use super::Content;
use crate::Error;
use std::ops::Range;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const CREDENTIAL: &str = "openbadgecredential";
const LEARNER_RECORD: &str = "clrcredential";
/// Open Badges 2.0, and in a `tEXt` chunk what came before.
const ASSERTION: &str = "openbadges";
/// The newest goes first.
const KEYWORDS: [&str; 3] = [CREDENTIAL, LEARNER_RECORD, ASSERTION];

pub(super) fn is_one(picture: &[u8]) -> bool {
    picture.starts_with(SIGNATURE)
}

pub(super) fn bake(picture: &[u8], content: &Content) -> Result<Vec<u8>, Error> {
    if content.text.contains('\0') {
        return Err(wrong("what is to be baked holds a NUL"));
    }
    let keyword = if content.is_learner_record { LEARNER_RECORD } else { CREDENTIAL };
    let mut baked = Vec::with_capacity(picture.len() + content.text.len() + 64);
    baked.extend_from_slice(SIGNATURE);
    let chunks = chunks(picture)?;
    for (at, chunk) in chunks.iter().enumerate() {
        if chunk.keyword().is_none() {
            baked.extend_from_slice(&picture[chunk.span.clone()]);
        }
        if at == 0 {
            write(&mut baked, keyword, content.text);
        }
    }
    let end = chunks.last().map_or(picture.len(), |it| it.span.end);
    baked.extend_from_slice(&picture[end..]);
    Ok(baked)
}

pub(super) fn unbake(picture: &[u8]) -> Result<String, Error> {
    let chunks = chunks(picture)?;
    for keyword in KEYWORDS {
        let mut texts = chunks.iter().filter(|it| it.keyword() == Some(keyword));
        match (texts.next(), texts.next()) {
            (Some(only), None) => return only.text(keyword),
            (Some(_), Some(_)) => return Err(wrong("it holds more than one credential")),
            (None, _) => {}
        }
    }
    Err(wrong("no credential is baked into it"))
}

struct Chunk<'a> {
    kind: &'a [u8],
    data: &'a [u8],
    /// The whole of it, length and checksum included.
    span: Range<usize>,
}

impl Chunk<'_> {
    /// Which of our keywords it has, if any (§11.3.3).
    fn keyword(&self) -> Option<&'static str> {
        if ![&b"iTXt"[..], b"tEXt", b"zTXt"].contains(&self.kind) {
            return None;
        }
        let keyword = self.data.split(|it| *it == 0).next()?;
        KEYWORDS.into_iter().find(|it| it.as_bytes() == keyword)
    }

    /// Its text, after the keyword and what an `iTXt` says of its language.
    fn text(&self, keyword: &str) -> Result<String, Error> {
        let rest = self.data.get(keyword.len() + 1..).unwrap_or_default();
        match self.kind {
            b"iTXt" => {
                let [0, 0, rest @ ..] = rest else {
                    return Err(wrong("its credential is compressed, which is not allowed"));
                };
                let text = rest.splitn(3, |it| *it == 0).nth(2);
                let text = text.ok_or_else(|| wrong("its credential is cut off"))?;
                std::str::from_utf8(text)
                    .map(str::to_owned)
                    .map_err(|_| wrong("its credential is not UTF-8"))
            }
            // Latin-1, whose bytes are the first characters of Unicode.
            b"tEXt" if keyword == ASSERTION => Ok(rest.iter().copied().map(char::from).collect()),
            _ => Err(wrong("its credential stands in a chunk of another kind")),
        }
    }
}

/// Every chunk from IHDR to IEND; one whose checksum doesn't fit is an error.
fn chunks(picture: &[u8]) -> Result<Vec<Chunk<'_>>, Error> {
    if !is_one(picture) {
        return Err(wrong("it is no PNG"));
    }
    let mut chunks = Vec::new();
    let mut at = SIGNATURE.len();
    loop {
        let chunk = chunk(picture, at).ok_or_else(|| wrong("it is cut off, or damaged"))?;
        if (chunk.kind == b"IHDR") != chunks.is_empty() {
            return Err(wrong("it doesn't begin with its one header"));
        }
        at = chunk.span.end;
        let is_last = chunk.kind == b"IEND";
        chunks.push(chunk);
        if is_last {
            return Ok(chunks);
        }
    }
}

/// Length, type, data, CRC (§5.3).
fn chunk(picture: &[u8], at: usize) -> Option<Chunk<'_>> {
    let number = |at: usize| {
        let bytes = picture.get(at..)?.first_chunk::<4>()?;
        Some(u32::from_be_bytes(*bytes))
    };
    let length = usize::try_from(number(at)?).ok()?;
    let end = at.checked_add(8)?.checked_add(length)?;
    let covered = picture.get(at + 4..end)?;
    let fits = number(end)? == crc32fast::hash(covered);
    let (kind, data) = covered.split_at_checked(4)?;
    fits.then_some(Chunk { kind, data, span: at..end + 4 })
}

fn write(picture: &mut Vec<u8>, keyword: &str, text: &str) {
    // No compression (flag and method), no language, no translated keyword.
    let data = [b"iTXt", keyword.as_bytes(), &[0; 5], text.as_bytes()].concat();
    let length = u32::try_from(data.len() - 4).expect("json::parse takes no more than 4 MiB");
    picture.extend_from_slice(&length.to_be_bytes());
    picture.extend_from_slice(&data);
    picture.extend_from_slice(&crc32fast::hash(&data).to_be_bytes());
}

fn wrong(why: &str) -> Error {
    Error::Picture(why.to_owned())
}
