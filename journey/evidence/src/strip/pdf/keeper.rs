//! Walks from the pages to what they show, and keeps what it meets.

use std::collections::{HashMap, HashSet, btree_map::Entry};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{
    allowed::{NAMES, NEVER, PAGE, PAGES, TEXTS, WHOLE, layer, names_a_file, only, unseen},
    annotation, stream,
};
use crate::Refusal;

pub struct Keeper<'a> {
    from: &'a Document,
    /// The pages and what stands on them, cleaned; none where it isn't kept.
    placed: HashMap<ObjectId, Option<Dictionary>>,
    /// Dictionaries by names of their maker's choice.
    by_name: HashSet<ObjectId>,
    waiting: Vec<ObjectId>,
    last_id: u32,
}

impl<'a> Keeper<'a> {
    pub fn of(from: &'a Document) -> Result<Keeper<'a>, Refusal> {
        let mut keeper = Keeper {
            from,
            placed: HashMap::new(),
            by_name: HashSet::new(),
            waiting: vec![],
            last_id: from.objects.keys().next_back().map_or(0, |id| id.0),
        };
        keeper.place_pages()?;
        Ok(keeper)
    }

    pub fn kept(mut self) -> Result<Document, Refusal> {
        let catalog = self.from.catalog().map_err(|_| Refusal::Broken)?;
        let mut whole = only(catalog, &WHOLE);
        whole.set("Type", Object::Name(b"Catalog".to_vec()));
        if let Some(names) = self.dictionary(catalog.get(b"Names").ok()) {
            whole.set("Names", Object::Dictionary(only(names, &[b"Dests"])));
        }
        let Object::Dictionary(mut whole) = self.scrubbed_whole(&whole)? else {
            return Err(Refusal::Broken);
        };
        whole.set("Pages", Object::Reference(self.root()?));
        let mut kept = Document::with_version("1.7");
        let root = self.fresh_id();
        self.waiting.push(self.root()?);
        while let Some(id) = self.waiting.pop() {
            if let Entry::Vacant(place) = kept.objects.entry(id) {
                place.insert(self.object(id)?);
            }
        }
        kept.objects.insert(root, Object::Dictionary(whole));
        kept.max_id = root.0;
        kept.trailer.set("Root", Object::Reference(root));
        Ok(kept)
    }

    fn fresh_id(&mut self) -> ObjectId {
        self.last_id = self.last_id.saturating_add(1);
        (self.last_id, 0)
    }

    fn root(&self) -> Result<ObjectId, Refusal> {
        let pages = self.from.catalog().and_then(|it| it.get(b"Pages"));
        pages.and_then(Object::as_reference).map_err(|_| Refusal::Broken)
    }

    /// Finds every page of the tree, and cleans what stands on it.
    fn place_pages(&mut self) -> Result<(), Refusal> {
        let mut waiting = vec![self.root()?];
        let mut pages = vec![];
        while let Some(id) = waiting.pop() {
            let dictionary = self.from.get_dictionary(id).map_err(|_| Refusal::Broken)?;
            match self.array(dictionary.get(b"Kids").ok()) {
                Some(kids) => {
                    self.placed.insert(id, Some(only(dictionary, &PAGES)));
                    let kids = kids.iter().filter_map(|kid| kid.as_reference().ok());
                    waiting.extend(kids.filter(|kid| !self.placed.contains_key(kid)));
                }
                None => {
                    self.placed.insert(id, Some(only(dictionary, &PAGE)));
                    pages.push(id);
                }
            }
        }
        for page in &pages {
            self.place_annotations(*page)?;
        }
        if pages.is_empty() { Err(Refusal::Broken) } else { Ok(()) }
    }

    fn place_annotations(&mut self, page: ObjectId) -> Result<(), Refusal> {
        let on_page = self.from.get_dictionary(page).ok().and_then(|it| it.get(b"Annots").ok());
        let mut kept = vec![];
        for object in self.array(on_page).into_iter().flatten() {
            let Some(dictionary) = self.dictionary(Some(object)) else { continue };
            let cleaned = annotation::cleaned(self.from, dictionary)?;
            let id = object.as_reference().unwrap_or_else(|_| self.fresh_id());
            if cleaned.is_some() {
                kept.push(Object::Reference(id));
            }
            self.placed.insert(id, cleaned);
        }
        if let Some(Some(page)) = self.placed.get_mut(&page) {
            page.remove(b"Annots");
            if !kept.is_empty() {
                page.set("Annots", Object::Array(kept));
            }
        }
        Ok(())
    }

    fn object(&mut self, id: ObjectId) -> Result<Object, Refusal> {
        if let Some(placed) = self.placed.get(&id) {
            let placed = placed.clone();
            return match placed {
                Some(placed) => self.scrubbed_whole(&placed),
                None => Ok(Object::Null),
            };
        }
        match self.from.objects.get(&id) {
            Some(Object::Dictionary(names)) if self.by_name.contains(&id) => self.named(names),
            Some(object) => self.scrubbed(object),
            None => Ok(Object::Null),
        }
    }

    fn scrubbed(&mut self, object: &Object) -> Result<Object, Refusal> {
        Ok(match object {
            Object::Reference(id) if matches!(self.placed.get(id), Some(None)) => Object::Null,
            Object::Reference(id) => {
                self.waiting.push(*id);
                object.clone()
            }
            Object::Array(items) => {
                Object::Array(items.iter().map(|it| self.scrubbed(it)).collect::<Result<_, _>>()?)
            }
            Object::Dictionary(dictionary) if unseen(dictionary) => Object::Null,
            Object::Dictionary(dictionary) => self.scrubbed_whole(dictionary)?,
            Object::Stream(stream) if unseen(&stream.dict) => Object::Null,
            Object::Stream(stream) => {
                let mut cleaned = stream::cleaned(stream)?;
                if let Object::Dictionary(dictionary) = self.scrubbed_whole(&cleaned.dict)? {
                    cleaned.dict = dictionary;
                }
                Object::Stream(cleaned)
            }
            plain => plain.clone(),
        })
    }

    fn scrubbed_whole(&mut self, dictionary: &Dictionary) -> Result<Object, Refusal> {
        if dictionary.has_type(b"OCG") {
            return Ok(Object::Dictionary(layer()));
        }
        let mut kept = Dictionary::new();
        for (key, value) in dictionary {
            let key_of = |names: &[&[u8]]| names.contains(&&key[..]);
            let scrubbed = match value {
                _ if key_of(&NEVER) => continue,
                Object::String(text, _) if !key_of(&TEXTS) || names_a_file(text) => continue,
                Object::Dictionary(names) if key_of(&NAMES) => self.named(names)?,
                Object::Reference(id) if key_of(&NAMES) => {
                    self.by_name.insert(*id);
                    self.scrubbed(value)?
                }
                _ if key == b"Properties" => self.layers(value),
                _ => self.scrubbed(value)?,
            };
            kept.set(key.clone(), scrubbed);
        }
        Ok(Object::Dictionary(kept))
    }

    fn named(&mut self, names: &Dictionary) -> Result<Object, Refusal> {
        let mut kept = Dictionary::new();
        for (name, value) in names {
            let scrubbed = self.scrubbed(value)?;
            kept.set(name.clone(), scrubbed);
        }
        Ok(Object::Dictionary(kept))
    }

    /// What parts of a page belong to: its layers alone, which may be hidden. A program's own notes
    /// stand here, too.
    fn layers(&mut self, properties: &Object) -> Object {
        let mut kept = Dictionary::new();
        for (name, value) in self.dictionary(Some(properties)).into_iter().flatten() {
            let layered = self.dictionary(Some(value));
            let layered = layered.is_some_and(|it| it.has_type(b"OCG") || it.has_type(b"OCMD"));
            let value = match value {
                Object::Reference(id) if layered => {
                    self.waiting.push(*id);
                    value.clone()
                }
                _ => Object::Dictionary(Dictionary::new()),
            };
            kept.set(name.clone(), value);
        }
        Object::Dictionary(kept)
    }

    fn dictionary(&self, object: Option<&'a Object>) -> Option<&'a Dictionary> {
        self.from.dereference(object?).ok()?.1.as_dict().ok()
    }

    fn array(&self, object: Option<&'a Object>) -> Option<&'a Vec<Object>> {
        self.from.dereference(object?).ok()?.1.as_array().ok()
    }
}
