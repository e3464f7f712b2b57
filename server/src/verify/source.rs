//! Where a credential is, and in what.

use std::path::Path;

use openbadges::bake;

use super::given::Asking;
use crate::whole;

/// The credential of this name, taken out of its picture if it is in one.
pub fn read(name: &str, asking: &Asking) -> Result<String, String> {
    let is_address = name.starts_with("https://") || name.starts_with("http://");
    let bytes = match is_address {
        true => asking.fetch(name)?,
        false => whole::file(Path::new(name))?,
    };
    match bake::is_picture(&bytes) {
        true => bake::unbake(&bytes).map_err(|error| error.to_string()),
        false => match str::from_utf8(&bytes) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(_) => Err(format!("{name} is neither text nor a badge's picture.")),
        },
    }
}
