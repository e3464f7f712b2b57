//! The product as a newcomer meets it: `cairn demo`, on data of its own, gone when dropped.

use std::{
    env,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::kept::{self, Kept};

/// Seeding included, in a build that is not optimized.
const PATIENCE: Duration = Duration::from_secs(120);
const READY: &str = "Cairn is ready at http://";

/// A running demo.
pub struct Demo {
    pub program: PathBuf,
    pub url: String,
    pub data: PathBuf,
    /// `sqlite` or `postgres`.
    pub database: &'static str,
    server: Kept,
}

impl Demo {
    /// Starts the program that was built beside this one, and waits until it is healthy. Its database is a file, or
    /// the empty one at the address given.
    pub fn start(database: Option<&str>) -> Result<Demo> {
        Demo::start_program(env::current_exe()?.with_file_name("cairn"), database)
    }

    fn start_program(program: PathBuf, database: Option<&str>) -> Result<Demo> {
        let folder = kept::folder("demo", None)?;
        let data = folder.join("data");
        let mut command = Command::new(&program);
        command.args(["demo", "--port", "0", "--data"]).arg(&data);
        if let Some(database) = database {
            command.env("CAIRN_DEMO_DATABASE", database);
        }
        let server = Kept::start("`cairn demo`", "TERM", None, folder, &command)?;
        let address = server.wait(PATIENCE, address)?;
        server.wait(PATIENCE, |_| healthy(address).then_some(()))?;
        let url = format!("http://{address}");
        println!("   the demo is ready at {url}");
        let database = if database.is_some() { "postgres" } else { "sqlite" };
        Ok(Demo { program, url, data, database, server })
    }

    /// What it has printed and logged.
    pub fn log(&self) -> String {
        self.server.log()
    }

    /// Whatever was tried on it, it did not stumble.
    pub fn assert_well(&self) -> Result<()> {
        let log = self.log();
        let stumbled = log.contains("ERROR") || log.contains("panicked at");
        ensure!(!stumbled, "`cairn demo` stumbled. It said:\n{}", log.trim());
        Ok(())
    }
}

/// The address in the line that says it is ready.
fn address(log: &str) -> Option<SocketAddr> {
    let (_, rest) = log.split_once(READY)?;
    let (address, _) = rest.split_once(|it: char| it.is_whitespace() || it == '/')?;
    address.trim_end_matches('.').parse().ok()
}

fn healthy(address: SocketAddr) -> bool {
    answer(address).is_ok_and(|it| it.starts_with("HTTP/1.1 200"))
}

fn answer(address: SocketAddr) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer)?;
    String::from_utf8(answer.to_vec()).context("a status line is text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_on_the_line_that_says_ready() {
        let log =
            "Making a sample district…\nCairn is ready at http://127.0.0.1:41234\nSign in as…\n";
        assert_eq!(address(log), Some(([127, 0, 0, 1], 41234).into()));
        assert_eq!(
            address("Cairn is ready at http://127.0.0.1:4"),
            None,
            "the line is not yet whole"
        );
        assert_eq!(address("Cairn is ready at http://127.0.0.1:41234/\n"), address(log));
    }

    #[test]
    fn a_demo_that_does_not_start_says_why() {
        let fault = Demo::start_program("/bin/false".into(), None).err().unwrap();
        assert!(fault.to_string().starts_with("`cairn demo` ended before it was ready"), "{fault}");
    }
}
