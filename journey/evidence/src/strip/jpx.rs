//! JPEG 2000, as it stands in PDFs: what draws the picture. Not its XML, identifiers or comments.

use super::{
    boxes::{boxes, written},
    icc,
};
use crate::{Refusal, cursor::Cursor};

const STARTS: &[u8] = b"\xFF\x4F\xFF\x51";

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    if bytes.starts_with(STARTS) {
        return codestream(bytes);
    }
    let mut kept = vec![];
    for (name, body) in boxes(bytes)? {
        match &name {
            b"jP  " | b"ftyp" => kept.extend(written(&name, &[body])),
            b"jp2h" => kept.extend(written(b"jp2h", &[&head(body)?])),
            b"jp2c" => kept.extend(written(b"jp2c", &[&codestream(body)?])),
            _ => {}
        }
    }
    if kept.is_empty() { Err(Refusal::Broken) } else { Ok(kept) }
}

fn head(body: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut kept = vec![];
    for (name, body) in boxes(body)? {
        match &name {
            // Its colors by a profile, not by a number.
            b"colr" if body.first() == Some(&2) => {
                if let Some(colors) = body.get(3..).and_then(icc::colors) {
                    kept.extend(written(b"colr", &[&body[..3], &colors]));
                }
            }
            b"ihdr" | b"bpcc" | b"colr" | b"pclr" | b"cmap" | b"cdef" | b"res " => {
                kept.extend(written(&name, &[body]));
            }
            _ => {}
        }
    }
    Ok(kept)
}

/// Its main head without comments, then its tiles.
fn codestream(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Cursor(bytes);
    let mut kept = rest.take(2)?.to_vec();
    loop {
        let segment = rest.0;
        rest.expect(b"\xFF")?;
        match rest.byte()? {
            0x90 => return Ok([&kept, segment].concat()),
            marker => {
                let length = rest.be16()?.checked_sub(2).ok_or(Refusal::Broken)?;
                let whole = &segment[..4 + rest.take(length)?.len()];
                if marker != 0x64 {
                    kept.extend(whole);
                }
            }
        }
    }
}
