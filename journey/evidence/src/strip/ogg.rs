//! Ogg with Opus or Vorbis: its sound, and an empty place where its comments stood.

use crate::{Refusal, cursor::Cursor};

const BEGINS: u8 = 2;
const ENDS: u8 = 4;

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let pages = pages(bytes)?;
    let coded = Coded::of(pages[0].body)?;
    let (heads, sound) = heads(&pages, coded.heads())?;
    let mut heads = heads;
    heads[1] = coded.no_comments();
    let mut writer = Writer::of(pages[0].serial);
    writer.head(BEGINS, &heads[..1]);
    writer.head(0, &heads[1..]);
    for page in sound {
        writer.page(page.flags & (1 | ENDS), page.place, page.lacing, page.body);
    }
    Ok(writer.written)
}

#[derive(Clone, Copy)]
enum Coded {
    Opus,
    Vorbis,
}

impl Coded {
    fn of(first: &[u8]) -> Result<Coded, Refusal> {
        match first {
            _ if first.starts_with(b"OpusHead") => Ok(Coded::Opus),
            _ if first.starts_with(b"\x01vorbis") => Ok(Coded::Vorbis),
            _ if first.starts_with(b"\x80theora") || first.starts_with(b"fishead") => {
                Err(Refusal::Film)
            }
            _ => Err(Refusal::OtherSound),
        }
    }

    /// Packets before the sound.
    fn heads(self) -> usize {
        match self {
            Coded::Opus => 2,
            Coded::Vorbis => 3,
        }
    }

    fn no_comments(self) -> Vec<u8> {
        match self {
            Coded::Opus => b"OpusTags\0\0\0\0\0\0\0\0".to_vec(),
            Coded::Vorbis => b"\x03vorbis\0\0\0\0\0\0\0\0\x01".to_vec(),
        }
    }
}

struct Page<'a> {
    flags: u8,
    /// How far the sound has come.
    place: [u8; 8],
    serial: [u8; 4],
    lacing: &'a [u8],
    body: &'a [u8],
}

/// All pages of its one stream; at least one.
fn pages(bytes: &[u8]) -> Result<Vec<Page<'_>>, Refusal> {
    let mut rest = Cursor(bytes);
    let mut pages: Vec<Page> = vec![];
    while pages.last().is_none_or(|last| last.flags & ENDS == 0) && !rest.is_empty() {
        rest.expect(b"OggS\0")?;
        let (flags, place, serial) = (rest.byte()?, rest.array()?, rest.array()?);
        rest.take(8)?; // which page this is, and its sum
        let segments = rest.byte()?;
        let lacing = rest.take(segments.into())?;
        let body = rest.take(lacing.iter().map(|it| usize::from(*it)).sum())?;
        pages.push(Page { flags, place, serial, lacing, body });
    }
    let several = pages.iter().any(|page| page.serial != pages[0].serial);
    // One stream after another is a radio's.
    if several || rest.0.starts_with(b"OggS") {
        return Err(Refusal::OtherSound);
    }
    if pages.is_empty() { Err(Refusal::Broken) } else { Ok(pages) }
}

/// The packets before the sound, and the pages from which it begins.
fn heads<'p, 'a>(
    pages: &'p [Page<'a>],
    count: usize,
) -> Result<(Vec<Vec<u8>>, &'p [Page<'a>]), Refusal> {
    let mut heads: Vec<Vec<u8>> = vec![vec![]];
    for (at, page) in pages.iter().enumerate() {
        let mut body = Cursor(page.body);
        for segment in page.lacing {
            let piece = body.take((*segment).into())?;
            heads.last_mut().ok_or(Refusal::Broken)?.extend(piece);
            if *segment < 255 {
                heads.push(vec![]);
            }
        }
        // The last of them ends its page.
        if heads.len() > count {
            heads.pop().filter(|begun| begun.is_empty()).ok_or(Refusal::Broken)?;
            let whole = heads.len() == count;
            return if whole { Ok((heads, &pages[at + 1..])) } else { Err(Refusal::Broken) };
        }
    }
    Err(Refusal::Broken)
}

pub(crate) struct Writer {
    serial: [u8; 4],
    next: u32,
    pub written: Vec<u8>,
}

impl Writer {
    pub fn of(serial: [u8; 4]) -> Writer {
        Writer { serial, next: 0, written: vec![] }
    }

    /// Packets on pages of their own.
    pub fn head(&mut self, flags: u8, packets: &[Vec<u8>]) {
        let mut lacing: Vec<u8> = vec![];
        for packet in packets {
            lacing.extend(vec![255; packet.len() / 255]);
            lacing.push((packet.len() % 255) as u8);
        }
        let body = packets.concat();
        let (mut at, mut goes_on) = (0, 0);
        for lacing in lacing.chunks(255) {
            let length: usize = lacing.iter().map(|it| usize::from(*it)).sum();
            // Where no packet ends on it, a page has no place.
            let place = if lacing.iter().all(|it| *it == 255) { [0xFF; 8] } else { [0; 8] };
            self.page(flags | goes_on, place, lacing, &body[at..at + length]);
            at += length;
            goes_on = u8::from(lacing.last() == Some(&255));
        }
    }

    pub fn page(&mut self, flags: u8, place: [u8; 8], lacing: &[u8], body: &[u8]) {
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.extend(place);
        page.extend(self.serial);
        page.extend(self.next.to_le_bytes());
        page.extend([0; 4]);
        page.push(lacing.len() as u8);
        page.extend(lacing);
        page.extend(body);
        let sum = sum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        self.written.append(&mut page);
        self.next += 1;
    }
}

/// Ogg's own check sum: a common polynomial, the bits unreflected.
fn sum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum, byte| sum << 8 ^ SUMS[(sum >> 24) as usize ^ usize::from(*byte)])
}

const SUMS: [u32; 256] = {
    let mut sums = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = (byte as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 0x8000_0000 != 0 { sum << 1 ^ 0x04C1_1DB7 } else { sum << 1 };
            bit += 1;
        }
        sums[byte] = sum;
        byte += 1;
    }
    sums
};
