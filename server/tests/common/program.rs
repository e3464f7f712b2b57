//! The program itself, as an operator runs it, and people who ask it over HTTP.
#![allow(clippy::unwrap_used, dead_code)] // what stories do, and not each of them all of it

use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use people::testing::Browser;

pub const CAIRN: &str = env!("CARGO_BIN_EXE_cairn");
/// Longer than a slow and busy machine takes for anything here.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// An instance's settings, and where it is.
#[derive(Clone)]
pub struct Instance {
    pub folder: PathBuf,
    pub port: u16,
    pub settings: Vec<(String, String)>,
}

impl Instance {
    /// With its data in this folder, on a port that nobody else has.
    pub fn new(folder: &Path) -> Instance {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let instance = Instance { folder: folder.to_owned(), port, settings: vec![] };
        instance
            .with("public_url", &format!("http://127.0.0.1:{port}"))
            .with("listen", &format!("127.0.0.1:{port}"))
            .with("data", folder.to_str().unwrap())
            .with("disk_reserve_mib", "0")
    }

    pub fn with(mut self, name: &str, value: &str) -> Instance {
        let name = format!("CAIRN_{}", name.to_uppercase());
        self.settings.retain(|(it, _)| *it != name);
        self.settings.push((name, value.to_owned()));
        self
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A command of the program, ready to be run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.told(Command::new(CAIRN));
        command.args(arguments);
        command
    }

    /// With these settings in its environment, and no others.
    pub fn told(&self, mut command: Command) -> Command {
        let ours = std::env::vars().filter(|(name, _)| name.starts_with("CAIRN_"));
        for (name, _) in ours {
            command.env_remove(name);
        }
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs it to its end, and returns what it printed.
    pub fn runs(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        let errors = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(done.stdout).unwrap()
    }

    /// What it says when it refuses: one line, on standard error.
    pub fn refuses(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        let errors = String::from_utf8(done.stderr).unwrap();
        assert!(!done.status.success(), "{arguments:?} was to be refused");
        let said: Vec<&str> = errors.lines().filter(|it| it.starts_with("cairn: ")).collect();
        assert_eq!(said.len(), 1, "{arguments:?}: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
        said[0].to_owned()
    }

    /// Serves, and answers.
    pub fn serves(&self) -> Program {
        self.starts(self.command(&["serve"]))
    }

    pub fn starts(&self, mut command: Command) -> Program {
        let log = self.folder.with_extension("log");
        let file = File::options().create(true).append(true).open(&log).unwrap();
        let child = command.stdout(Stdio::null()).stderr(file).spawn().unwrap();
        let mut program = Program { child, log };
        let someone = self.someone("");
        let until = Instant::now() + PATIENCE;
        while someone.opens("/healthz").is_none_or(|it| it.status != 200) {
            if let Some(ended) = program.child.try_wait().unwrap() {
                panic!("it ended with {ended}: {}", program.logged());
            }
            assert!(Instant::now() < until, "it doesn't answer: {}", program.logged());
            sleep(Duration::from_millis(20));
        }
        program
    }

    /// Whoever has this cookie.
    pub fn someone(&self, cookie: &str) -> Someone {
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        Someone { agent, origin: self.origin(), cookie: cookie.to_owned() }
    }

    /// Who signed in with this browser before the program was started.
    pub fn same(&self, browser: &Browser) -> Someone {
        let request = browser.request("GET", "/");
        self.someone(request.headers_ref().unwrap()["cookie"].to_str().unwrap())
    }
}

/// While it runs. It ends with its story.
pub struct Program {
    child: Child,
    log: PathBuf,
}

impl Program {
    /// At once, whatever it is doing.
    pub fn killed(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Told to stop, it ends what it has begun.
    pub fn stopped(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success(), "{}", self.logged());
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn logged(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Clone)]
pub struct Someone {
    agent: ureq::Agent,
    origin: String,
    pub cookie: String,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub goes_to: Option<String>,
    pub cookie: Option<String>,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn page(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Someone {
    /// None when nobody answered, or not to the end.
    pub fn opens(&self, path: &str) -> Option<Answer> {
        let request =
            self.agent.get(format!("{}{path}", self.origin)).header("cookie", &self.cookie);
        read(request.call())
    }

    pub fn posts(&self, path: &str, form: &str) -> Option<Answer> {
        self.sends(path, &[("content-type", "application/x-www-form-urlencoded")], form.as_bytes())
    }

    /// As a page's script does.
    pub fn types(&self, path: &str, form: &str) -> Option<Answer> {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.sends(path, &[kind, ("accept", "application/json")], form.as_bytes())
    }

    pub fn uploads(&self, path: &str, name: &str, bytes: &[u8]) -> Option<Answer> {
        let head =
            "--between\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nWhat we saw\r\n";
        let file = format!(
            "--between\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        );
        let body = [head.as_bytes(), file.as_bytes(), bytes, b"\r\n--between--\r\n"].concat();
        self.sends(path, &[("content-type", "multipart/form-data; boundary=between")], &body)
    }

    pub fn sends(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
        let request = self.agent.post(format!("{}{path}", self.origin));
        let request = request.header("cookie", &self.cookie).header("origin", &self.origin);
        let request =
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        read(request.send(body))
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Option<Answer> {
    let answer = answer.ok()?;
    let said = |name: &str| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
    let (status, goes_to, cookie) =
        (answer.status().as_u16(), said("location"), said("set-cookie"));
    let cookie = cookie.and_then(|it| Some(it.split(';').next()?.to_owned()));
    let bytes = answer.into_body().into_with_config().limit(64 << 20).read_to_vec().ok()?;
    Some(Answer { status, goes_to, cookie, bytes })
}
