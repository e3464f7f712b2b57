//! Where a credential is, and in what.

use std::{fs, io::Read};

use openbadges::bake;

use super::given::{Asking, LARGEST};

/// The credential of this name, taken out of its picture if it is in one.
pub fn read(name: &str, asking: &Asking) -> Result<String, String> {
    let bytes = if name == "-" {
        whole(std::io::stdin(), name)?
    } else if name.starts_with("https://") || name.starts_with("http://") {
        asking.fetch(name)?
    } else {
        let file = fs::File::open(name).map_err(|error| format!("{name}: {error}."))?;
        whole(file, name)?
    };
    match is_picture(&bytes) {
        true => bake::unbake(&bytes).map_err(|error| error.to_string()),
        false => match str::from_utf8(&bytes) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(_) => Err(format!("{name} is neither text nor a badge's picture.")),
        },
    }
}

fn whole(from: impl Read, name: &str) -> Result<Vec<u8>, String> {
    let mut bytes = vec![];
    let read = from.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("{name}: {error}."))?;
    match bytes.len() as u64 > LARGEST {
        true => Err(format!("{name} is larger than any credential.")),
        false => Ok(bytes),
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG") || bytes.trim_ascii_start().starts_with(b"<")
}
