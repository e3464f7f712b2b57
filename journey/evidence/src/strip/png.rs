//! PNG: what draws the picture. Not its texts, times, EXIF, or what follows its end.

use std::io::{Read, Write};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use super::{can_be_shown, exif, icc};
use crate::{Refusal, cursor::Cursor};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
/// A color profile is no larger, unpacked.
const PROFILE_BYTES: u64 = 4 * 1024 * 1024;

const DRAWS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Cursor(bytes);
    rest.expect(SIGNATURE)?;
    let mut chunks: Vec<u8> = vec![];
    let (mut header, mut turned, mut drawn) = (None, None, false);
    loop {
        let (name, body) = chunk(&mut rest)?;
        match &name {
            b"IHDR" if header.is_none() => {
                let mut size = Cursor(body);
                can_be_shown(size.be32()?, size.be32()?)?;
                header = Some(written(b"IHDR", body));
            }
            _ if header.is_none() => return Err(Refusal::Broken),
            b"IHDR" => return Err(Refusal::Broken),
            b"IEND" => break,
            b"eXIf" => turned = exif::orientation(body),
            b"iCCP" => chunks.extend(profile(body).unwrap_or_default()),
            name if DRAWS.contains(&name) => {
                drawn |= name == b"IDAT";
                chunks.extend(written(name, body));
            }
            // A capital letter says that nobody may leave it out.
            [b'A'..=b'Z', ..] => return Err(Refusal::Broken),
            _ => {}
        }
    }
    let header = header.filter(|_| drawn).ok_or(Refusal::Broken)?;
    let turned = turned.map(|it| written(b"eXIf", &exif::alone(it))).unwrap_or_default();
    Ok([SIGNATURE, &header, &turned, &chunks, &written(b"IEND", b"")].concat())
}

fn chunk<'a>(rest: &mut Cursor<'a>) -> Result<([u8; 4], &'a [u8]), Refusal> {
    let length = rest.be32()?;
    let name = rest.array()?;
    let body = rest.take(length)?;
    let sum = rest.be32()?;
    if sum == sum_of(&name, body) as usize { Ok((name, body)) } else { Err(Refusal::Broken) }
}

fn written(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32).to_be_bytes();
    [&length, &name[..], body, &sum_of(name, body).to_be_bytes()].concat()
}

fn sum_of(name: &[u8; 4], body: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(name);
    sum.update(body);
    sum.finalize()
}

/// Its colors alone, under a name that says nothing.
fn profile(body: &[u8]) -> Option<Vec<u8>> {
    let name = body.iter().take(80).position(|it| *it == 0)?;
    let packed = body.get(name + 2..)?;
    let mut profile = vec![];
    ZlibDecoder::new(packed).take(PROFILE_BYTES).read_to_end(&mut profile).ok()?;
    let mut packer = ZlibEncoder::new(b"colors\0\0".to_vec(), Compression::default());
    packer.write_all(&icc::colors(&profile)?).ok()?;
    Some(written(b"iCCP", &packer.finish().ok()?))
}
