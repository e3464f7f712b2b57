//! WAV: how the sound is coded, and the sound. Not LIST, ID3, bext or anything else.

use super::riff::{riff, whole, written};
use crate::{Refusal, cursor::Cursor};

/// Plain numbers, floating numbers, A-law, µ-law, and the extended form of these.
const PLAYED: [u16; 5] = [1, 3, 6, 7, 0xFFFE];

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = riff(bytes, b"WAVE")?;
    let (mut coded, mut sound) = (None, None);
    while rest.0.len() >= 8 && sound.is_none() {
        let name: [u8; 4] = rest.array()?;
        let length = rest.le32()?;
        match &name {
            b"data" => sound = Some(&rest.0[..length.min(rest.0.len())]),
            b"fmt " => coded = Some(coding(rest.take(length)?)?),
            _ => drop(rest.take(length)?),
        }
        if length % 2 == 1 && sound.is_none() {
            rest.byte()?;
        }
    }
    let (Some(coded), Some(sound)) = (coded, sound.filter(|it| !it.is_empty())) else {
        return Err(Refusal::Broken);
    };
    Ok(whole(b"WAVE", &[written(b"fmt ", coded), written(b"data", sound)].concat()))
}

fn coding(body: &[u8]) -> Result<&[u8], Refusal> {
    let form = u16::from_le_bytes(Cursor(body).array()?);
    let length = if form == 0xFFFE { 40 } else { 16 };
    if !PLAYED.contains(&form) {
        return Err(Refusal::OtherSound);
    }
    body.get(..length).ok_or(Refusal::Broken)
}
