//! Documents that come together: a folder for each issuer, with an `issuer.yaml` in it.

use std::collections::BTreeMap;

use crate::{
    Wrong,
    document::{self, Issuer, Known},
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
    pub issuer: Option<Issuer>,
    pub files: Vec<File>,
}

/// Finds whose documents these are, by the nearest `issuer/1` document above each.
pub fn issued(files: Vec<File>) -> Result<Vec<Issued>, Wrong> {
    let (issuers, documents): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|it| document::kind(&it.bytes).as_deref() == Some("issuer"));
    let mut wrong = Wrong::default();
    let mut folders: BTreeMap<String, Issued> = BTreeMap::new();
    for file in issuers {
        match document::read(&file.bytes, &Known::default()) {
            Ok(issuer) => {
                let issued = Issued { issuer: Some(issuer), files: vec![] };
                if folders.insert(folder(&file.name).to_owned(), issued).is_some() {
                    wrong.say(&file.name, "Its folder has another issuer, too.", "Keep one.");
                }
            }
            Err(problems) => wrong.add(&file.name, problems),
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
    if wrong.is_empty() { Ok(folders.into_values().collect()) } else { Err(wrong) }
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

        let found = issued(files).unwrap();

        let names = |it: &Issued| it.files.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].issuer.is_none(), names(&found[0])), (true, vec!["c/y.yaml".into()]));
        assert_eq!(found[1].issuer.as_ref().unwrap().slug, "us");
        assert_eq!(names(&found[1]), ["a/b/x.md"]);
    }

    #[test]
    fn an_issuer_that_cannot_be_read_is_told() {
        let told = issued(vec![file("a/issuer.yaml", "cairn: issuer/1\nslug: us\n")]).unwrap_err();
        assert!(told.to_string().starts_with("a/issuer.yaml:1:1: `name` is missing."), "{told}");
    }
}
