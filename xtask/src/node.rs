//! The tests in `tests/node`: Chromium, driven from Node.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{
    chores::{read, read_all, run},
    demo::Demo,
    tools,
};

/// The oldest Node that Playwright and the tests' own syntax work with: Debian 12's.
const OLDEST: u32 = 18;

/// Node and Chromium, with the packages of `tests/node` installed as its lock file says.
pub struct Node {
    node: PathBuf,
    chromium: PathBuf,
    folder: PathBuf,
}

/// Finds or installs whatever the tests in Node need.
pub fn ready(top: &Path) -> Result<Node> {
    let node = tools::node()?;
    let npm = tools::npm()?;
    let chromium = tools::chromium()?;
    let version = read(Command::new(&node).arg("--version"))?;
    println!("   Node {}, {}", version.trim(), chromium.display());
    let major =
        version.trim_start_matches('v').split('.').next().unwrap_or_default().parse::<u32>();
    ensure!(
        major.is_ok_and(|it| it >= OLDEST),
        "Node {OLDEST} or newer is needed; {} is {version}",
        node.display()
    );

    let folder = top.join("tests/node");
    if stale(&folder) {
        run(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    }
    Ok(Node { node, chromium, folder })
}

/// Whether the packages are not, or not yet wholly, what the lock file says: npm writes its own copy of it last.
fn stale(folder: &Path) -> bool {
    let written = |name| fs::metadata(folder.join(name)).and_then(|it| it.modified()).ok();
    written("node_modules/.package-lock.json") < written("package-lock.json")
}

/// One file of tests.
pub struct TestFile(PathBuf);

impl TestFile {
    /// Its name without the folder: `routes.test.mjs`.
    pub fn name(&self) -> String {
        self.0.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

fn tests_in(folder: &Path) -> Result<Vec<TestFile>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context("tests/node is part of the repository")? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(TestFile(path));
        }
    }
    files.sort_by_key(TestFile::name);
    ensure!(!files.is_empty(), "there is no test in {}", folder.display());
    Ok(files)
}

impl Node {
    /// Every `*.test.mjs` that wants a demo, by name.
    pub fn tests(&self) -> Result<Vec<TestFile>> {
        tests_in(&self.folder)
    }

    /// What is also walked on PostgreSQL, where stories have shown before that the rooms work: there, once.
    pub fn short_walk(&self) -> TestFile {
        TestFile(self.folder.join("journey.test.mjs"))
    }

    /// The types in our scripts' comments hold: the tests' own, and those of the scripts that pages load.
    pub fn check_types(&self) -> Result<()> {
        let compiler = self.folder.join("node_modules/typescript/bin/tsc");
        run(self.command().arg(&compiler))?;
        run(self.command().arg(&compiler).args(["--project", "tsconfig.assets.json"]))
    }

    /// What asks `openbadges` and others' libraries the same: nothing of this needs a server.
    pub fn standards(&self) -> Result<Vec<TestFile>> {
        tests_in(&self.folder.join("standards"))
    }

    /// Runs one file of tests that asks the oracle, and gives what it said.
    pub fn test_standard(&self, file: &TestFile, oracle: &Path) -> Result<String> {
        read_all(self.tester(file).env("ORACLE", oracle))
    }

    /// Runs one file of tests on a demo that nobody has touched, and gives what it said.
    pub fn test(&self, file: &TestFile, demo: &Demo) -> Result<String> {
        let mut node = self.tester(file);
        node.env("CAIRN", &demo.program).env("CAIRN_URL", &demo.url).env("CAIRN_DATA", &demo.data);
        node.env("CAIRN_DATABASE", demo.database);
        let said = read_all(&mut node)
            .with_context(|| format!("The demo said:\n{}\n", demo.log().trim()))?;
        demo.assert_well()?;
        Ok(said)
    }

    /// Of this demo, into that folder.
    pub fn take_pictures(&self, demo: &Demo, folder: &Path) -> Result<()> {
        let mut node = self.command();
        node.arg("pictures.mjs").env("CAIRN_URL", &demo.url).env("PICTURES", folder);
        run(&mut node).with_context(|| format!("The demo said:\n{}\n", demo.log().trim()))
    }

    fn tester(&self, file: &TestFile) -> Command {
        let mut node = self.command();
        node.args(["--test", "--test-reporter=spec"]).arg(&file.0);
        node
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.node);
        command.current_dir(&self.folder).env("CHROMIUM", &self.chromium);
        command
    }
}
