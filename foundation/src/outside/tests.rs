//! What is fetched, over TLS from a server of this test's own, and what isn't.

use std::{net::SocketAddr, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivatePkcs8KeyDer},
    server::TlsStream,
};
use ureq::{
    config::Config,
    http::Uri,
    tls::{Certificate, RootCerts},
    unversioned::{resolver::ResolvedSocketAddrs, transport::NextTimeout},
};

use super::*;

/// Who answers for `outside.example`, and whom all that is fetched here believes.
struct Server {
    port: u16,
    authority: Certificate<'static>,
}

impl Server {
    async fn up() -> Server {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["outside.example".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                if let Ok(stream) = acceptor.accept(stream).await {
                    answer(stream).await;
                }
            }
        });
        let der = authority.as_ref().der().to_vec();
        Server { port, authority: Certificate::from_der(&der).to_owned() }
    }

    /// The way to it: every name is at its address.
    fn outside(&self) -> Outside {
        Outside::found_by(At(vec![self.address()]), self.believed())
    }

    fn believed(&self) -> TlsConfig {
        let authority = std::slice::from_ref(&self.authority);
        TlsConfig::builder().root_certs(RootCerts::new_with_certs(authority)).build()
    }

    fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    async fn gets(&self, address: &str) -> Result<String, NotHad> {
        let bytes = self.outside().get(address, "text/plain").await?;
        Ok(String::from_utf8(bytes).unwrap())
    }
}

/// What each path answers; what was asked comes back in the first.
async fn answer(mut stream: TlsStream<TcpStream>) {
    let mut asked = vec![];
    while !asked.ends_with(b"\r\n\r\n") {
        asked.push(stream.read_u8().await.unwrap());
    }
    let asked = String::from_utf8(asked).unwrap();
    let (status, headers, body) = match asked.split(' ').nth(1).unwrap() {
        "/badge?of=rosa" => ("200 OK", "", asked.clone()),
        "/moved" => ("302 Found", "location: /badge?of=rosa\r\n", String::new()),
        "/gone" => ("410 Gone", "", String::new()),
        "/part" => ("206 Partial Content", "", "a part".into()),
        "/large" => ("200 OK", "", "x".repeat(LARGEST as usize - 1)),
        "/larger" => ("200 OK", "", "x".repeat(LARGEST as usize)),
        _ => ("404 Not Found", "", String::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    // Who has heard enough hangs up.
    let _gone = stream.write_all(head.as_bytes()).await;
    let _gone = stream.write_all(body.as_bytes()).await;
    let _gone = stream.shutdown().await;
}

/// Every name is at these addresses.
#[derive(Debug, Clone)]
struct At(Vec<SocketAddr>);

impl Resolver for At {
    fn resolve(
        &self,
        _: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        self.0.iter().for_each(|it| found.push(*it));
        Ok(found)
    }
}

fn refused(said: Result<String, NotHad>) {
    let why = said.unwrap_err().to_string();
    assert!(why.ends_with("gave no answer that we take."), "{why}");
}

#[tokio::test]
async fn what_stands_elsewhere_is_fetched_over_tls() {
    let server = Server::up().await;
    let asked = server.gets("https://outside.example/badge?of=rosa#here").await.unwrap();
    assert!(asked.starts_with("GET /badge?of=rosa HTTP/1.1\r\n"), "{asked}");
    let asked = asked.to_ascii_lowercase();
    assert!(asked.contains("\r\nhost: outside.example\r\n"), "{asked}");
    assert!(asked.contains("\r\naccept: text/plain\r\n"), "{asked}");
    assert!(!asked.contains("cookie") && !asked.contains("referer"), "{asked}");
}

#[tokio::test]
async fn no_redirect_is_followed_and_only_a_whole_answer_is_taken() {
    let server = Server::up().await;
    for path in ["moved", "part", "nothing"] {
        refused(server.gets(&format!("https://outside.example/{path}")).await);
    }
    assert_eq!(server.gets("https://outside.example/gone").await, Err(NotHad::Gone));
}

#[tokio::test]
async fn what_is_too_large_is_not_taken() {
    let server = Server::up().await;
    let large = server.gets("https://outside.example/large").await.unwrap();
    assert_eq!(large.len() as u64, LARGEST - 1);
    refused(server.gets("https://outside.example/larger").await);
}

#[tokio::test]
async fn who_has_no_good_certificate_is_not_heard() {
    let (server, other) = (Server::up().await, Server::up().await);
    refused(server.gets("https://inside.example/badge?of=rosa").await);
    let believes_another = Server { authority: other.authority, ..server };
    refused(believes_another.gets("https://outside.example/badge?of=rosa").await);
}

#[tokio::test]
async fn a_name_with_one_inner_address_is_not_asked() {
    let server = Server::up().await;
    let public: SocketAddr = ([1, 1, 1, 1], 443).into();
    for addresses in [vec![server.address()], vec![public, server.address()]] {
        let outside = Outside::found_by(Public(At(addresses)), server.believed());
        let said = outside.get("https://outside.example/badge?of=rosa", "*/*").await;
        refused(said.map(|_| String::new()));
    }
}

#[test]
fn only_https_without_a_password_and_at_no_other_service_s_port() {
    assert!(fit("https://a.example/b?c#d").is_ok_and(|it| it.as_str().ends_with("b?c")));
    assert!(fit("https://a.example:8443/").is_ok());
    for unfit in [
        "http://a.example/",
        "file:///etc/passwd",
        "ftp://a.example/",
        "https://a@a.example/",
        "https://:b@a.example/",
        "https://a.example:22/",
        "https://a.example:80/",
        "a.example",
        "",
    ] {
        assert!(fit(unfit).is_err(), "{unfit}");
    }
}

#[tokio::test]
async fn a_name_for_an_inner_address_is_not_asked() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"] {
        let said = Outside::web().get(&format!("https://{host}:{port}/"), "*/*").await;
        let why = said.unwrap_err().to_string();
        assert!(why.ends_with("gave no answer that we take."), "{host}: {why}");
    }
    let knocked = listener.accept().map(drop);
    assert_eq!(knocked.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    let said = Outside::shut().get("https://a.example/", "*/*").await;
    let why = said.unwrap_err().to_string();
    assert_eq!(why, "Nothing is fetched from elsewhere here.");
}
