//! MP3 and AAC: frame after frame of sound. Not ID3, APE or other tags, nor what stands between.

use crate::Refusal;

/// So many frames in a row are no accident.
const IN_A_ROW: usize = 3;

pub fn is_mp3(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ID3") || row(bytes, mp3_frame) >= IN_A_ROW
}

pub fn is_aac(bytes: &[u8]) -> bool {
    row(bytes, aac_frame) >= IN_A_ROW
}

pub fn mp3(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let untagged = &bytes[tags_length(bytes)..];
    // What phones call MP3 is sometimes AAC behind the same tag.
    if row(untagged, aac_frame) >= IN_A_ROW {
        Err(Refusal::OtherSound)
    } else {
        frames(untagged, mp3_frame)
    }
}

pub fn aac(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    frames(bytes, aac_frame)
}

/// The frames alone. What isn't mostly frames is something else.
fn frames(bytes: &[u8], length: fn(&[u8]) -> Option<usize>) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut rest, mut count) = (bytes, 0);
    while !rest.is_empty() {
        match length(rest) {
            Some(frame) if frame <= rest.len() => {
                let (frame, after) = rest.split_at(frame);
                kept.extend(frame);
                rest = after;
                count += 1;
            }
            // Cut off in its last frame.
            Some(_) if rest.len() < 8192 && kept.len() > rest.len() => break,
            _ => rest = &rest[next_row(rest, length)..],
        }
    }
    let mostly = kept.len() >= bytes.len() / 2;
    if count >= IN_A_ROW && mostly { Ok(kept) } else { Err(Refusal::Broken) }
}

/// How far it is to where frames begin again.
fn next_row(bytes: &[u8], length: fn(&[u8]) -> Option<usize>) -> usize {
    let begins = |at: &usize| bytes[*at] == 0xFF && row(&bytes[*at..], length) >= IN_A_ROW;
    (1..bytes.len()).find(begins).unwrap_or(bytes.len())
}

/// How many frames stand here in a row; it doesn't count on.
fn row(mut bytes: &[u8], length: fn(&[u8]) -> Option<usize>) -> usize {
    for found in 0..IN_A_ROW {
        match length(bytes).and_then(|frame| bytes.get(frame..)) {
            Some(after) => bytes = after,
            None => return found,
        }
    }
    IN_A_ROW
}

/// ID3 tags that stand before the sound.
fn tags_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some([b'I', b'D', b'3', _, _, flags, a, b, c, d]) =
        bytes.get(at..).and_then(|it| it.first_chunk::<10>())
    {
        let size = [a, b, c, d].iter().fold(0, |size, it| size << 7 | usize::from(**it & 0x7F));
        let footer = if flags & 0x10 != 0 { 10 } else { 0 };
        at = bytes.len().min(at + 10 + size + footer);
    }
    at
}

/// The length of the layer III frame that begins here.
fn mp3_frame(bytes: &[u8]) -> Option<usize> {
    const FIRST: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const LATER: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let [0xFF, second, third, _] = bytes.first_chunk()? else { return None };
    if second & 0xE6 != 0xE2 {
        return None;
    }
    let (bits, slots, halved) = match second >> 3 & 3 {
        3 => (FIRST, 144_000, 1),
        2 => (LATER, 72_000, 2),
        0 => (LATER, 72_000, 4),
        _ => return None,
    };
    let bits = bits.get(usize::from(third >> 4).checked_sub(1)?)?;
    let rate = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3))? / halved;
    Some(slots * bits / rate + usize::from(third >> 1 & 1))
}

/// The length of the ADTS frame that begins here.
fn aac_frame(bytes: &[u8]) -> Option<usize> {
    let [0xFF, second, third, a, b, c, _] = bytes.first_chunk()? else { return None };
    let sampled = third >> 2 & 15;
    if second & 0xF6 != 0xF0 || sampled > 12 {
        return None;
    }
    let length = usize::from(a & 3) << 11 | usize::from(*b) << 3 | usize::from(c >> 5);
    (length > 7).then_some(length)
}
