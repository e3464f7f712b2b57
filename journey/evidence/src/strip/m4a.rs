//! MPEG-4 sound: one track, its tables and its samples, written anew. Not who recorded it, when,
//! where, with what, nor other tracks, and nothing that no table points at.

use super::boxes::{Named, boxes, named, written};
use crate::{Refusal, cursor::Cursor};

/// How sound is coded, and the one box that says more.
const CODED: [(&[u8; 4], &[u8; 4]); 2] = [(b"mp4a", b"esds"), (b"Opus", b"dOps")];

pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let top = boxes(bytes)?;
    let fragmented = |boxes: &[Named], name| named(boxes, name).is_some();
    let movie = boxes(named(&top, b"moov").ok_or(Refusal::Broken)?)?;
    let track = track(&movie)?;
    if fragmented(&top, b"moof") || fragmented(&movie, b"mvex") {
        return Err(Refusal::OtherSound);
    }
    let table = Table::read(&track.table)?;
    let samples = table.samples(bytes)?;
    let brand = written(b"ftyp", &[b"M4A \0\0\0\0M4A mp42isom"]);
    let head = timeless(named(&movie, b"mvhd"), 100)?;
    let movie = |first: usize| {
        let samples = table.written(first)?;
        let track = track.written(&samples)?;
        Ok(written(b"moov", &[&written(b"mvhd", &[&head]), &track]))
    };
    // Its length is the same wherever the samples begin.
    let first = brand.len() + movie(0)?.len() + 8;
    Ok([brand, movie(first)?, written(b"mdat", &[&samples])].concat())
}

struct Track<'a> {
    head: Vec<u8>,
    edits: Vec<u8>,
    media_head: Vec<u8>,
    sound_head: &'a [u8],
    table: Vec<Named<'a>>,
}

/// The one that sounds. Where one moves, it is film.
fn track<'a>(movie: &[Named<'a>]) -> Result<Track<'a>, Refusal> {
    let mut found = None;
    for (_, body) in movie.iter().filter(|(name, _)| name == b"trak") {
        let track = boxes(body)?;
        let media = boxes(named(&track, b"mdia").ok_or(Refusal::Broken)?)?;
        let handler = named(&media, b"hdlr").and_then(|it| it.get(8..12)).ok_or(Refusal::Broken)?;
        match handler {
            b"vide" => return Err(Refusal::Film),
            b"soun" if found.is_none() => found = Some((track, media)),
            _ => {}
        }
    }
    let (track, media) = found.ok_or(Refusal::Broken)?;
    let inner = boxes(named(&media, b"minf").ok_or(Refusal::Broken)?)?;
    let edits = match named(&track, b"edts") {
        Some(edits) => edits_of(&boxes(edits)?)?,
        None => vec![],
    };
    Ok(Track {
        head: timeless(named(&track, b"tkhd"), 84)?,
        edits,
        media_head: timeless(named(&media, b"mdhd"), 24)?,
        sound_head: named(&inner, b"smhd").and_then(|it| it.get(..8)).ok_or(Refusal::Broken)?,
        table: boxes(named(&inner, b"stbl").ok_or(Refusal::Broken)?)?,
    })
}

fn edits_of(edits: &[Named]) -> Result<Vec<u8>, Refusal> {
    let Some(list) = named(edits, b"elst") else { return Ok(vec![]) };
    let each = if list.first() == Some(&1) { 20 } else { 12 };
    let list = counted(list, 4, each)?;
    Ok(written(b"edts", &[&written(b"elst", &[list])]))
}

impl Track<'_> {
    fn written(&self, samples: &[u8]) -> Result<Vec<u8>, Refusal> {
        let handler = written(b"hdlr", &[b"\0\0\0\0\0\0\0\0soun\0\0\0\0\0\0\0\0\0\0\0\0\0"]);
        let here = written(b"url ", &[b"\0\0\0\x01"]);
        let here = written(b"dinf", &[&written(b"dref", &[b"\0\0\0\0\0\0\0\x01", &here])]);
        let coded = coding(named(&self.table, b"stsd").ok_or(Refusal::Broken)?)?;
        let table = written(b"stbl", &[&coded, samples]);
        let inner = written(b"minf", &[&written(b"smhd", &[self.sound_head]), &here, &table]);
        let media = written(b"mdia", &[&written(b"mdhd", &[&self.media_head]), &handler, &inner]);
        Ok(written(b"trak", &[&written(b"tkhd", &[&self.head]), &self.edits, &media]))
    }
}

/// A head of this length (12 more, in its longer form) without when it was made and changed.
fn timeless(head: Option<&[u8]>, length: usize) -> Result<Vec<u8>, Refusal> {
    let head = head.ok_or(Refusal::Broken)?;
    let (length, times) = match head.first() {
        Some(0) => (length, 4..12),
        Some(1) => (length + 12, 4..20),
        _ => return Err(Refusal::Broken),
    };
    let mut head = head.get(..length).ok_or(Refusal::Broken)?.to_vec();
    head[times].fill(0);
    Ok(head)
}

/// How the sound is coded: the one entry, with the one box that says more.
fn coding(body: &[u8]) -> Result<Vec<u8>, Refusal> {
    let entries = boxes(body.get(8..).ok_or(Refusal::Broken)?)?;
    let [(name, entry)] = entries[..] else { return Err(Refusal::OtherSound) };
    let (_, more) = CODED.iter().find(|(it, _)| **it == name).ok_or(Refusal::OtherSound)?;
    let fixed: &[u8; 28] = entry.first_chunk().ok_or(Refusal::Broken)?;
    // QuickTime's longer entries are for film editors.
    if fixed[8..10] != [0, 0] {
        return Err(Refusal::OtherSound);
    }
    let said = named(&boxes(&entry[28..])?, more).ok_or(Refusal::OtherSound)?;
    let entry = written(&name, &[fixed, &written(more, &[said])]);
    Ok(written(b"stsd", &[b"\0\0\0\0\0\0\0\x01", &entry]))
}

/// Where each sample stands, how long it is and how long it lasts.
struct Table<'a> {
    lasting: &'a [u8],
    grouped: &'a [u8],
    sized: &'a [u8],
    /// Where each chunk of samples begins, and its length.
    chunks: Vec<(usize, usize)>,
}

impl<'a> Table<'a> {
    fn read(table: &[Named<'a>]) -> Result<Table<'a>, Refusal> {
        let there = |name| named(table, name).ok_or(Refusal::Broken);
        let grouped = counted(there(b"stsc")?, 4, 12)?;
        let sized = there(b"stsz")?;
        let same = Cursor(sized.get(4..).unwrap_or_default()).be32()?;
        let sized = if same == 0 {
            counted(sized, 8, 4)?
        } else {
            sized.get(..12).ok_or(Refusal::Broken)?
        };
        let starts = match (named(table, b"stco"), named(table, b"co64")) {
            (Some(near), _) => numbers(counted(near, 4, 4)?, 4),
            (_, Some(far)) => numbers(counted(far, 4, 8)?, 8),
            _ => return Err(Refusal::Broken),
        };
        let lengths = lengths(grouped, sized, same, starts.len())?;
        let chunks = starts.into_iter().zip(lengths).collect();
        Ok(Table { lasting: counted(there(b"stts")?, 4, 8)?, grouped, sized, chunks })
    }

    /// All samples, chunk after chunk.
    fn samples(&self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut samples = vec![];
        for (from, length) in &self.chunks {
            let to = from.checked_add(*length).ok_or(Refusal::Broken)?;
            samples.extend(bytes.get(*from..to).ok_or(Refusal::Broken)?);
            // Chunks don't overlap.
            if samples.len() > bytes.len() {
                return Err(Refusal::Broken);
            }
        }
        if samples.is_empty() { Err(Refusal::Broken) } else { Ok(samples) }
    }

    fn written(&self, first: usize) -> Result<Vec<u8>, Refusal> {
        let mut starts = vec![0, 0, 0, 0];
        starts.extend((self.chunks.len() as u32).to_be_bytes());
        let mut next = first;
        for (_, length) in &self.chunks {
            starts.extend((next as u32).to_be_bytes());
            next += length;
        }
        let boxes = [(b"stts", self.lasting), (b"stsc", self.grouped), (b"stsz", self.sized)];
        let boxes: Vec<u8> = boxes.iter().flat_map(|(name, body)| written(name, &[body])).collect();
        Ok([boxes, written(b"stco", &[&starts])].concat())
    }
}

/// A table without what follows its last row: the number of rows stands at `at`.
fn counted(table: &[u8], at: usize, each: usize) -> Result<&[u8], Refusal> {
    let rows = Cursor(table.get(at..).unwrap_or_default()).be32()?;
    let length = rows.checked_mul(each).and_then(|it| it.checked_add(at + 4));
    length.and_then(|it| table.get(..it)).ok_or(Refusal::Broken)
}

fn numbers(table: &[u8], each: usize) -> Vec<usize> {
    let number = |it: &[u8]| it.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    table[8..].chunks(each).map(number).collect()
}

/// How long each chunk is: so many samples from this chunk on, until the next row says otherwise.
fn lengths(
    grouped: &[u8],
    sized: &[u8],
    same: usize,
    chunks: usize,
) -> Result<Vec<usize>, Refusal> {
    let rows = numbers(grouped, 4);
    let mut rows = rows.chunks(3).peekable();
    let mut sizes = sized[12..].chunks(4).map(|it| Cursor(it).be32());
    let (mut each, mut lengths) = (0, Vec::with_capacity(chunks));
    for chunk in 1..=chunks {
        if let Some(row) = rows.next_if(|row| row[0] == chunk) {
            each = row[1];
        }
        let length = if same == 0 {
            sizes.by_ref().take(each).sum::<Result<usize, Refusal>>()?
        } else {
            each.checked_mul(same).ok_or(Refusal::Broken)?
        };
        lengths.push(length);
    }
    Ok(lengths)
}
