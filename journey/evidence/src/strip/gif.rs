//! GIF: its frames and how often they repeat. Not comments, XMP, or what follows its end.

use super::can_be_shown;
use crate::{Refusal, cursor::Cursor};

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Cursor(bytes);
    let mut kept = rest.take(6)?.to_vec();
    let screen = rest.take(7)?;
    can_be_shown(side(screen, 0), side(screen, 2))?;
    kept.extend(screen);
    kept.extend(rest.take(table(screen[4]))?);
    let mut drawn = false;
    loop {
        match rest.byte()? {
            0x3B => break,
            0x2C => {
                let frame = rest.take(9)?;
                can_be_shown(side(frame, 4), side(frame, 6))?;
                kept.push(0x2C);
                kept.extend(frame);
                kept.extend(rest.take(table(frame[8]) + 1)?);
                kept.extend(blocks(&mut rest)?);
                drawn = true;
            }
            0x21 => {
                let label = rest.byte()?;
                let said = blocks(&mut rest)?;
                let repeats = [&b"\x0BNETSCAPE2.0\x03\x01"[..], b"\x0BANIMEXTS1.0\x03\x01"];
                let repeats = said.len() == 17 && repeats.iter().any(|it| said.starts_with(it));
                if (label == 0xF9 && said.len() == 6) || (label == 0xFF && repeats) {
                    kept.extend([0x21, label]);
                    kept.extend(said);
                }
            }
            _ => return Err(Refusal::Broken),
        }
    }
    kept.push(0x3B);
    if drawn { Ok(kept) } else { Err(Refusal::Broken) }
}

fn side(bytes: &[u8], at: usize) -> usize {
    u16::from_le_bytes([bytes[at], bytes[at + 1]]).into()
}

/// How many bytes of colors follow.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Blocks of up to 255 bytes, each after its length, to an empty one.
fn blocks<'a>(rest: &mut Cursor<'a>) -> Result<&'a [u8], Refusal> {
    let start = rest.0;
    loop {
        match rest.byte()? {
            0 => return Ok(&start[..start.len() - rest.0.len()]),
            length => rest.take(length.into())?,
        };
    }
}
