//! The least that the same server can do: one word, from no database.

use anyhow::Result;
use axum::{Router, response::Html, routing::get};
use tokio::net::TcpListener;

/// Serves on a free port, and says which.
pub fn serve() -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("listens on http://{}", listener.local_addr()?);
        let page = || async { Html("<!doctype html><title>Hello</title>Hello, world.") };
        Ok(axum::serve(listener, Router::new().route("/", get(page))).await?)
    })
}
