//! WebP: its frames, and the colors of its profile. Not EXIF or XMP, nor what follows its end.

use super::{
    can_be_shown, exif, icc,
    riff::{chunk, riff, whole, written},
};
use crate::{Refusal, cursor::Cursor};

const HAS_PROFILE: u8 = 0x20;
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = riff(bytes, b"WEBP")?;
    let (mut extended, mut profile, mut turned) = (None, None, None);
    let mut frames: Vec<u8> = vec![];
    while !rest.is_empty() {
        let (name, body) = chunk(&mut rest)?;
        match &name {
            b"VP8X" => {
                let head: [u8; 10] = *body.first_chunk().ok_or(Refusal::Broken)?;
                let side = |at: usize| {
                    1 + u32::from_le_bytes([head[at], head[at + 1], head[at + 2], 0]) as usize
                };
                can_be_shown(side(4), side(7))?;
                extended = Some(head);
            }
            b"VP8 " | b"VP8L" => {
                frame_can_be_shown(&name, body)?;
                frames.extend(written(&name, body));
            }
            b"ALPH" | b"ANIM" => frames.extend(written(&name, body)),
            b"ANMF" => frames.extend(written(&name, &moving(body)?)),
            b"ICCP" => profile = icc::colors(body),
            b"EXIF" => turned = exif::orientation(body.strip_prefix(b"Exif\0\0").unwrap_or(body)),
            _ => {}
        }
    }
    if frames.is_empty() {
        return Err(Refusal::Broken);
    }
    let mut chunks: Vec<u8> = vec![];
    // Only the extended form may hold a profile or a turn.
    if let Some(mut head) = extended {
        head[0] &= !(HAS_PROFILE | HAS_EXIF | HAS_XMP);
        head[0] |= if profile.is_some() { HAS_PROFILE } else { 0 };
        head[0] |= if turned.is_some() { HAS_EXIF } else { 0 };
        chunks.extend(written(b"VP8X", &head));
        chunks.extend(profile.map(|it| written(b"ICCP", &it)).unwrap_or_default());
        chunks.append(&mut frames);
        chunks.extend(turned.map(|it| written(b"EXIF", &exif::alone(it))).unwrap_or_default());
    } else {
        chunks.append(&mut frames);
    }
    Ok(whole(b"WEBP", &chunks))
}

/// One frame of a moving picture: where it stands, and its own chunks.
fn moving(body: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Cursor(body);
    let mut frame = rest.take(16)?.to_vec();
    while !rest.is_empty() {
        let (name, body) = chunk(&mut rest)?;
        match &name {
            b"VP8 " | b"VP8L" => {
                frame_can_be_shown(&name, body)?;
                frame.extend(written(&name, body));
            }
            b"ALPH" => frame.extend(written(&name, body)),
            _ => {}
        }
    }
    Ok(frame)
}

fn frame_can_be_shown(name: &[u8; 4], body: &[u8]) -> Result<(), Refusal> {
    let short = |at: usize| body.get(at..).and_then(|it| it.first_chunk()).ok_or(Refusal::Broken);
    if name == b"VP8L" {
        let four = body.get(1..).and_then(|it| it.first_chunk()).ok_or(Refusal::Broken)?;
        let sides = u32::from_le_bytes(*four) as usize;
        can_be_shown(1 + (sides & 0x3FFF), 1 + (sides >> 14 & 0x3FFF))
    } else {
        let side = |at| Ok(usize::from(u16::from_le_bytes(*short(at)?) & 0x3FFF));
        can_be_shown(side(6)?, side(8)?)
    }
}
