//! A file as it comes from a browser: its bytes in memory, never on disk.

use crate::Refusal;

/// A file is no larger.
pub const FILE_BYTES: usize = 25 * 1024 * 1024;
/// What one person keeps here, in all.
pub const PERSON_BYTES: u64 = 1024 * 1024 * 1024;
/// What else a form with files holds.
pub const FORM_BYTES: usize = 1024 * 1024;
/// So many files can be sent at once.
pub const AT_ONCE: usize = 10;

#[derive(Debug)]
pub struct Upload {
    /// What its owner calls it; for nobody else.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Upload {
    pub fn checked(self) -> Result<Upload, Refusal> {
        if is_hostile(&self.name) {
            return Err(Refusal::HostileName);
        }
        match self.bytes.len() {
            0 => Err(Refusal::Empty),
            length if length > FILE_BYTES => Err(Refusal::TooLarge),
            _ => Ok(self),
        }
    }
}

/// Names that lead elsewhere, read otherwise than they are, or are none.
fn is_hostile(name: &str) -> bool {
    let turns = |it: char| matches!(it, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let odd = |it: char| it.is_control() || turns(it) || matches!(it, '/' | '\\' | '\u{FFFD}');
    let dots = name.chars().all(|it| it == '.' || it.is_whitespace());
    dots || name.chars().count() > 200 || name.chars().any(odd)
}

/// "1.2 MB"
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        1_000_000..1_000_000_000 => {
            format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
        }
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
        Upload { name: name.into(), bytes: bytes.to_vec() }.checked().map(|_| ())
    }

    #[test]
    fn a_hostile_name_is_refused() {
        for name in ["", " ", "..", "../../etc/passwd", "a/b.png", "C:\\a.png", "a\0.png", "a\nb"] {
            assert_eq!(checked(name, b"1"), Err(Refusal::HostileName), "{name:?}");
        }
        assert_eq!(checked("gnp.\u{202E}fdp.exe", b"1"), Err(Refusal::HostileName));
        assert_eq!(checked(&"a".repeat(201), b"1"), Err(Refusal::HostileName));
        assert_eq!(checked("Größe – 学生 (2).png", b"1"), Ok(()));
    }

    #[test]
    fn a_file_has_a_size() {
        assert_eq!(checked("a.png", b""), Err(Refusal::Empty));
        assert_eq!(checked("a.png", &vec![1; FILE_BYTES + 1]), Err(Refusal::TooLarge));
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(25_000), "25 KB");
        assert_eq!(size(1_240_000), "1.2 MB");
        assert_eq!(size(PERSON_BYTES), "1.0 GB");
    }
}
