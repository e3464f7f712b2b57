//! Chunks in a file: how WebP and WAV are packed.

use crate::{Refusal, cursor::Cursor};

/// What stands in a RIFF file of this form, whatever follows its end.
pub fn riff<'a>(bytes: &'a [u8], form: &[u8; 4]) -> Result<Cursor<'a>, Refusal> {
    let mut rest = Cursor(bytes);
    rest.expect(b"RIFF")?;
    let length = rest.le32()?;
    // Recorders that were cut off tell no length, or a wrong one.
    let mut rest = Cursor(&rest.0[..length.min(rest.0.len())]);
    rest.expect(form)?;
    Ok(rest)
}

pub fn chunk<'a>(rest: &mut Cursor<'a>) -> Result<([u8; 4], &'a [u8]), Refusal> {
    let name = rest.array()?;
    let length = rest.le32()?;
    let body = rest.take(length)?;
    if length % 2 == 1 && !rest.is_empty() {
        rest.byte()?;
    }
    Ok((name, body))
}

pub fn written(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if body.len() % 2 == 1 { b"\0" } else { b"" };
    [&name[..], &(body.len() as u32).to_le_bytes(), body, padding].concat()
}

pub fn whole(form: &[u8; 4], chunks: &[u8]) -> Vec<u8> {
    let length = (chunks.len() as u32 + 4).to_le_bytes();
    [b"RIFF", &length[..], form, chunks].concat()
}
