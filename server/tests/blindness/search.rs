//! Looks for words in bytes, however they are written there.

use std::io::Read;

use flate2::read::ZlibDecoder;

pub struct Needles(Vec<String>);

impl Needles {
    pub fn of<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Needles {
        Needles(words.into_iter().map(|it| it.as_ref().to_lowercase()).collect())
    }
}

/// Those that are there, and how.
pub fn found(needles: &Needles, bytes: &[u8]) -> Vec<String> {
    let mut told = vec![];
    let mut layers = vec![("", bytes.to_vec())];
    layers.extend(unpacked(bytes).into_iter().map(|it| ("packed, ", it)));
    for (where_, layer) in layers {
        for (how, text) in readings(&layer) {
            let there = needles.0.iter().filter(|it| text.contains(it.as_str()));
            told.extend(there.map(|it| format!("{it} ({where_}{how})")));
        }
    }
    told
}

/// The bytes as texts in lower case, each as another reader would read them.
fn readings(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let plain = String::from_utf8_lossy(bytes).to_lowercase();
    let skipping = |from: usize| {
        let wide: Vec<u8> = bytes.iter().skip(from).step_by(2).copied().collect();
        String::from_utf8_lossy(&wide).to_lowercase()
    };
    vec![
        ("UTF-16", skipping(0)),
        ("UTF-16", skipping(1)),
        ("base64", from_base64(bytes)),
        ("percent-encoded", from_percents(bytes)),
        ("hexadecimal", from_hex(bytes)),
        ("by number", from_numbers(&plain)),
        ("as it is", plain),
    ]
}

/// Whatever zlib can unpack, wherever it begins: streams of a PDF, chunks of a PNG.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let begins = |at: &usize| {
        let head = u16::from_be_bytes([bytes[*at], bytes[*at + 1]]);
        bytes[*at] == 0x78 && head.is_multiple_of(31)
    };
    let starts = (0..bytes.len().saturating_sub(1)).filter(begins);
    let unpacked = starts.map(|at| {
        let mut out = vec![];
        // What breaks off halfway is read as far as it goes.
        let _ = ZlibDecoder::new(&bytes[at..]).take(16 << 20).read_to_end(&mut out);
        out
    });
    unpacked.filter(|it| !it.is_empty()).collect()
}

/// Every run of letters that base64 is written in, from each of its four beginnings.
fn from_base64(bytes: &[u8]) -> String {
    let value = |it: u8| match it {
        b'A'..=b'Z' => Some(it - b'A'),
        b'a'..=b'z' => Some(it - b'a' + 26),
        b'0'..=b'9' => Some(it - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let mut text = String::new();
    for run in bytes.split(|it| value(*it).is_none()).filter(|it| it.len() >= 6) {
        let sixes: Vec<u32> = run.iter().filter_map(|it| value(*it)).map(u32::from).collect();
        for from in 0..4.min(sixes.len()) {
            let whole = sixes[from..].chunks(4).flat_map(|four| {
                let bits = four.iter().fold(0, |bits, six| bits << 6 | six);
                let bits = bits << (6 * (4 - four.len()));
                bits.to_be_bytes().into_iter().skip(1).take(four.len() * 6 / 8)
            });
            text += &String::from_utf8_lossy(&whole.collect::<Vec<u8>>()).to_lowercase();
            text.push('\n');
        }
    }
    text
}

fn from_percents(bytes: &[u8]) -> String {
    let mut out = vec![];
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).to_lowercase()
}

fn from_hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for run in bytes.split(|it| !it.is_ascii_hexdigit()).filter(|it| it.len() >= 8) {
        for from in 0..2 {
            let pair =
                |it: &[u8]| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap();
            let whole: Vec<u8> = run[from..].chunks_exact(2).map(pair).collect();
            text += &String::from_utf8_lossy(&whole).to_lowercase();
            text.push('\n');
        }
    }
    text
}

/// `&#81;` and `&#x51;`.
fn from_numbers(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').unwrap_or((part, ""));
        let code = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        read.extend(code.ok().and_then(char::from_u32));
        read += rest;
    }
    read.to_lowercase()
}
