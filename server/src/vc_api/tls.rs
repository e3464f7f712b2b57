//! TLS with a certificate made at each start: for suites that want `https` and check no names.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivatePkcs8KeyDer},
    server::TlsStream,
};

/// How long a caller may take to shake hands.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may have shaken hands and wait to be heard.
const WAITING: usize = 64;

type Caller = (TlsStream<TcpStream>, SocketAddr);

/// Hands out callers once they have shaken hands; who is slow keeps nobody waiting.
pub struct Listener {
    address: SocketAddr,
    callers: mpsc::Receiver<Caller>,
}

impl Listener {
    pub fn over(listener: TcpListener) -> Result<Listener> {
        let address = listener.local_addr()?;
        let acceptor = TlsAcceptor::from(Arc::new(config()?));
        let (hand, callers) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            loop {
                let Ok((stream, from)) = listener.accept().await else {
                    // Too many files are open: in a moment there may be fewer.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let (acceptor, hand) = (acceptor.clone(), hand.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(stream)) = timeout(PATIENCE, acceptor.accept(stream)).await {
                        let _gone = hand.send((stream, from)).await;
                    }
                });
            }
        });
        Ok(Listener { address, callers })
    }
}

fn config() -> Result<ServerConfig> {
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).context("a certificate")?;
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())?;
    Ok(config)
}

impl axum::serve::Listener for Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Caller {
        match self.callers.recv().await {
            Some(caller) => caller,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}
