//! What every room stands on, and which knows nothing of teachers: ids, time, the database, jobs,
//! letters, files, pages, and the three joints where rooms meet (announcements, gates, slots).

mod app;
pub mod assets;
mod clock;
mod columns;
mod courier;
pub mod csv;
mod db;
mod error;
mod files;
mod html;
mod id;
mod input;
mod jobs;
mod journey;
mod letters;
mod markdown;
mod migrate;
pub mod note;
pub mod operations;
mod outside;
mod roles;
mod schema;
mod secrets;
mod site;
#[cfg(feature = "testing")]
pub mod testing;
pub mod time;
pub mod web;

pub use app::{App, Read, Surroundings, Tx};
pub use clock::Clock;
pub use columns::{At, Word};
pub use db::{Conn, Db};
pub use error::{Error, Refuse, Result};
pub use files::{Files, Frozen, RESERVE_BYTES};
pub use html::{Html, Link, Page, Shell, escaped};
pub use id::Id;
pub use input::{Fields, Form, Path, Query};
pub use jobs::Job;
pub use journey::{Announcement, Gate, Journey, Slot, Step};
pub use letters::{Letter, Mailer};
pub use markdown::markdown;
pub use migrate::fingerprint;
pub use outside::{NotHad, Outside};
pub use secrets::Secrets;
pub use site::Site;
