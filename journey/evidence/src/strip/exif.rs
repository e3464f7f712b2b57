//! Of all that a camera notes, only which way up the picture is.

/// From 1 (as it is) to 8, where the bytes (from their TIFF header on) say so.
pub fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let two = tiff.get(at..)?.first_chunk()?;
        Some(if little { u16::from_le_bytes(*two) } else { u16::from_be_bytes(*two) })
    };
    let first = tiff.get(4..)?.first_chunk()?;
    let first = if little { u32::from_le_bytes(*first) } else { u32::from_be_bytes(*first) };
    let first = usize::try_from(first).ok()?;
    let entries = usize::from(u16_at(first)?);
    let entries = (0..entries).map_while(|it| first.checked_add(2 + 12 * it));
    let found = entries.into_iter().find(|at| u16_at(*at) == Some(0x0112))?;
    let turned = u8::try_from(u16_at(found + 8)?).ok()?;
    (2..=8).contains(&turned).then_some(turned)
}

/// A TIFF header and one entry: the orientation.
pub fn alone(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(orientation(&alone(6)), Some(6));
        assert_eq!(orientation(&alone(1)), None);
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), None);
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), Some(8));
    }
}
