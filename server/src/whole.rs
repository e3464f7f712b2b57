//! Whatever a command is given, read to its end, unless it is larger than any badge.

use std::{
    fs::File,
    io::{Read, stdin},
    path::Path,
};

use openbadges::bake::MOST_BYTES;

/// A file; - is what comes in.
pub fn file(name: &Path) -> Result<Vec<u8>, String> {
    let place = name.display();
    match name == Path::new("-") {
        true => read(stdin(), &place),
        false => read(File::open(name).map_err(|error| format!("{place}: {error}."))?, &place),
    }
}

/// What comes from somewhere, which has this name.
pub fn read(from: impl Read, name: impl std::fmt::Display) -> Result<Vec<u8>, String> {
    let mut bytes = vec![];
    let read = from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("{name}: {error}."))?;
    match bytes.len() > MOST_BYTES {
        true => Err(format!("{name} is larger than any badge.")),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_not_read_for_ever() {
        let why = read(std::io::repeat(b' '), "a badge").unwrap_err();
        assert_eq!(why, "a badge is larger than any badge.");
        let largest = std::io::repeat(b' ').take(MOST_BYTES as u64);
        assert_eq!(read(largest, "a badge").unwrap().len(), MOST_BYTES);
    }
}
