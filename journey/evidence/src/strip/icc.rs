//! A color profile without its words: a calibrated screen's names the screen, and often its owner.

use crate::cursor::Cursor;

/// What turns a picture's numbers into colors, each with the types it may have.
const COLORS: [(&[u8; 4], &[&[u8; 4]]); 16] = [
    (b"rXYZ", &[b"XYZ "]),
    (b"gXYZ", &[b"XYZ "]),
    (b"bXYZ", &[b"XYZ "]),
    (b"wtpt", &[b"XYZ "]),
    (b"bkpt", &[b"XYZ "]),
    (b"chad", &[b"sf32"]),
    (b"cicp", &[b"cicp"]),
    (b"rTRC", &[b"curv", b"para"]),
    (b"gTRC", &[b"curv", b"para"]),
    (b"bTRC", &[b"curv", b"para"]),
    (b"kTRC", &[b"curv", b"para"]),
    (b"A2B0", &[b"mft1", b"mft2", b"mAB "]),
    (b"A2B1", &[b"mft1", b"mft2", b"mAB "]),
    (b"A2B2", &[b"mft1", b"mft2", b"mAB "]),
    (b"B2A0", &[b"mft1", b"mft2", b"mBA "]),
    (b"B2A1", &[b"mft1", b"mft2", b"mBA "]),
];

/// The profile's colors alone; none when it can't be read as one.
pub fn colors(profile: &[u8]) -> Option<Vec<u8>> {
    let mut header: [u8; 128] = *profile.first_chunk()?;
    if &header[36..40] != b"acsp" {
        return None;
    }
    // The program, the time, the device and who made it, and the digest of all that.
    for (from, to) in [(4, 8), (24, 36), (40, 64), (80, 128)] {
        header[from..to].fill(0);
    }
    let kept = tags(profile)?;
    let mut place = 128 + 4 + 12 * kept.len();
    let mut table = (kept.len() as u32).to_be_bytes().to_vec();
    let mut bodies: Vec<u8> = vec![];
    for (name, body) in kept {
        table.extend(name);
        table.extend((place as u32).to_be_bytes());
        table.extend((body.len() as u32).to_be_bytes());
        let padded = body.len().next_multiple_of(4);
        bodies.extend(body);
        bodies.resize(bodies.len() + padded - body.len(), 0);
        place += padded;
    }
    header[..4].copy_from_slice(&(place as u32).to_be_bytes());
    Some([&header[..], &table, &bodies].concat())
}

fn tags(profile: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let mut table = Cursor(profile.get(128..)?);
    let count = table.be32().ok().filter(|it| *it <= 100)?;
    let mut kept = vec![];
    for _ in 0..count {
        let name = table.array().ok()?;
        let (at, length) = (table.be32().ok()?, table.be32().ok()?);
        let body = profile.get(at..at.checked_add(length)?)?;
        let types = COLORS.iter().find(|(color, _)| **color == name).map(|(_, types)| types);
        if types.is_some_and(|types| types.iter().any(|it| body.starts_with(*it))) {
            kept.push((name, body));
        }
    }
    (!kept.is_empty()).then_some(kept)
}
