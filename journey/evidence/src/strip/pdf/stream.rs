//! The pictures, fonts and drawings in a PDF.

use lopdf::{Dictionary, Object, Stream};

use super::{
    super::{icc, jpeg, jpx},
    UNPACKED_BYTES,
    allowed::only,
};
use crate::Refusal;

const IMAGE: [&[u8]; 18] = [
    b"Type",
    b"Subtype",
    b"Width",
    b"Height",
    b"ColorSpace",
    b"BitsPerComponent",
    b"Intent",
    b"ImageMask",
    b"Mask",
    b"Decode",
    b"Interpolate",
    b"SMask",
    b"SMaskInData",
    b"Matte",
    b"StructParent",
    b"OC",
    b"Filter",
    b"DecodeParms",
];
const FORM: [&[u8]; 12] = [
    b"Type",
    b"Subtype",
    b"FormType",
    b"BBox",
    b"Matrix",
    b"Resources",
    b"Group",
    b"StructParent",
    b"StructParents",
    b"OC",
    b"Filter",
    b"DecodeParms",
];

/// What it shows, without what it says.
pub fn cleaned(stream: &Stream) -> Result<Stream, Refusal> {
    let filters = stream.filters().unwrap_or_default();
    let content = match filters.last() {
        Some(&b"Crypt") => return Err(Refusal::Locked),
        Some(&b"DCTDecode" | &b"DCT") => Some(jpeg::strip_embedded(&packed(stream, &filters)?)?),
        Some(&b"JPXDecode") => Some(jpx::strip(&packed(stream, &filters)?)?),
        _ => None,
    };
    let mut dictionary = match stream.dict.get(b"Subtype").and_then(Object::as_name) {
        Ok(b"Image") => only(&stream.dict, &IMAGE),
        Ok(b"Form") => only(&stream.dict, &FORM),
        // Its bytes would stand in another file.
        _ if stream.dict.has(b"F") => return Err(Refusal::Broken),
        _ => stream.dict.clone(),
    };
    if let Some(content) = content {
        let last = filters.last().map(|it| it.to_vec()).unwrap_or_default();
        dictionary.set("Filter", Object::Name(last));
        last_parameters(&mut dictionary);
        return Ok(Stream::new(dictionary, content));
    }
    if let Some(profile) = profile(stream) {
        dictionary.remove(b"Filter");
        dictionary.remove(b"DecodeParms");
        let mut colors = Stream::new(dictionary, profile);
        colors.compress().map_err(|_| Refusal::Broken)?;
        return Ok(colors);
    }
    Ok(Stream { dict: dictionary, ..stream.clone() })
}

/// The picture's own bytes, unpacked from what stands around them.
fn packed(stream: &Stream, filters: &[&[u8]]) -> Result<Vec<u8>, Refusal> {
    let [outer @ .., _] = filters else { return Err(Refusal::Broken) };
    if outer.is_empty() {
        return Ok(stream.content.clone());
    }
    let outer = outer.iter().map(|it| Object::Name(it.to_vec())).collect();
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", Object::Array(outer));
    if let Ok(parameters) = stream.dict.get(b"DecodeParms") {
        dictionary.set("DecodeParms", parameters.clone());
    }
    let outer = Stream::new(dictionary, stream.content.clone());
    outer.decompressed_content_with_limit(UNPACKED_BYTES * 2).map_err(|_| Refusal::Broken)
}

/// Of several filters' parameters, the last one's.
fn last_parameters(dictionary: &mut Dictionary) {
    if let Ok(Object::Array(all)) = dictionary.get(b"DecodeParms").cloned() {
        dictionary.remove(b"DecodeParms");
        if let Some(last @ Object::Dictionary(_)) = all.last() {
            dictionary.set("DecodeParms", last.clone());
        }
    }
}

/// A color profile without its words. One that can't be read is emptied: whoever shows the page
/// then takes the usual colors.
fn profile(stream: &Stream) -> Option<Vec<u8>> {
    let tells = stream.dict.has(b"N") && !stream.dict.has(b"Subtype") && !stream.dict.has(b"Type");
    let unpacked = || stream.get_plain_content_with_limit(UNPACKED_BYTES).ok();
    let profile = tells.then(unpacked).flatten()?;
    let is_profile = profile.get(36..40) == Some(b"acsp");
    is_profile.then(|| icc::colors(&profile).unwrap_or_default())
}
