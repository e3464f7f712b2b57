//! Takes off what a file says about its maker: who, when, where, with what. Bytes in, bytes out.
//!
//! Each kind is read as its standard says and written anew from the parts that are needed to show
//! or play it. What isn't known is left out; what can't be read so isn't taken. That also cuts off
//! whatever follows a file's end, or hides between its parts.

pub(crate) mod boxes;
mod exif;
mod gif;
mod icc;
mod jpeg;
mod jpx;
mod m4a;
pub(crate) mod ogg;
mod pdf;
mod png;
pub(crate) mod riff;
pub(crate) mod sound;
#[cfg(test)]
mod tests;
mod text;
mod wav;
mod webp;

use crate::{FileKind, Refusal};

/// More points than this, and a phone's browser gives up.
const POINTS: usize = 120_000_000;

/// What a file is, and what of it may be kept.
#[derive(Debug)]
pub struct Stripped {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// The same picture, document, text or sound, and nothing else; or why it isn't taken.
pub fn strip(bytes: &[u8]) -> Result<Stripped, Refusal> {
    let kind = FileKind::of(bytes)?;
    let bytes = match kind {
        FileKind::Jpeg => jpeg::strip(bytes),
        FileKind::Png => png::strip(bytes),
        FileKind::WebP => webp::strip(bytes),
        FileKind::Gif => gif::strip(bytes),
        FileKind::Pdf => pdf::strip(bytes),
        FileKind::Text => text::strip(bytes),
        FileKind::Mp3 => sound::mp3(bytes),
        FileKind::Aac => sound::aac(bytes),
        FileKind::M4a => m4a::strip(bytes),
        FileKind::Wav => wav::strip(bytes),
        FileKind::Ogg => ogg::strip(bytes),
    }?;
    Ok(Stripped { kind, bytes })
}

/// A small picture can unpack into one that fills a phone's memory.
fn can_be_shown(width: usize, height: usize) -> Result<(), Refusal> {
    match width.saturating_mul(height) {
        0 => Err(Refusal::Broken),
        points if points > POINTS => Err(Refusal::TooManyPoints),
        _ => Ok(()),
    }
}
