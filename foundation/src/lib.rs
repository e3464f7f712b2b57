//! What every room stands on, and which knows nothing of teachers: ids, time, the database, pages,
//! and the three joints where rooms meet (announcements, gates, slots).

mod app;
mod clock;
mod columns;
mod courier;
mod db;
mod error;
mod html;
mod id;
mod input;
mod journey;
mod migrate;
#[cfg(feature = "testing")]
pub mod testing;

pub use app::{App, Read, Tx};
pub use clock::Clock;
pub use columns::{At, Word};
pub use db::{Conn, Db};
pub use error::{Error, Refuse, Result};
pub use html::{Html, Page};
pub use id::Id;
pub use input::{Form, Path};
pub use journey::{Announcement, Gate, Journey, Slot};
