//! JPEG: the frame, its tables and its scans. Not EXIF, XMP, IPTC, comments, thumbnails, depth maps,
//! other pictures or film after its end. Kept: which way up, and the colors of its profile.

use super::{can_be_shown, exif, icc};
use crate::{Refusal, cursor::Cursor};

const ICC: &[u8] = b"ICC_PROFILE\0";
/// A marker segment's length is told in two bytes, which count themselves.
const SEGMENT: usize = 65_533;

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut picture = Picture::read(bytes)?;
    let turned = picture.orientation.take();
    Ok(picture.written(turned))
}

/// Inside a PDF, which turns it by itself.
pub fn strip_embedded(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    Ok(Picture::read(bytes)?.written(None))
}

#[derive(Default)]
struct Picture<'a> {
    jfif: Option<&'a [u8]>,
    orientation: Option<u8>,
    profile: Vec<(u8, &'a [u8])>,
    /// Everything from the first table on, as it stands.
    image: Vec<u8>,
    framed: bool,
    scanned: bool,
}

impl<'a> Picture<'a> {
    fn read(bytes: &'a [u8]) -> Result<Picture<'a>, Refusal> {
        let mut rest = Cursor(bytes);
        rest.expect(b"\xFF\xD8")?;
        let mut picture = Picture::default();
        loop {
            // Some cameras stop without an end; browsers show those, too.
            if rest.is_empty() && picture.scanned {
                break;
            }
            match marker(&mut rest)? {
                0xD9 => break,
                0x01 | 0xD0..=0xD7 => {}
                marker => {
                    let length = rest.be16()?.checked_sub(2).ok_or(Refusal::Broken)?;
                    picture.hear(marker, rest.take(length)?, &mut rest)?;
                }
            }
        }
        if picture.framed && picture.scanned { Ok(picture) } else { Err(Refusal::Broken) }
    }

    fn hear(&mut self, marker: u8, body: &'a [u8], rest: &mut Cursor) -> Result<(), Refusal> {
        match marker {
            0xE0 if body.starts_with(b"JFIF\0") => self.jfif = body.get(..12),
            0xE1 => {
                let tiff = body.strip_prefix(b"Exif\0\0");
                self.orientation = self.orientation.or(tiff.and_then(exif::orientation));
            }
            0xE2 => {
                if let Some([part, _, piece @ ..]) = body.strip_prefix(ICC) {
                    self.profile.push((*part, piece));
                }
            }
            // How its colors are coded; without it they come out wrong.
            0xEE if body.starts_with(b"Adobe") => {
                self.keep(marker, body.get(..12).ok_or(Refusal::Broken)?);
            }
            0xE0..=0xEF | 0xFE => {}
            0xC0..=0xC2 => {
                let mut frame = Cursor(body.get(1..).unwrap_or_default());
                can_be_shown(frame.be16()?, frame.be16()?)?;
                self.framed = true;
                self.keep(marker, body);
            }
            0xC4 | 0xDB | 0xDD => self.keep(marker, body),
            0xDA => {
                self.keep(marker, body);
                self.image.extend(rest.take(scan_length(rest.0))?);
                self.scanned = true;
            }
            _ => return Err(Refusal::Broken),
        }
        Ok(())
    }

    fn keep(&mut self, marker: u8, body: &[u8]) {
        self.image.extend(segment(marker, body));
    }

    fn written(mut self, turned: Option<u8>) -> Vec<u8> {
        let mut written = b"\xFF\xD8".to_vec();
        if let Some(jfif) = self.jfif {
            written.extend(segment(0xE0, &[jfif, b"\0\0"].concat()));
        }
        if let Some(turned) = turned {
            written.extend(segment(0xE1, &[b"Exif\0\0", &exif::alone(turned)[..]].concat()));
        }
        self.profile.sort_by_key(|(part, _)| *part);
        let profile: Vec<u8> = self.profile.iter().flat_map(|(_, piece)| *piece).copied().collect();
        let profile = icc::colors(&profile).unwrap_or_default();
        let pieces = profile.chunks(SEGMENT - ICC.len() - 2).take(255);
        for (at, piece) in pieces.clone().enumerate() {
            let head = [ICC, &[at as u8 + 1, pieces.len() as u8]].concat();
            written.extend(segment(0xE2, &[&head, piece].concat()));
        }
        written.append(&mut self.image);
        written.extend(b"\xFF\xD9");
        written
    }
}

fn marker(rest: &mut Cursor) -> Result<u8, Refusal> {
    rest.expect(b"\xFF")?;
    loop {
        match rest.byte()? {
            0xFF => {}
            marker => return Ok(marker),
        }
    }
}

/// Up to the next marker that isn't a restart.
fn scan_length(rest: &[u8]) -> usize {
    let ends = |two: &[u8]| two[0] == 0xFF && !matches!(two[1], 0x00 | 0xD0..=0xD7);
    rest.windows(2).position(ends).unwrap_or(rest.len())
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}
