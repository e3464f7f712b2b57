//! PDF: its pages as they look, written anew. Not who made it, when or with what, earlier versions of
//! it, files within it, scripts, nor anything that no page shows.

mod allowed;
mod annotation;
mod keeper;
mod stream;

use lopdf::{Document, Error, LoadOptions};

use crate::Refusal;
use keeper::Keeper;

/// Objects are packed into streams; each unpacks to no more.
const UNPACKED_BYTES: usize = 16 * 1024 * 1024;

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let options = LoadOptions::with_max_decompressed_size(UNPACKED_BYTES);
    let read = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::InvalidPassword | Error::Decryption(_) => Refusal::Locked,
        _ => Refusal::Broken,
    })?;
    if read.is_encrypted() || read.was_encrypted() {
        return Err(Refusal::Locked);
    }
    let mut kept = Keeper::of(&read)?.kept()?;
    kept.renumber_objects();
    let mut written = vec![];
    kept.save_to(&mut written).map_err(|_| Refusal::Broken)?;
    Ok(written)
}
