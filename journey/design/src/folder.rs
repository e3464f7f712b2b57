//! Documents that come together: a folder for each issuer, with an `issuer.yaml` in it.

use std::collections::BTreeMap;

use crate::{
    Wrong,
    document::{self, Issuer, Key, Known},
};

/// A document as it came: its name is for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What one issuer's folder holds. What stands in no issuer's folder belongs to whoever imports.
#[derive(Debug, Clone, PartialEq)]
pub struct Issued {
    pub issuer: Option<Beside>,
    pub files: Vec<File>,
}

/// The document that says who the issuer of a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The name of its file.
    pub name: String,
    /// None, where something is wrong with it.
    pub slug: Option<Key>,
}

/// Finds whose documents these are, by the nearest `issuer/1` document above each.
pub fn issued(files: Vec<File>) -> (Vec<Issued>, Wrong) {
    let (issuers, documents): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|it| document::kind(&it.bytes).as_deref() == Some("issuer"));
    let mut wrong = Wrong::default();
    let mut folders: BTreeMap<String, Issued> = BTreeMap::new();
    for file in issuers {
        let issuer = document::read::<Issuer>(&file.bytes, &Known::default());
        let slug = issuer.map(|it| it.slug).map_err(|it| wrong.add(&file.name, it)).ok();
        let beside = Beside { name: file.name.clone(), slug };
        let issued = Issued { issuer: Some(beside), files: vec![] };
        if folders.insert(folder(&file.name).to_owned(), issued).is_some() {
            wrong.say(&file.name, "Its folder has another issuer, too.", "Keep one.");
        }
    }
    for file in documents {
        let above = std::iter::successors(Some(folder(&file.name)), |it| {
            (!it.is_empty()).then(|| folder(it))
        });
        let nearest = above.into_iter().find(|it| folders.contains_key(*it)).unwrap_or_default();
        let nobodys = || Issued { issuer: None, files: vec![] };
        folders.entry(nearest.to_owned()).or_insert_with(nobodys).files.push(file);
    }
    (folders.into_values().collect(), wrong)
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.into(), bytes: text.into() }
    }

    #[test]
    fn documents_belong_to_the_nearest_issuer_above_them() {
        let issuer = "cairn: issuer/1\nslug: us\nname: Us\nkind: district\nsummary: Ours.\n";
        let files = vec![file("a/b/x.md", ""), file("a/issuer.yaml", issuer), file("c/y.yaml", "")];

        let (found, _) = issued(files);

        let names = |it: &Issued| it.files.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].issuer.is_none(), names(&found[0])), (true, vec!["c/y.yaml".into()]));
        assert_eq!(found[1].issuer.as_ref().unwrap().slug.as_ref().unwrap().as_str(), "us");
        assert_eq!(names(&found[1]), ["a/b/x.md"]);
    }

    #[test]
    fn an_issuer_that_cannot_be_read_is_told() {
        let (found, told) = issued(vec![file("a/issuer.yaml", "cairn: issuer/1\nslug: us\n")]);
        assert_eq!(found[0].issuer.as_ref().unwrap().slug, None);
        let told = told.to_string();
        assert!(told.starts_with("a/issuer.yaml:1:1: `name` is missing."), "{told}");
    }
}
