//! Documents are checked before any is kept: against what is there, and against each other.

use std::{collections::HashMap, fmt};

use foundation::{Conn, Id, Refuse, Result};
use people::{Organization, Role};

use crate::{
    File, Framework, Microcredential, Stack,
    document::{self, Kind, Known, Place, Problems},
    store,
};

/// Everything that is wrong with several documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrong(pub Vec<(String, Problems)>);

impl Wrong {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn add(&mut self, name: &str, problems: Problems) {
        self.0.push((name.into(), problems));
    }

    /// Says it of a document as a whole.
    pub fn say(&mut self, name: &str, what: &str, right: &str) {
        let mut problems = Problems::default();
        problems.say(Place { line: 1, column: 1 }, what, right);
        self.add(name, problems);
    }

    /// What was found, where nothing is wrong; else what is wrong is told here, and nothing was found.
    pub fn or_told<T: Default>(&mut self, checked: Result<T, Wrong>) -> T {
        checked.unwrap_or_else(|wrong| {
            self.0.extend(wrong.0);
            T::default()
        })
    }
}

impl std::error::Error for Wrong {}

impl Refuse for Wrong {}

/// One line for each: `samples/wait-time.md:12:5: "minuts" isn't known here. …`
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines = self.0.iter().flat_map(|(name, them)| them.iter().map(move |it| (name, it)));
        for (i, (name, problem)) in lines.enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{name}:{problem}")?;
        }
        Ok(())
    }
}

/// A document that nothing is wrong with.
#[derive(Debug)]
pub struct Checked {
    pub(crate) issuer: Id<Organization>,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) says: Says,
}

impl Checked {
    pub fn slug(&self) -> &str {
        match &self.says {
            Says::Framework(it) => it.slug.as_str(),
            Says::Stack(it) => it.slug.as_str(),
            Says::Microcredential(it) => it.slug.as_str(),
        }
    }
}

/// A document, and whose it is to be. None, where that is wrong, and is told elsewhere: what else is
/// wrong with it is still found.
pub type Brought = (Option<Id<Organization>>, File);

#[derive(Debug)]
pub(crate) enum Says {
    Framework(Framework),
    Stack(Stack),
    Microcredential(Box<Microcredential>),
}

impl Says {
    /// What others refer to comes first.
    pub fn kind(&self) -> u8 {
        match self {
            Says::Framework(_) => 1,
            Says::Stack(_) => 2,
            Says::Microcredential(_) => 3,
        }
    }
}

/// Checks all of them, against what is there and against each other.
pub async fn check(conn: &mut Conn, files: &[Brought]) -> Result<Result<Vec<Checked>, Wrong>> {
    let mut checking = Checking {
        frameworks: store::shelf::all_frameworks(conn).await?,
        stacks: Slugs::of::<Stack>(conn).await?,
        microcredentials: Slugs::of::<Microcredential>(conn).await?,
        roles: Role::ALL.iter().map(|it| role_word(*it)).collect(),
        checked: vec![],
        wrong: Wrong::default(),
    };
    let mut of_frameworks = Slugs::of::<Framework>(conn).await?;
    let said: Vec<String> = files.iter().map(|(_, it)| kind_of(it)).collect();
    let of = |kind: &'static str| {
        let those = files.iter().zip(&said).filter(move |(_, it)| *it == kind);
        those.map(|((issuer, file), _)| (*issuer, file))
    };
    // What others refer to comes first.
    of_frameworks.note(of(Framework::NAME), &mut checking.wrong);
    checking.check::<Framework>(of(Framework::NAME), &of_frameworks, Says::Framework);
    checking.stacks.note(of(Stack::NAME), &mut checking.wrong);
    let stacks = checking.stacks.clone();
    checking.check::<Stack>(of(Stack::NAME), &stacks, Says::Stack);
    checking.microcredentials.note(of(Microcredential::NAME), &mut checking.wrong);
    let slugs = checking.microcredentials.clone();
    let boxed = |it| Says::Microcredential(Box::new(it));
    checking.check::<Microcredential>(of(Microcredential::NAME), &slugs, boxed);

    let known = [Framework::NAME, Stack::NAME, Microcredential::NAME];
    for ((_, file), _) in files.iter().zip(&said).filter(|(_, it)| !known.contains(&it.as_str())) {
        let right =
            "Begin with `cairn: microcredential/1`, `cairn: stack/1` or `cairn: framework/1`.";
        checking.wrong.say(&file.name, "This isn't a document that can be imported.", right);
    }
    Ok(if checking.wrong.is_empty() { Ok(checking.checked) } else { Err(checking.wrong) })
}

/// A document that doesn't say what it is, but is no YAML alone, is taken for a microcredential.
fn kind_of(file: &File) -> String {
    document::kind(&file.bytes).unwrap_or_else(|| {
        let is_markdown = file.name.ends_with(".md") || file.bytes.starts_with(b"---");
        if is_markdown { Microcredential::NAME.into() } else { String::new() }
    })
}

/// The slugs of one kind of document, and whose each is.
#[derive(Debug, Clone)]
struct Slugs {
    all: Vec<String>,
    owners: HashMap<String, Id<Organization>>,
}

impl Slugs {
    async fn of<T: Kind>(conn: &mut Conn) -> Result<Slugs> {
        let there = store::slugs::<T>(conn).await?;
        let all = there.iter().map(|(slug, _)| slug.clone()).collect();
        Ok(Slugs { all, owners: there.into_iter().collect() })
    }

    /// Those that come together may refer to each other, whatever else is wrong with them.
    fn note<'a>(
        &mut self,
        files: impl Iterator<Item = (Option<Id<Organization>>, &'a File)>,
        wrong: &mut Wrong,
    ) {
        let mut names: HashMap<String, &str> = HashMap::new();
        for (issuer, file) in files {
            let Some(slug) = document::slug(&file.bytes) else { continue };
            if let Some(first) = names.insert(slug.clone(), &file.name) {
                let what = format!("`{slug}` is the slug of {first}, too.");
                wrong.say(&file.name, &what, "Give each its own.");
            }
            if !self.owners.contains_key(&slug) {
                self.all.push(slug.clone());
                self.owners.extend(issuer.map(|it| (slug, it)));
            }
        }
    }

    fn not_of(&self, issuer: Option<Id<Organization>>) -> Vec<String> {
        let others = self.owners.iter().filter(|(_, owner)| issuer.is_some_and(|it| it != **owner));
        others.map(|(slug, _)| slug.clone()).collect()
    }
}

struct Checking {
    frameworks: Vec<Framework>,
    stacks: Slugs,
    microcredentials: Slugs,
    roles: Vec<String>,
    checked: Vec<Checked>,
    wrong: Wrong,
}

impl Checking {
    fn check<'a, T: Kind>(
        &mut self,
        files: impl Iterator<Item = (Option<Id<Organization>>, &'a File)>,
        slugs: &Slugs,
        says: impl Fn(T) -> Says,
    ) {
        let mut taken: HashMap<Option<Id<Organization>>, Vec<String>> = HashMap::new();
        for (issuer, file) in files {
            let known = Known {
                frameworks: Some(&self.frameworks),
                stacks: Some(&self.stacks.all),
                microcredentials: Some(&self.microcredentials.all),
                roles: Some(&self.roles),
                taken: taken.entry(issuer).or_insert_with(|| slugs.not_of(issuer)),
            };
            match document::read(&file.bytes, &known).map(&says) {
                Ok(says) => self.keep(issuer, file, says),
                Err(problems) => self.wrong.add(&file.name, problems),
            }
        }
    }

    fn keep(&mut self, issuer: Option<Id<Organization>>, file: &File, says: Says) {
        if let Says::Framework(framework) = &says {
            self.frameworks.retain(|it| it.slug != framework.slug);
            self.frameworks.push(framework.clone());
        }
        let Some(issuer) = issuer else { return };
        // What could be read is text.
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        self.checked.push(Checked { issuer, name: file.name.clone(), text, says });
    }
}

/// As documents say it: `approver`.
fn role_word(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|it| it.as_str().map(Into::into)).unwrap_or_default()
}
