//! A mail server that takes every letter, and keeps how often each came.
#![allow(dead_code)] // not every story that begins with this uses all of it

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread::spawn,
};

#[derive(Clone)]
pub struct MailServer {
    port: u16,
    /// By Message-ID.
    taken: Arc<Mutex<BTreeMap<String, Vec<String>>>>,
}

impl MailServer {
    pub fn started() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = MailServer { port, taken: Arc::default() };
        let taken = server.taken.clone();
        spawn(move || {
            for stream in listener.incoming().flatten() {
                let taken = taken.clone();
                // Whoever hangs up hangs up.
                spawn(move || drop(talk(stream, &taken)));
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What came, by Message-ID, as often as it came.
    pub fn taken(&self) -> BTreeMap<String, Vec<String>> {
        self.taken.lock().unwrap().clone()
    }
}

fn talk(
    mut stream: TcpStream,
    taken: &Mutex<BTreeMap<String, Vec<String>>>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 here\r\n")?;
    while let Some(line) = lines.next() {
        let verb = line?.get(..4).unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                let mut letter = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    letter += &line;
                    letter.push('\n');
                }
                // Taken before it is said so: as with a real one, the answer may be lost.
                let id = letter.lines().find_map(|it| it.strip_prefix("Message-ID: "));
                let id = id.unwrap_or_default().to_owned();
                taken.lock().unwrap().entry(id).or_default().push(letter);
                stream.write_all(b"250 taken\r\n")?;
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n"),
            _ => stream.write_all(b"250 well\r\n")?,
        }
    }
    Ok(())
}
