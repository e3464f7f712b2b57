//! A server that is gone when we are, however we end.
//!
//! A keeper, a few lines of shell in a process group of its own, starts the server and reads a pipe from us. The pipe
//! ends when we drop it, and also on Ctrl-C or when we are killed. Then the keeper stops the server and removes its folder.

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::{
        fs::{DirBuilderExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio, id},
    sync::atomic::{AtomicUsize, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

const KEEPER: &str = r#"
signal=$1 folder=$2; shift 2
exec 3<&0
"$@" </dev/null >"$folder/log" 2>&1 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -s "$signal" "$server" 2>/dev/null; } &
wait "$server"
echo "$?" >"$folder/ended"
wait
cd /; rm -rf "$folder"
"#;

/// Somebody's user and group on this machine.
#[derive(Clone, Copy)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
}

/// A folder of its own, for one server; private to the user who is to run it.
pub fn folder(name: &str, user: Option<User>) -> Result<PathBuf> {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("cairn-{name}-{}-{number}", id()));
    fs::DirBuilder::new()
        .mode(0o700)
        .create(&folder)
        .with_context(|| format!("Could not make the folder {}", folder.display()))?;
    if let Some(User { uid, gid }) = user {
        chown(&folder, Some(uid), Some(gid))?;
    }
    Ok(folder)
}

/// A command that runs as that user, in that folder.
pub fn command_as(user: Option<User>, folder: &Path, program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(folder);
    if let Some(User { uid, gid }) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// A running server, its folder, and what it printed.
pub struct Kept {
    name: String,
    folder: PathBuf,
    keeper: Child,
}

impl Kept {
    /// Starts it; `signal` is how it is asked to stop. The folder goes with it.
    pub fn start(
        name: &str,
        signal: &str,
        user: Option<User>,
        folder: PathBuf,
        server: &Command,
    ) -> Result<Kept> {
        let mut keeper = command_as(user, &folder, "/bin/sh");
        keeper.args(["-c", KEEPER, "keeper", signal]).arg(&folder);
        keeper.arg(server.get_program()).args(server.get_args());
        for (key, value) in server.get_envs() {
            keeper.env(key, value.unwrap_or_default());
        }
        keeper.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let keeper = keeper.spawn().with_context(|| format!("Could not start {name}"))?;
        Ok(Kept { name: name.to_owned(), folder, keeper })
    }

    /// Asks again and again until there is an answer; stops when the server has ended, or after the time given.
    pub fn wait<T>(&self, patience: Duration, mut ask: impl FnMut(&str) -> Option<T>) -> Result<T> {
        let began = Instant::now();
        loop {
            if let Some(answer) = ask(&self.log()) {
                return Ok(answer);
            }
            let ended = self.folder.join("ended").exists();
            if ended || began.elapsed() > patience {
                let how = if ended { "ended before it was ready" } else { "was not ready in time" };
                bail!("{} {how}. It said:\n{}", self.name, self.log().trim());
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// Everything it has printed so far.
    pub fn log(&self) -> String {
        let bytes = fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing to do about a keeper that can't be waited for: it ends by itself.
        let _ = self.keeper.wait();
    }
}

/// A port on which nobody listens at this moment.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    fn alive(pid: &str) -> bool {
        Command::new("/bin/kill")
            .args(["-0", pid])
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    }

    #[test]
    fn a_kept_server_and_its_folder_end_with_us() {
        let folder = folder("kept", None).unwrap();
        let server = shell("echo $$; exec sleep 600");
        let kept = Kept::start("Sleep", "TERM", None, folder.clone(), &server).unwrap();
        let pid = kept
            .wait(Duration::from_secs(10), |log| log.lines().next().map(str::to_owned))
            .unwrap();
        assert!(alive(&pid));

        drop(kept);
        assert!(!alive(&pid));
        assert!(!folder.exists());
    }

    #[test]
    fn a_server_that_ends_too_early_is_told_with_what_it_said() {
        let folder = folder("kept", None).unwrap();
        let kept =
            Kept::start("Alas", "TERM", None, folder, &shell("echo no port; exit 1")).unwrap();
        let fault = kept.wait(Duration::from_secs(10), |_| None::<()>).unwrap_err();
        assert_eq!(fault.to_string(), "Alas ended before it was ready. It said:\nno port");
    }

    #[test]
    fn a_server_that_takes_too_long_is_told() {
        let folder = folder("kept", None).unwrap();
        let kept = Kept::start("Slow", "TERM", None, folder, &shell("exec sleep 600")).unwrap();
        let fault = kept.wait(Duration::from_millis(200), |_| None::<()>).unwrap_err();
        assert!(fault.to_string().starts_with("Slow was not ready in time."), "{fault}");
    }
}
