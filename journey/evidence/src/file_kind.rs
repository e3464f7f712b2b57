//! What a file is, told by its bytes alone: neither its name nor what a browser calls it counts.

use crate::{Refusal, strip::sound};

/// The kinds that we take, because we can take off what they say about their maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    Jpeg,
    Png,
    WebP,
    Gif,
    Pdf,
    Text,
    Mp3,
    Aac,
    M4a,
    Wav,
    Ogg,
}

/// As a page can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Picture,
    Document,
    Text,
    Sound,
}

impl FileKind {
    pub const ALL: [FileKind; 11] = [
        FileKind::Jpeg,
        FileKind::Png,
        FileKind::WebP,
        FileKind::Gif,
        FileKind::Pdf,
        FileKind::Text,
        FileKind::Mp3,
        FileKind::Aac,
        FileKind::M4a,
        FileKind::Wav,
        FileKind::Ogg,
    ];

    /// Under which it is kept and served.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::WebP => "image/webp",
            FileKind::Gif => "image/gif",
            FileKind::Pdf => "application/pdf",
            FileKind::Text => "text/plain; charset=utf-8",
            FileKind::Mp3 => "audio/mpeg",
            FileKind::Aac => "audio/aac",
            FileKind::M4a => "audio/mp4",
            FileKind::Wav => "audio/wav",
            FileKind::Ogg => "audio/ogg",
        }
    }

    pub fn of_media_type(media_type: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    pub fn form(self) -> Form {
        match self {
            FileKind::Jpeg | FileKind::Png | FileKind::WebP | FileKind::Gif => Form::Picture,
            FileKind::Pdf => Form::Document,
            FileKind::Text => Form::Text,
            FileKind::Mp3 | FileKind::Aac | FileKind::M4a | FileKind::Wav | FileKind::Ogg => {
                Form::Sound
            }
        }
    }

    /// As a page calls it.
    pub fn words(self) -> &'static str {
        match self.form() {
            Form::Picture => "Picture",
            Form::Document => "PDF",
            Form::Text => "Text file",
            Form::Sound => "Sound",
        }
    }

    /// What these bytes are; for what we don't take, what to do instead.
    pub fn of(bytes: &[u8]) -> Result<FileKind, Refusal> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        let four = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
        match bytes {
            [] => Err(Refusal::Empty),
            _ if begins(b"\xFF\xD8\xFF") => Ok(FileKind::Jpeg),
            _ if begins(b"\x89PNG\r\n\x1A\n") => Ok(FileKind::Png),
            _ if begins(b"GIF87a") || begins(b"GIF89a") => Ok(FileKind::Gif),
            _ if begins(b"%PDF-") => Ok(FileKind::Pdf),
            _ if begins(b"RIFF") => match four(8) {
                b"WEBP" => Ok(FileKind::WebP),
                b"WAVE" => Ok(FileKind::Wav),
                b"AVI " => Err(Refusal::Film),
                _ => Err(Refusal::Unknown),
            },
            _ if begins(b"OggS") => Ok(FileKind::Ogg),
            _ if four(4) == b"ftyp" => of_brand(four(8)),
            _ if sound::is_mp3(bytes) => Ok(FileKind::Mp3),
            _ if sound::is_aac(bytes) => Ok(FileKind::Aac),
            _ => match refused(bytes) {
                Some(refusal) => Err(refusal),
                None => text(bytes),
            },
        }
    }
}

/// The family of files that phones and cameras make: what stands in it tells more, later.
fn of_brand(brand: &[u8]) -> Result<FileKind, Refusal> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" | b"avif"
        | b"avis" | b"crx " => Err(Refusal::OtherPicture),
        b"qt  " => Err(Refusal::Film),
        _ => Ok(FileKind::M4a),
    }
}

/// What is known, and not taken.
fn refused(bytes: &[u8]) -> Option<Refusal> {
    let known: [(&[u8], Refusal); 21] = [
        (b"\xD0\xCF\x11\xE0", Refusal::Office),
        (b"\x1A\x45\xDF\xA3", Refusal::Film),
        (b"FLV", Refusal::Film),
        (b"\x00\x00\x01\xBA", Refusal::Film),
        (b"\x00\x00\x01\xB3", Refusal::Film),
        (b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", Refusal::Film),
        (b"II*\0", Refusal::OtherPicture),
        (b"MM\0*", Refusal::OtherPicture),
        (b"BM", Refusal::OtherPicture),
        (b"8BPS", Refusal::OtherPicture),
        (b"\0\0\x01\0", Refusal::OtherPicture),
        (b"\0\0\0\x0CJXL ", Refusal::OtherPicture),
        (b"\0\0\0\x0CjP  ", Refusal::OtherPicture),
        (b"\xFF\x0A", Refusal::OtherPicture),
        (b"fLaC", Refusal::OtherSound),
        (b"#!AMR", Refusal::OtherSound),
        (b"FORM", Refusal::OtherSound),
        (b"caff", Refusal::OtherSound),
        (b"Rar!", Refusal::Packed),
        (b"7z\xBC\xAF", Refusal::Packed),
        (b"\x1F\x8B", Refusal::Packed),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(packed(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Refusal::Office);
    }
    let (begins, refusal) = known.into_iter().find(|(begins, _)| bytes.starts_with(begins))?;
    // Text may begin with "BM" or "FORM".
    let readable = begins.iter().all(u8::is_ascii_graphic) && text(bytes).is_ok();
    (!readable).then_some(refusal)
}

/// Office documents are folders packed into one file.
fn packed(bytes: &[u8]) -> Refusal {
    let start = &bytes[..bytes.len().min(4096)];
    let has = |name: &[u8]| start.windows(name.len()).any(|it| it == name);
    let office: [&[u8]; 6] =
        [b"[Content_Types].xml", b"word/", b"ppt/", b"xl/", b"opendocument", b"Index/Document.iwa"];
    if office.into_iter().any(has) { Refusal::Office } else { Refusal::Packed }
}

fn text(bytes: &[u8]) -> Result<FileKind, Refusal> {
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let control = |it: &u8| *it < b' ' && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0C);
    if utf16 {
        return Err(Refusal::OtherText);
    }
    if bytes.iter().any(control) {
        return Err(Refusal::Unknown);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::OtherText)?;
    let start: String = text.trim_start_matches('\u{FEFF}').trim_start().chars().take(16).collect();
    let start = start.to_ascii_lowercase();
    let markup =
        ["<!doctype", "<!--", "<html", "<head", "<body", "<svg", "<script", "<?xml", "<?php"];
    if markup.into_iter().any(|it| start.starts_with(it)) {
        return Err(Refusal::Markup);
    }
    if start.is_empty() { Err(Refusal::Empty) } else { Ok(FileKind::Text) }
}
