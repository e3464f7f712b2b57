//! People at their browsers, all at once: a few connections that are kept open, each asking again
//! as soon as it has been answered.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

const CONNECTIONS: usize = 8;

/// How often a second this page is answered with 200.
pub fn rate(address: &str, path: &str, time: Duration) -> Result<f64> {
    thread::scope(|scope| {
        let began = Instant::now();
        let until = began + time;
        let people: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(move || asks(address, path, until))).collect();
        let mut answers = 0;
        for person in people {
            answers += person.join().expect("it returns its faults")?;
        }
        Ok(f64::from(answers) / began.elapsed().as_secs_f64())
    })
}

fn asks(address: &str, path: &str, until: Instant) -> Result<u32> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let question =
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n\r\n").into_bytes();
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut body, mut answers) = (vec![], 0);
    while Instant::now() < until {
        (&stream).write_all(&question)?;
        read_answer(&mut reader, &mut body).with_context(|| path.to_owned())?;
        answers += 1;
    }
    Ok(answers)
}

fn read_answer(reader: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> Result<()> {
    let (mut line, mut length) = (String::new(), None);
    reader.read_line(&mut line)?;
    if !line.starts_with("HTTP/1.1 200") {
        bail!("answered by {line:?}");
    }
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line)?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse()?);
        }
    }
    body.resize(length.context("an answer says how long it is")?, 0);
    Ok(reader.read_exact(body)?)
}
