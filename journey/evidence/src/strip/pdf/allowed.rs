//! What may stand in a PDF that is kept.

use lopdf::{Dictionary, Object};

/// Of a page and of what pages share.
pub const PAGE: [&[u8]; 15] = [
    b"Type",
    b"Parent",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"Rotate",
    b"Contents",
    b"Group",
    b"StructParents",
    b"Tabs",
    b"UserUnit",
    b"Annots",
];
pub const PAGES: [&[u8]; 8] =
    [b"Type", b"Parent", b"Kids", b"Count", b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Of the whole: its language, what a screen reader is told, its layers, where its links lead.
pub const WHOLE: [&[u8]; 5] = [b"Lang", b"MarkInfo", b"StructTreeRoot", b"OCProperties", b"Dests"];

/// Left out wherever they stand.
pub const NEVER: [&[u8]; 23] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"Thumb",
    b"AA",
    b"OpenAction",
    b"JS",
    b"JavaScript",
    b"EmbeddedFiles",
    b"EF",
    b"RF",
    b"AF",
    b"Info",
    b"OPI",
    b"Ref",
    b"Alternates",
    b"Measure",
    b"PtData",
    b"Usage",
    b"Configs",
    b"Order",
    b"AS",
    b"IDTree",
];
/// Under these, whoever made it chose the names.
pub const NAMES: [&[u8]; 10] = [
    b"Font",
    b"XObject",
    b"ExtGState",
    b"ColorSpace",
    b"Pattern",
    b"Shading",
    b"CharProcs",
    b"Colorants",
    b"ClassMap",
    b"RoleMap",
];
/// Text that is needed to show a page, or to read it aloud. Under other names it isn't kept.
pub const TEXTS: [&[u8]; 14] = [
    b"Registry",
    b"Ordering",
    b"Panose",
    b"CharSet",
    b"FontFamily",
    b"Lang",
    b"DA",
    b"Contents",
    b"Alt",
    b"ActualText",
    b"E",
    b"URI",
    b"D",
    b"Dest",
];
/// Things that are never shown.
pub const UNSEEN: [&[u8]; 12] = [
    b"Metadata",
    b"EmbeddedFile",
    b"Filespec",
    b"F",
    b"Sig",
    b"SigRef",
    b"Page",
    b"Pages",
    b"Catalog",
    b"Annot",
    b"Outlines",
    b"ObjStm",
];

/// Those of its entries.
pub fn only(dictionary: &Dictionary, keys: &[&[u8]]) -> Dictionary {
    let kept = dictionary.iter().filter(|(key, _)| keys.contains(&&key[..]));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

pub fn layer() -> Dictionary {
    let mut layer = Dictionary::new();
    layer.set("Type", Object::Name(b"OCG".to_vec()));
    layer.set("Name", Object::string_literal("Layer"));
    layer
}

pub fn unseen(dictionary: &Dictionary) -> bool {
    let is = |key: &[u8], name: &[u8]| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|it| it == name)
    };
    let typed = dictionary.get_type().is_ok_and(|it| UNSEEN.contains(&it));
    let annotates = dictionary.has(b"Rect") && dictionary.has(b"Subtype");
    typed
        || annotates
        || is(b"O", b"UserProperties")
        || is(b"S", b"JavaScript")
        || is(b"S", b"Launch")
}

/// Word processors describe a picture by the name of its file.
pub fn names_a_file(text: &[u8]) -> bool {
    let text: Vec<u8> = text.iter().filter(|it| **it != 0).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&text);
    let endings =
        [".jpg", ".jpeg", ".png", ".gif", ".heic", ".tif", ".tiff", ".bmp", ".webp", ".svg"];
    let path = text.contains(":\\") || text.starts_with("file:") || text.contains("/users/");
    path || endings.into_iter().any(|it| text.trim_end().ends_with(it))
}
