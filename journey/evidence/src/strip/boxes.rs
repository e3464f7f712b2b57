//! Boxes in boxes: how MPEG-4 sound and JPEG 2000 are packed.

use crate::{Refusal, cursor::Cursor};

pub type Named<'a> = ([u8; 4], &'a [u8]);

/// The boxes that stand here, one after the other.
pub fn boxes(bytes: &[u8]) -> Result<Vec<Named<'_>>, Refusal> {
    let mut rest = Cursor(bytes);
    let mut found = vec![];
    // What follows the last whole box is padding.
    while rest.0.len() >= 8 {
        let length = rest.be32()?;
        let name = rest.array()?;
        let body = match length {
            0 => rest.0.len(),
            1 => {
                let whole = u64::from_be_bytes(rest.array()?);
                usize::try_from(whole)
                    .ok()
                    .and_then(|it| it.checked_sub(16))
                    .ok_or(Refusal::Broken)?
            }
            _ => length.checked_sub(8).ok_or(Refusal::Broken)?,
        };
        found.push((name, rest.take(body)?));
    }
    Ok(found)
}

pub fn named<'a>(boxes: &[Named<'a>], name: &[u8; 4]) -> Option<&'a [u8]> {
    boxes.iter().find(|(it, _)| it == name).map(|(_, body)| *body)
}

pub fn written(name: &[u8; 4], bodies: &[&[u8]]) -> Vec<u8> {
    let body = bodies.concat();
    [&(body.len() as u32 + 8).to_be_bytes(), &name[..], &body].concat()
}
