//! What somebody put on a page: marks, comments, links, the fields of a form. Kept as it looks,
//! without who put it there and when, and without anything that acts but links.

use lopdf::{Dictionary, Document, Object};

use super::allowed::only;
use crate::Refusal;

const LOOKS: [&[u8]; 30] = [
    b"Type",
    b"Subtype",
    b"Rect",
    b"QuadPoints",
    b"InkList",
    b"Vertices",
    b"L",
    b"LE",
    b"LL",
    b"LLE",
    b"CL",
    b"CP",
    b"RD",
    b"BS",
    b"BE",
    b"Border",
    b"C",
    b"IC",
    b"CA",
    b"F",
    b"AP",
    b"AS",
    b"DA",
    b"Q",
    b"Contents",
    b"Name",
    b"H",
    b"P",
    b"StructParent",
    b"OC",
];

/// How it looks; none where there is nothing to see.
pub fn cleaned(from: &Document, dictionary: &Dictionary) -> Result<Option<Dictionary>, Refusal> {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    let mut kept = only(dictionary, &LOOKS);
    kept.set("Type", Object::Name(b"Annot".to_vec()));
    let look = look(from, dictionary);
    kept.remove(b"AP");
    if let Some(look) = &look {
        kept.set("AP", Object::Dictionary([(b"N".to_vec(), look.clone())].into_iter().collect()));
        kept.remove(b"AS");
    }
    match name(b"Subtype") {
        b"Link" => {
            kept.remove(b"Contents");
            follow(from, dictionary, &mut kept);
            Ok(Some(kept))
        }
        b"Text" | b"FreeText" | b"Highlight" | b"Underline" | b"Squiggly" | b"StrikeOut"
        | b"Ink" | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"Stamp"
        | b"Caret" => Ok(Some(kept)),
        // A field of a form is kept as a stamp that looks the same.
        b"Widget" if look.is_some() => {
            kept.set("Subtype", Object::Name(b"Stamp".to_vec()));
            kept.remove(b"Contents");
            Ok(Some(kept))
        }
        b"Widget" if filled(from, dictionary) => Err(Refusal::OpenForm),
        _ => Ok(None),
    }
}

/// What is drawn for it now.
fn look(from: &Document, dictionary: &Dictionary) -> Option<Object> {
    let resolved = |object| from.dereference(object).ok().map(|(_, object)| object);
    let looks = resolved(dictionary.get(b"AP").ok()?)?.as_dict().ok()?;
    let normal = looks.get(b"N").ok()?;
    match resolved(normal)? {
        Object::Stream(_) => Some(normal.clone()),
        Object::Dictionary(states) => {
            let state = dictionary.get(b"AS").and_then(Object::as_name).ok()?;
            let look = states.get(state).ok()?;
            matches!(resolved(look)?, Object::Stream(_)).then(|| look.clone())
        }
        _ => None,
    }
}

/// Was something written or chosen in this field, or in the one that it is part of?
fn filled(from: &Document, field: &Dictionary) -> bool {
    let mut field = field;
    for _ in 0..32 {
        let value = field.get(b"V").and_then(|it| from.dereference(it));
        if let Ok((_, Object::String(text, _))) = value {
            return !text.is_empty();
        }
        let parent = field.get(b"Parent").and_then(Object::as_reference);
        match parent.and_then(|it| from.get_dictionary(it)) {
            Ok(parent) => field = parent,
            Err(_) => return false,
        }
    }
    false
}

/// To a place in it, or to a public address. Nothing else.
fn follow(from: &Document, dictionary: &Dictionary, kept: &mut Dictionary) {
    if let Ok(place) = dictionary.get(b"Dest") {
        kept.set("Dest", place.clone());
    }
    let action = dictionary.get(b"A").and_then(|it| from.dereference(it));
    let Ok((_, Object::Dictionary(action))) = action else { return };
    let action = match action.get(b"S").and_then(Object::as_name) {
        Ok(b"GoTo") => only(action, &[b"S", b"D"]),
        Ok(b"URI") if is_public(action) => only(action, &[b"S", b"URI"]),
        _ => return,
    };
    kept.set("A", Object::Dictionary(action));
}

fn is_public(action: &Dictionary) -> bool {
    let to = action.get(b"URI").and_then(Object::as_str).unwrap_or_default();
    to.starts_with(b"https://") || to.starts_with(b"http://")
}
